import { DeskDocument, deskTabs, officeChoices } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { holdsPower } from '#platform/tenant.ts';
import { MANAGE, seeMatrix } from '../../access.ts';
import { assignMilestones } from '../../actions/assign-milestones.ts';
import { commitmentScope, type ScopedCommitment } from '../../queries/matrix-scope.ts';
import { officialsOf } from '../../queries/officials.ts';
import { type Assignable, AssignFields, assignable } from './assign-fields.tsx';
import { type LoadedMatrix, loadMatrix, MatrixList, type MatrixQuery, matrixQuery } from './matrix-list.tsx';

type Data = ScopedCommitment & { tabs: Tab[]; matrix: LoadedMatrix; choices: Assignable; mayAssign: boolean };

/** The matrix of one commitment on the desk. */
export const commitmentMatrixPage = definePage<MatrixQuery, Data>({
  name: 'commitments.commitment-matrix-page',
  path: '/desk/matrix/commitments/:reference',
  on: 'tenant',
  query: matrixQuery,
  access: seeMatrix,
  async load(request) {
    const { db, page, params } = request;
    const commitment = await commitmentScope(db, params.reference ?? '', page.tenant?.id ?? '');
    if (!commitment) throw new NotFound();
    const { institutionId } = commitment;
    const [matrix, officials] = await Promise.all([
      loadMatrix(request, commitment),
      officialsOf(db, institutionId, page.today),
    ]);
    return {
      ...commitment,
      tabs: deskTabs(request),
      matrix,
      choices: await assignable(db, institutionId, officials),
      mayAssign: holdsPower(page.actor, MANAGE, institutionId),
    };
  },
  view: ({ data, form, query }) => <CommitmentMatrix data={data} form={form} query={query} />,
  submit: {
    action: assignMilestones,
    input: (values) => ({
      milestones: String(values.milestones ?? '')
        .split(' ')
        .filter((reference) => reference !== ''),
      office: values.office || null,
      official: values.official || null,
    }),
    done: (_result, { params }) => `/desk/matrix/commitments/${params.reference}?done=1`,
  },
});

function CommitmentMatrix({ data, form, query }: { data: Data; form: FormState; query: MatrixQuery }) {
  const page = usePage();
  const { t, ts, lang, href } = page;
  const { commitment, matrix } = data;
  const title = ts('commitments.matrix.of', { name: commitment.reference });
  return (
    <DeskDocument
      title={title}
      lead={
        <>
          <Multilingual text={commitment.title} />. {t('commitments.matrix.how')}
        </>
      }
      tabs={data.tabs}
      crumbs={[
        { label: ts('commitments.matrix.title'), path: '/desk/matrix' },
        { label: data.reference, path: `/desk/matrix/plans/${data.reference}` },
      ]}
    >
      <MatrixList
        matrix={matrix}
        query={query}
        caption={`${title} – ${plain(commitment.title, lang)}`}
        withCommitment={false}
        offices={officeChoices(page, data.choices.offices)}
        links={
          <>
            <a href={href(`/desk/matrix/commitments/${commitment.reference}/indicators`)}>
              {t('commitments.indicator.title')}
            </a>
            {' · '}
            <a href={href(`/commitments/${commitment.reference}`)}>{t('commitments.matrix.public-commitment')}</a>
          </>
        }
      />
      {data.mayAssign && matrix.items.length > 0 && (
        <Details summary={t('commitments.matrix.assign-all', { n: matrix.items.length })} open={form.faults.length > 0}>
          <Form state={form} label={ts('commitments.matrix.assign')}>
            <Hidden name="milestones" value={matrix.items.map((row) => row.reference).join(' ')} />
            <AssignFields choices={data.choices} />
            <Button kind="quiet">{t('commitments.matrix.assign-save')}</Button>
          </Form>
        </Details>
      )}
    </DeskDocument>
  );
}
