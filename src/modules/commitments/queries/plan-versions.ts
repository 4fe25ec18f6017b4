import { type Db, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { PlanChange } from '../plan-cells.ts';
import { type PhaseNow, type PublishedPhase, phaseOn } from '../plan-life.ts';
import type { ScopedPlan } from './matrix-scope.ts';

/** A version of a plan as everybody reads it. */
export type PlanVersion = {
  version: number;
  origin: 'file' | 'people';
  adoptedOn: string;
  publishedAt: Date;
  reason: Text | null;
  changes: PlanChange[];
};

/** The most versions that are read at once: decades of yearly amendments. */
const MOST_VERSIONS = 200;

/** The versions of a plan, the latest first. */
export async function versionsOf(db: Db, plan: Pick<ScopedPlan, 'institutionId' | 'planId'>): Promise<PlanVersion[]> {
  return within(db, plan.institutionId)
    .selectFrom('plan_version')
    .select(['version', 'origin', 'adopted_on as adoptedOn', 'published_at as publishedAt', 'reason', 'changes'])
    .where('plan_id', '=', plan.planId)
    .orderBy('version', 'desc')
    .limit(MOST_VERSIONS)
    .execute();
}

export type SaidPhase = { phase: PublishedPhase; since: string; note: Text | null };

/** What phase a plan is in, and all that its body said about it, in order. */
export async function phaseOfPlan(
  db: Db,
  plan: Pick<ScopedPlan, 'institutionId' | 'planId'>,
  today: string,
): Promise<{ now: PhaseNow; said: SaidPhase[] }> {
  const own = within(db, plan.institutionId);
  const said = await own
    .selectFrom('plan_phase')
    .select(['phase', 'since', 'note'])
    .where('plan_id', '=', plan.planId)
    .orderBy('number')
    .execute();
  const { start, end } = await own
    .selectFrom('action_plan')
    .select(['starts_on as start', 'ends_on as end'])
    .where('id', '=', plan.planId)
    .executeTakeFirstOrThrow();
  return { now: phaseOn({ start, end, said: said.at(-1) ?? null }, today), said };
}
