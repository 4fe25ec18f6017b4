import type { ActionContext } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { ANSWERED_WITHIN, daysLater, type Ground, type Item } from './moderation.ts';
import { itemOf } from './queries/items.ts';
import type { Sign } from './spam-score.ts';
import type { Verdict } from './tables.ts';
import type { FoundThing } from './things.ts';

/** What is needed to put a thing before a moderator. */
export type Looked = { institutionId: string; kind: string; id: string; about: Item['about'] };

/**
 * Puts a thing into the queue of its body, or finds it there. A thing has one item for ever: what was decided once is opened again by a
 * new report. `held`: it waits unseen.
 */
export async function openItem(
  { db, now, today }: Pick<ActionContext, 'db' | 'now' | 'today'>,
  thing: Looked,
  given: { held: boolean; points: number; signs: readonly Sign[] },
): Promise<Item> {
  const own = within(db, thing.institutionId);
  const dueOn = daysLater(today, given.held ? ANSWERED_WITHIN.held : ANSWERED_WITHIN.reported);
  await own
    .insert('moderation_item', {
      id: newId(),
      kind: thing.kind,
      thing_id: thing.id,
      about: json(thing.about),
      state: 'open',
      held: given.held,
      points: given.points,
      signs: [...given.signs],
      opened_at: now,
      due_on: dueOn,
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'kind', 'thing_id']).doNothing())
    .execute();
  const item = await itemOf(db, thing, { lock: true });
  if (!item) throw new Error('an item is neither new nor known');
  if (item.state === 'open' && !given.held) return item;
  const score = given.held ? { held: true, points: given.points, signs: [...given.signs] } : {};
  await own
    .updateTable('moderation_item')
    .set({ state: 'open', opened_at: now, due_on: dueOn, about: json(thing.about), ...score })
    .where('id', '=', item.id)
    .execute();
  return { ...item, state: 'open', dueOn };
}

/** Closes the item of a thing that is gone: its author withdrew it. */
export async function closeItem(
  db: ActionContext['db'],
  thing: { institutionId: string; kind: string; id: string },
): Promise<void> {
  await within(db, thing.institutionId)
    .updateTable('moderation_item')
    .set({ state: 'closed', held: false })
    .where('kind', '=', thing.kind)
    .where('thing_id', '=', thing.id)
    .execute();
}

/** Forgets what the items of several things say of them: the title they stood under, what readers and moderators wrote. */
export async function forgetItems(
  db: ActionContext['db'],
  { institutionId, kind, ids }: { institutionId: string; kind: string; ids: readonly string[] },
): Promise<void> {
  if (ids.length === 0) return;
  const own = within(db, institutionId);
  const items = await own
    .updateTable('moderation_item')
    .set({ about: json({}) })
    .where('kind', '=', kind)
    .where('thing_id', 'in', ids)
    .returning('id')
    .execute();
  if (items.length === 0) return;
  const forgotten = items.map(({ id }) => id);
  await own.updateTable('moderation_report').set({ note: null }).where('item_id', 'in', forgotten).execute();
  await own.updateTable('moderation_decision').set({ words: null }).where('item_id', 'in', forgotten).execute();
  await own
    .updateTable('moderation_appeal')
    .set({ words: '', answer: null })
    .where('item_id', 'in', forgotten)
    .execute();
}

/** Ends the appeals about a thing that its author took back: nobody could decide them any more. */
export async function withdrawAppeals(
  { db, now, today, touch }: Pick<ActionContext, 'db' | 'now' | 'today' | 'touch'>,
  thing: { institutionId: string; kind: string; id: string },
): Promise<void> {
  const item = await itemOf(db, thing);
  if (!item) return;
  await within(db, thing.institutionId)
    .updateTable('moderation_appeal')
    .set({ outcome: 'withdrawn', decided_at: now, decided_on: today })
    .where('item_id', '=', item.id)
    .where('outcome', 'is', null)
    .execute();
  touch('moderation');
}

/**
 * Writes down what a moderator decided and does it. Whoever decides about the same thing at the same time waits, and is refused when there
 * is nothing left to decide.
 */
export async function decide(
  context: ActionContext,
  thing: FoundThing,
  given: { verdict: Verdict; ground?: Ground; words?: string | undefined },
): Promise<{ itemId: string; decisionId: string; held: boolean }> {
  const { db, actor, now, today } = context;
  const name = { institutionId: thing.institutionId, kind: thing.kind.kind, id: thing.id };
  const item =
    (await itemOf(db, name, { lock: true })) ??
    (await openItem(context, { ...name, about: thing.about }, { held: false, points: 0, signs: [] }));
  const current = await thing.kind.find(db, thing.id);
  if (!current || !isOpenTo(given.verdict, current.state)) throw new Conflict('moderation.refusal.already-decided');
  const held = current.state === 'held';
  const decisionId = newId();
  const own = within(db, thing.institutionId);
  await own
    .insert('moderation_decision', {
      id: decisionId,
      item_id: item.id,
      verdict: given.verdict,
      held,
      ground: given.ground?.key ?? null,
      ground_label: given.ground ? json(given.ground.label) : null,
      words: given.words ?? null,
      decided_by: actor.kind === 'person' ? actor.id : SYSTEM,
      decided_at: now,
      decided_on: today,
    })
    .execute();
  await own.updateTable('moderation_item').set({ state: 'closed', held: false }).where('id', '=', item.id).execute();
  if (given.verdict === 'hide' && given.ground)
    await thing.kind.place(context, thing, { state: 'hidden', reason: given.ground.label });
  else if (current.state !== 'shown') await thing.kind.place(context, thing, { state: 'shown' });
  context.touch('moderation');
  return { itemId: item.id, decisionId, held };
}

/** Jobs and commands decide for nobody. */
const SYSTEM = '00000000-0000-0000-0000-000000000000';

function isOpenTo(verdict: Verdict, state: FoundThing['state']): boolean {
  if (state === 'withdrawn') return false;
  return verdict === 'restore' ? state === 'hidden' : state !== 'hidden';
}
