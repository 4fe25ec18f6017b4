import { type Notice, publish } from '#core/notifications/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { across, type Db } from '#platform/db/database.ts';
import type { FoundSubject } from '#platform/module.ts';
import type { NewEvent, Place } from './file/apply-events.ts';
import { commitmentSubject, findById, planSubject } from './subjects.ts';

type Told = Pick<Notice, 'event' | 'values'>;

/**
 * Tells followers what the timeline tells, one notice for each commitment however much of it changed. A plan that is new is one notice,
 * not one for each of its commitments.
 */
export async function tellFollowers(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  place: Place,
  events: readonly NewEvent[],
): Promise<void> {
  const byCommitment = new Map<string, NewEvent[]>();
  for (const event of events) {
    if (event.commitmentId === undefined || event.kind === 'imported') continue;
    byCommitment.set(event.commitmentId, [...(byCommitment.get(event.commitmentId) ?? []), event]);
  }
  for (const [id, ofCommitment] of byCommitment) {
    const found = await findById(db, 'commitment', place.institutionId, id);
    if (found) await tell({ db, now }, commitmentSubject.kind, found, await whatOf(db, place, ofCommitment));
  }
  const ofPlan = events.find((event) => event.commitmentId === undefined);
  if (!ofPlan) return;
  const found = await findById(db, 'action_plan', place.institutionId, place.planId);
  if (found) await tell({ db, now }, planSubject.kind, found, PLAN_WORDS[ofPlan.kind]);
}

async function tell(
  context: Pick<ActionContext, 'db' | 'now'>,
  kind: string,
  { institutionId, id, title, path, related = [] }: FoundSubject,
  told: Told,
): Promise<void> {
  await publish(context, { institutionId, subjects: [`${kind}:${id}`, ...related], title, path, ...told });
}

const CHANGED: Told = { event: 'commitments.notice.changed' };
const PLAN_CHANGED: Told = { event: 'commitments.notice.plan-changed' };

const PLAN_WORDS: Record<NewEvent['kind'], Told> = {
  imported: { event: 'commitments.notice.plan-added' },
  added: { event: 'commitments.notice.plan-added' },
  'text-changed': PLAN_CHANGED,
  'dates-changed': PLAN_CHANGED,
  'status-changed': PLAN_CHANGED,
  reported: PLAN_CHANGED,
  gone: { event: 'commitments.notice.plan-gone' },
  returned: { event: 'commitments.notice.plan-returned' },
};

/** What a body says about one milestone. */
const REPORTS: ReadonlySet<NewEvent['kind']> = new Set(['status-changed', 'reported']);

async function whatOf(db: Db, place: Place, events: readonly NewEvent[]): Promise<Told> {
  // What happened to the commitment itself says more than what happened to one of its milestones.
  const whole = events.find((event) => ['added', 'gone', 'returned'].includes(event.kind) && !event.milestoneId);
  if (whole?.kind === 'added') return { event: 'commitments.notice.added' };
  if (whole?.kind === 'gone') return { event: 'commitments.notice.gone' };
  if (whole?.kind === 'returned') return { event: 'commitments.notice.returned' };
  const [only] = events;
  if (events.length !== 1 || !only?.milestoneId || !REPORTS.has(only.kind)) return CHANGED;
  const milestone = await across(db)
    .selectFrom('milestone')
    .select('number')
    .where('institution_id', '=', place.institutionId)
    .where('id', '=', only.milestoneId)
    .executeTakeFirstOrThrow();
  if (only.kind === 'reported') return { event: 'commitments.notice.reported', values: { number: milestone.number } };
  return {
    event: 'commitments.notice.status-changed',
    // The words of a choice in a message may hold no hyphen.
    values: { number: milestone.number, status: (only.data?.statusTo ?? '').replaceAll('-', '_') },
  };
}
