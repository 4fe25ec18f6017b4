import { usePage } from '#platform/html/context.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Multilingual, Range } from '#platform/html/text.tsx';
import type { PlanSummary } from '../queries/shapes.ts';
import { hrefAtOwner } from './owner-link.ts';
import { ProgressText } from './progress-text.tsx';

type PlanItemsProps = {
  plans: readonly PlanSummary[];
  level?: 2 | 3 | 4;
  /** The list is not that of this site: each leads to the body whose it is. */
  atOwner?: boolean;
};

/** Action plans as a ruled list: title, whose it is, its years, its commitments and how far they are. */
export function PlanItems({ plans, level = 3, atOwner = false }: PlanItemsProps) {
  const page = usePage();
  const { t, ts } = page;
  const address = ({ reference, institution }: PlanSummary) =>
    atOwner ? hrefAtOwner(page, `/action-plans/${reference}`, institution) : page.href(`/action-plans/${reference}`);
  return (
    <Items>
      {plans.map((plan) => (
        <Item
          title={{ text: plan.title }}
          href={address(plan)}
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
