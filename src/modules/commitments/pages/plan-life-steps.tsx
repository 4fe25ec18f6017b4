import { usePage } from '#platform/html/context.tsx';
import { Steps } from '#platform/html/steps.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import { type PhaseNow, PLAN_PHASES } from '../plan-life.ts';
import type { SaidPhase } from '../queries/plan-versions.ts';

/** Where a plan stands in its life; null: it is only being written. */
export function PlanLife({ now, said }: { now: PhaseNow | null; said: readonly SaidPhase[] }) {
  const { t } = usePage();
  const current = PLAN_PHASES.indexOf(now?.phase ?? 'drafting');
  return (
    <>
      <Steps
        steps={PLAN_PHASES.map((phase, index) => {
          const told = phase === 'drafting' ? undefined : said.findLast((one) => one.phase === phase);
          return {
            state: index < current ? 'done' : index === current ? 'now' : 'next',
            label: t(`commitments.plan.phases.${phase}`),
            note:
              told && index <= current ? (
                <>
                  <DateText date={told.since} />
                  {told.note && (
                    <>
                      {' · '}
                      <Multilingual text={told.note} />
                    </>
                  )}
                </>
              ) : undefined,
          };
        })}
      />
      {now && !now.said && <p class="hint">{t('commitments.plan.by-dates')}</p>}
    </>
  );
}
