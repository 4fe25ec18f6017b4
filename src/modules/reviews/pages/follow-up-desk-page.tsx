import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { listPlans, type PlanSummary } from '#modules/commitments/index.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Code, DateRange } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { type Owned, seeFollowUp } from '../access.ts';
import { planDeskPath } from './desk-plan.ts';

type Data = Owned & { tabs: Tab[]; plans: PlanSummary[] };

const MOST_PLANS = 100;

/** The plans of a body: each leads to its follow-up. */
export const followUpDeskPage = definePage<unknown, Data>({
  name: 'reviews.follow-up-desk-page',
  path: '/desk/follow-up',
  on: 'tenant',
  access: seeFollowUp,
  async load(request) {
    const { db, page } = request;
    const institutionId = page.tenant?.id ?? '';
    const { items } = await listPlans(db, {
      filters: { institutionId },
      paging: { limit: MOST_PLANS },
      today: page.today,
    });
    const plans = items.filter((plan) => plan.institution.id === institutionId);
    return { institutionId, tabs: deskTabs(request), plans };
  },
  view: ({ data }) => <FollowUpDesk {...data} />,
});

function FollowUpDesk({ tabs, plans }: Data) {
  const { t, ts } = usePage();
  return (
    <DeskDocument title={ts('reviews.desk.title')} lead={t('reviews.desk.lead')} tabs={tabs}>
      {plans.length === 0 ? (
        <Empty title={t('reviews.desk.no-plan')} />
      ) : (
        <Items>
          {plans.map((plan) => (
            <Item
              title={{ text: plan.title }}
              path={planDeskPath(plan.reference)}
              level={2}
              facts={[
                { label: ts('reviews.desk.reference'), hideLabel: true, value: <Code>{plan.reference}</Code> },
                {
                  label: ts('reviews.desk.period'),
                  hideLabel: true,
                  value: (
                    <DateRange start={plan.period.start} end={plan.period.end} precision={plan.period.precision} />
                  ),
                },
              ]}
            />
          ))}
        </Items>
      )}
    </DeskDocument>
  );
}
