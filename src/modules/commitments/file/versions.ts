import type { ActionContext } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import type { PlanChange } from '../plan-cells.ts';
import type { Said } from './apply.ts';
import type { Place } from './apply-events.ts';
import type { PlanStep } from './compare.ts';

/**
 * Keeps what a file or people changed of a plan as its next version. What readers do not see (a translation's mark, an order) and the
 * first words of a plan are no change; the first version says only that it began.
 */
export async function recordVersion(
  { db, now, today, actor }: Pick<ActionContext, 'db' | 'now' | 'today' | 'actor'>,
  place: Place,
  step: PlanStep,
  said: Said,
): Promise<void> {
  const changes = said.origin === 'people' ? said.changes : changesOfFile(step);
  if (changes.length === 0 && step.state !== 'added') return;
  const own = within(db, place.institutionId);
  const last = await own
    .selectFrom('plan_version')
    .select('version')
    .where('plan_id', '=', place.planId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  await own
    .insert('plan_version', {
      plan_id: place.planId,
      version: (last?.version ?? 0) + 1,
      origin: said.origin,
      adopted_on: said.origin === 'people' ? said.adoptedOn : today,
      reason: said.origin === 'people' ? (json(said.reason) as never) : null,
      changes: json(step.state === 'added' ? [] : changes) as never,
      published_by: actor.kind === 'person' ? actor.id : null,
      published_at: now,
    })
    .execute();
}

/** What a file changed, by the names of the fields. */
function changesOfFile(step: PlanStep): PlanChange[] {
  const changes: PlanChange[] = [];
  const { title } = step.record.columns;
  const add = (
    kind: PlanChange['kind'],
    reference: string,
    one: { state: string; fields: string[] },
    words: PlanChange['title'],
  ) => {
    const fields = one.fields.filter((name) => name !== 'status').map((name) => ({ name }));
    if (one.state === 'changed' && fields.length > 0)
      changes.push({ kind, reference, what: 'changed', title: words, fields });
    if (one.state === 'added' || one.state === 'returned')
      changes.push({ kind, reference, what: one.state, title: words, fields: [] });
  };
  add('plan', step.record.columns.reference, step, title);
  for (const commitment of step.commitments) {
    add('commitment', commitment.record.columns.reference, commitment, commitment.record.columns.title);
    if (commitment.state === 'added') continue;
    for (const [index, milestone] of commitment.milestones.entries())
      add('milestone', milestone.reference, milestone, commitment.record.milestones[index]?.title ?? {});
    for (const { reference } of commitment.goneMilestones)
      changes.push({ kind: 'milestone', reference, what: 'removed', title: {}, fields: [] });
  }
  for (const { reference } of step.goneCommitments)
    changes.push({ kind: 'commitment', reference, what: 'removed', title: {}, fields: [] });
  return changes;
}
