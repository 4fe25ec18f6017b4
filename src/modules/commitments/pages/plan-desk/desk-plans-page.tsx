import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Code, DateTimeText, Multilingual } from '#platform/html/text.tsx';
import type { Text } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { writePlan } from '../../access.ts';
import type { PlanPhase } from '../../plan-life.ts';
import { plansWithMatrix } from '../../queries/matrix-scope.ts';
import { draftsOf, loadDraft, type PlanDraft } from '../../queries/plan-drafts.ts';
import { phaseOfPlan } from '../../queries/plan-versions.ts';

type Row = { reference: string; title: Text; phase: PlanPhase; draft: PlanDraft | undefined };
type Data = { institutionId: string; tabs: Tab[]; plans: Row[] };

/** The plans of a body with their phases and drafts: where a plan is written. */
export const deskPlansPage = definePage<unknown, Data>({
  name: 'commitments.desk-plans-page',
  path: '/desk/plans',
  on: 'tenant',
  access: writePlan,
  async load(request) {
    const { db, page } = request;
    const institutionId = page.tenant?.id;
    if (!institutionId) throw new NotFound();
    const [stored, drafts] = await Promise.all([plansWithMatrix(db, institutionId), draftsOf(db, institutionId)]);
    const plans: Row[] = [];
    for (const draft of drafts.filter((one) => one.planId === null)) {
      const loaded = await loadDraft(db, draft);
      if (loaded)
        plans.push({ reference: draft.reference, title: loaded.drafted.plan.thing.title, phase: 'drafting', draft });
    }
    for (const plan of stored) {
      const { now } = await phaseOfPlan(db, plan, page.today);
      const draft = drafts.find((one) => one.planId === plan.planId);
      plans.push({ reference: plan.reference, title: plan.title, phase: now.phase, draft });
    }
    return { institutionId, tabs: deskTabs(request), plans };
  },
  view: ({ data }) => <Plans data={data} />,
});

function Plans({ data }: { data: Data }) {
  const { t, ts, href } = usePage();
  return (
    <DeskDocument
      title={ts('commitments.plan.desk')}
      lead={t('commitments.plan.desk-lead')}
      tabs={data.tabs}
      row={<ButtonLink path="/desk/plans/new">{t('commitments.plan.new')}</ButtonLink>}
    >
      {data.plans.length === 0 ? (
        <Empty title={t('commitments.page.no-plans')} />
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
                  <a href={href(`/desk/plans/${reference}`)}>
                    <Multilingual text={title} />
                  </a>
                  <span class="meta">
                    <Code>{reference}</Code>
                  </span>
                </>
              ),
            },
            {
              key: 'phase',
              label: ts('commitments.plan.phase'),
              cell: ({ phase }) => t(`commitments.plan.phases.${phase}`),
            },
            {
              key: 'draft',
              label: ts('commitments.plan.draft'),
              cell: ({ draft }) =>
                draft ? (
                  <>
                    {t(draft.openedOn ? 'commitments.plan.draft-open' : 'commitments.plan.draft-closed')}{' '}
                    <span class="meta">
                      <DateTimeText instant={draft.savedAt} />
                    </span>
                  </>
                ) : (
                  <span class="soft">–</span>
                ),
            },
          ]}
        />
      )}
    </DeskDocument>
  );
}
