import { usePage } from '#platform/html/context.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Multilingual, Range } from '#platform/html/text.tsx';
import type { PlanSummary } from '../queries/shapes.ts';
import { ProgressText } from './progress-text.tsx';

/** Action plans as a ruled list: title, whose it is, its years, its commitments and how far they are. */
export function PlanItems({ plans, level = 3 }: { plans: readonly PlanSummary[]; level?: 2 | 3 | 4 }) {
  const { t, ts } = usePage();
  return (
    <Items>
      {plans.map((plan) => (
        <Item
          title={{ text: plan.title }}
          path={`/action-plans/${plan.reference}`}
          level={level}
          tags={
            plan.lateCount > 0 ? [{ tone: 'late', label: t('commitments.page.plan-late', { n: plan.lateCount }) }] : []
          }
          facts={[
            {
              label: ts('commitments.field.institution'),
              hideLabel: true,
              value: <Multilingual text={plan.institution.name} />,
            },
            {
              label: ts('commitments.field.period'),
              hideLabel: true,
              value: <Range from={plan.period.start.slice(0, 4)} to={plan.period.end.slice(0, 4)} />,
            },
          ]}
        >
          <p class="small">
            {t('commitments.page.plan-counts', { n: plan.commitmentCount })}{' '}
            <ProgressText progress={plan.progress} lateMilestones={0} />
          </p>
        </Item>
      ))}
    </Items>
  );
}
