import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { anyone } from '#platform/access.ts';
import type { Slice, Total } from '#platform/db/paging.ts';
import { NotFound } from '#platform/errors.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination, Total as TotalText } from '#platform/html/pagination.tsx';
import { Code, Multilingual } from '#platform/html/text.tsx';
import type { SubjectNote } from '#platform/module.ts';
import { definePage } from '#platform/page.ts';
import type { BodyRef } from '../../commitment.ts';
import { countMatrix, listMatrix, type MatrixRow } from '../../queries/matrix.ts';
import { planScope, type ScopedPlan, scopeOf } from '../../queries/matrix-scope.ts';
import { notesByMilestone, notesOn } from '../subject-notes.tsx';
import { PublicMatrix } from './matrix-table.tsx';

const query = z.object({ after: z.string().max(2_000).optional() });
type Query = z.infer<typeof query>;
type Data = ScopedPlan & { rows: Slice<MatrixRow>; total: Total; owner: BodyRef; notes: SubjectNote[] };

const PER_PAGE = 50;

/** The monitoring matrix of a plan as the public reads it: offices, never persons, and only what was published. */
export const matrixPage = definePage<Query, Data>({
  name: 'commitments.matrix-page',
  path: '/action-plans/:reference/matrix',
  on: 'both',
  query,
  access: anyone,
  async load({ db, page, params, offers, query: { after } }) {
    const { today } = page;
    const plan = await planScope(db, params.reference ?? '');
    if (!plan) throw new NotFound();
    const scope = scopeOf(plan);
    const [rows, total, bodies] = await Promise.all([
      listMatrix(db, { scope, paging: { limit: PER_PAGE, after }, today }),
      countMatrix(db, { scope, today }),
      institutionsById(db, [plan.institutionId]),
    ]);
    const owner = bodies.get(plan.institutionId);
    if (!owner) throw new NotFound();
    const subjects = rows.items.map((row) => ({ kind: 'milestone', id: row.reference }));
    const notes = await notesOn({ db, offers }, plan.institutionId, subjects);
    return { ...plan, rows: { ...rows, items: rows.items.map(asPublic) }, total, owner, notes };
  },
  cache: (plan) => [`plan:${plan.reference}`],
  view: ({ data }) => <Matrix plan={data} />,
});

/** A row without what only the desk may see. */
export function asPublic({
  draft: _draft,
  officialId: _official,
  version: _version,
  ...row
}: MatrixRow &
  object & {
    draft?: unknown;
    officialId?: unknown;
    version?: unknown;
  }): MatrixRow {
  return row;
}

function Matrix({ plan }: { plan: Data }) {
  const { t, ts, lang } = usePage();
  const file = `/api/v1/action-plans/${encodeURIComponent(plan.reference)}/matrix`;
  const title = ts('commitments.matrix.public-title');
  return (
    <Document
      title={`${title} – ${plan.reference}`}
      wide
      crumbs={[
        { label: ts('commitments.page.plans'), path: '/action-plans' },
        { label: plan.reference, path: `/action-plans/${plan.reference}` },
      ]}
      canonical={`/action-plans/${plan.reference}/matrix`}
    >
      <PageHead
        kicker={<Code>{plan.reference}</Code>}
        title={title}
        lead={
          <>
            <Multilingual text={plan.title} />. {t('commitments.matrix.public-lead')}
          </>
        }
      />
      <div class="row between">
        <h2>
          <TotalText total={plan.total.total} atLeast={plan.total.totalIsAtLeast} />
        </h2>
        <p class="small no-print">
          {t('commitments.page.download')}{' '}
          <a href={`${file}.xlsx?lang=${lang === 'fr' || lang === 'en' ? lang : 'ar'}`} dir="ltr">
            XLSX
          </a>
          {' · '}
          <a href={`${file}.csv`} dir="ltr">
            CSV
          </a>
          {' · '}
          <a href={file} dir="ltr">
            JSON
          </a>
        </p>
      </div>
      {plan.rows.items.length === 0 ? (
        <Empty title={t('commitments.page.no-milestones')} />
      ) : (
        <PublicMatrix
          rows={plan.rows.items}
          caption={title}
          owner={plan.owner}
          notes={notesByMilestone(plan.notes)}
          withCommitment
        />
      )}
      <Pagination next={plan.rows.next} />
    </Document>
  );
}
