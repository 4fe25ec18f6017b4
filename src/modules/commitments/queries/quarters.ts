import { sql } from 'kysely';
import { type Db, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import { type Quarter, quarterDays, quarterOf } from '../quarter.ts';
import { listEvents } from './events.ts';
import type { ScopedPlan } from './matrix-scope.ts';
import type { TimelineEvent } from './shapes.ts';

/** What changed in a plan within a quarter. */
export type QuarterChanges = {
  quarter: Quarter;
  start: string;
  end: string;
  /** Milestones that were reported finished; those that something was reported on; those whose dates moved. */
  finished: number;
  reported: number;
  moved: number;
  /** Milestones whose end passed in it and that are open still. */
  missed: number;
  /** The latest first. */
  events: TimelineEvent[];
};

/** The most events that one page tells; the feed and the API have all. */
const MOST_EVENTS = 300;

/** What changed in a plan within a quarter, from its public timeline. Undefined when there is no such quarter. */
export async function quarterChanges(
  db: Db,
  plan: ScopedPlan,
  quarter: Quarter,
  today: string,
): Promise<QuarterChanges | undefined> {
  const days = quarterDays(quarter);
  if (!days) return undefined;
  const { start, end } = days;
  const { rows } = await sql<{ finished: number; reported: number; moved: number }>`
    select count(distinct milestone_id) filter (where data ->> 'statusTo' = 'finished') as finished,
      count(distinct milestone_id) filter (where kind in ('status-changed', 'reported')) as reported,
      count(distinct coalesce(milestone_id, commitment_id)) filter (where kind = 'dates-changed') as moved
    from commitment_event
    where institution_id = ${plan.institutionId} and plan_id = ${plan.planId}
      and on_date between ${start}::date and ${end}::date`.execute(db);
  const { missed } = await within(db, plan.institutionId)
    .selectFrom('milestone')
    .select(({ fn }) => fn.countAll<number>().as('missed'))
    .where('plan_id', '=', plan.planId)
    .where('gone_at', 'is', null)
    .where('last_day', '>=', start)
    .where('last_day', '<=', end)
    .where('last_day', '<', today)
    .where('status', 'not in', ['finished', 'incomplete'])
    .executeTakeFirstOrThrow();
  const { items } = await listEvents(db, {
    filters: { plan: plan.reference, during: days },
    paging: { limit: MOST_EVENTS },
  });
  const counted = rows[0] ?? { finished: 0, reported: 0, moved: 0 };
  return { quarter, start, end, ...counted, missed, events: items };
}

/** The first quarter of which a plan's timeline tells. */
export async function firstQuarter(
  db: Db,
  plan: Pick<ScopedPlan, 'institutionId' | 'planId'>,
): Promise<Quarter | null> {
  const row = await within(db, plan.institutionId)
    .selectFrom('commitment_event')
    .select(({ fn }) => fn.min('on_date').as('on'))
    .where('plan_id', '=', plan.planId)
    .executeTakeFirst();
  return row?.on ? quarterOf(row.on) : null;
}

/** A milestone that was finished in a quarter: what is worth telling people about. */
export type FinishedMilestone = { title: Text; commitment: string; on: string };

/** The milestones among these events that were reported finished, each once. */
export function finishedIn(events: readonly TimelineEvent[]): FinishedMilestone[] {
  const seen = new Map<string, FinishedMilestone>();
  for (const { milestone, commitment, data, on } of events) {
    if (data.statusTo !== 'finished' || !milestone || !commitment || seen.has(milestone.reference)) continue;
    seen.set(milestone.reference, { title: milestone.title, commitment: commitment.reference, on });
  }
  return [...seen.values()];
}
