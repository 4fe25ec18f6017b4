import { DeskDocument, deskTabs, type Office, officeChoices, officesOf } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { usePage } from '#platform/html/context.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { seeMatrix } from '../../access.ts';
import { planScope, type ScopedPlan } from '../../queries/matrix-scope.ts';
import { type LoadedMatrix, loadMatrix, MatrixList, type MatrixQuery, matrixQuery } from './matrix-list.tsx';

type Data = ScopedPlan & { tabs: Tab[]; matrix: LoadedMatrix; offices: Office[] };

/** The matrix of a whole plan on the desk. */
export const planMatrixPage = definePage<MatrixQuery, Data>({
  name: 'commitments.plan-matrix-page',
  path: '/desk/matrix/plans/:reference',
  on: 'tenant',
  query: matrixQuery,
  access: seeMatrix,
  async load(request) {
    const { db, page, params } = request;
    const plan = await planScope(db, params.reference ?? '', page.tenant?.id ?? '');
    if (!plan) throw new NotFound();
    const [matrix, offices] = await Promise.all([loadMatrix(request, plan), officesOf(db, plan.institutionId)]);
    return { ...plan, tabs: deskTabs(request), matrix, offices };
  },
  view: ({ data, query }) => <PlanMatrix data={data} query={query} />,
});

function PlanMatrix({ data, query }: { data: Data; query: MatrixQuery }) {
  const page = usePage();
  const { t, ts, href, lang } = page;
  const title = ts('commitments.matrix.of', { name: data.reference });
  return (
    <DeskDocument
      title={title}
      lead={
        <>
          <Multilingual text={data.title} />. {t('commitments.matrix.how')}
        </>
      }
      tabs={data.tabs}
      crumbs={[{ label: ts('commitments.matrix.title'), path: '/desk/matrix' }]}
    >
      <MatrixList
        matrix={data.matrix}
        query={query}
        caption={`${title} – ${plain(data.title, lang)}`}
        withCommitment
        offices={officeChoices(page, data.offices)}
        links={
          <>
            <a href={href(`/desk/matrix/plans/${data.reference}/matrix.xlsx`)} dir="ltr">
              XLSX
            </a>
            {' · '}
            <a href={href(`/desk/matrix/plans/${data.reference}/import`)}>{t('commitments.matrix.import.link')}</a>
            {' · '}
            <a href={href(`/desk/matrix/plans/${data.reference}/posts`)}>{t('commitments.post.title')}</a>
            {' · '}
            <a href={href(`/action-plans/${data.reference}/matrix`)}>{t('commitments.matrix.public')}</a>
          </>
        }
      />
    </DeskDocument>
  );
}
