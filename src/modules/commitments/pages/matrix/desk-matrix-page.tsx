import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { type Column, Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Code, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { seeMatrix } from '../../access.ts';
import { type MatrixCounts, type MatrixState, matrixCounts } from '../../queries/matrix.ts';
import { plansWithMatrix, type ScopedPlan } from '../../queries/matrix-scope.ts';

type PlanRow = ScopedPlan & { counts: MatrixCounts };
type Data = { institutionId: string; tabs: Tab[]; plans: PlanRow[] };

const NOTHING: MatrixCounts = { rows: 0, late: 0, unreported: 0, drafts: 0, unassigned: 0 };

/** The monitoring of a body: its plans, and how many rows of each want attention. */
export const deskMatrixPage = definePage<unknown, Data>({
  name: 'commitments.desk-matrix-page',
  path: '/desk/matrix',
  on: 'tenant',
  access: seeMatrix,
  async load(request) {
    const { db, page } = request;
    const institutionId = page.tenant?.id;
    if (!institutionId) throw new NotFound();
    const [plans, counts] = await Promise.all([
      plansWithMatrix(db, institutionId),
      matrixCounts(db, institutionId, page.today),
    ]);
    return {
      institutionId,
      tabs: deskTabs(request),
      plans: plans.map((plan) => ({ ...plan, counts: counts.get(plan.planId) ?? NOTHING })),
    };
  },
  view: ({ data }) => <Plans data={data} />,
});

function Plans({ data }: { data: Data }) {
  const { t, ts, href } = usePage();
  const figure = (label: string, key: keyof MatrixCounts, state?: MatrixState): Column<PlanRow> => ({
    key,
    label,
    numeric: true,
    cell: ({ reference, counts }) =>
      state && counts[key] > 0 ? (
        <a href={href(`/desk/matrix/plans/${reference}?state=${state}`)}>{counts[key]}</a>
      ) : (
        counts[key]
      ),
  });
  return (
    <DeskDocument title={ts('commitments.matrix.title')} lead={t('commitments.matrix.lead')} tabs={data.tabs}>
      {data.plans.length === 0 ? (
        <Empty title={t('commitments.matrix.no-plans')}>
          <p>{t('commitments.matrix.no-plans-text')}</p>
        </Empty>
      ) : (
        <Table
          caption={ts('commitments.page.plans')}
          hideCaption
          rows={data.plans}
          columns={[
            {
              key: 'plan',
              label: ts('commitments.field.plan'),
              head: true,
              cell: ({ reference, title }) => (
                <>
                  <a href={href(`/desk/matrix/plans/${reference}`)}>
                    <Multilingual text={title} />
                  </a>
                  <span class="meta">
                    <Code>{reference}</Code>
                  </span>
                </>
              ),
            },
            figure(ts('commitments.field.milestones'), 'rows'),
            figure(ts('commitments.matrix.state.late'), 'late', 'late'),
            figure(ts('commitments.matrix.state.unreported'), 'unreported', 'unreported'),
            figure(ts('commitments.matrix.state.draft'), 'drafts', 'draft'),
            figure(ts('commitments.matrix.state.unassigned'), 'unassigned', 'unassigned'),
          ]}
        />
      )}
    </DeskDocument>
  );
}
