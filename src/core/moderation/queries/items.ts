import { sql } from 'kysely';
import { across, type Db, within } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';
import type { Appeal, Decision, Item, Report } from '../moderation.ts';
import '../tables.ts';

const ITEM = [
  'moderation_item.institution_id as institutionId',
  'moderation_item.id',
  'moderation_item.kind',
  'moderation_item.thing_id as thingId',
  'moderation_item.about',
  'moderation_item.state',
  'moderation_item.held',
  'moderation_item.points',
  'moderation_item.signs',
  'moderation_item.opened_at as openedAt',
  'moderation_item.due_on as dueOn',
] as const;

const DECISION = [
  'moderation_decision.id',
  'moderation_decision.verdict',
  'moderation_decision.held',
  'moderation_decision.ground',
  'moderation_decision.ground_label as groundLabel',
  'moderation_decision.words',
  'moderation_decision.decided_by as decidedBy',
  'moderation_decision.decided_at as decidedAt',
  'moderation_decision.decided_on as decidedOn',
] as const;

const APPEAL = [
  'moderation_appeal.institution_id as institutionId',
  'moderation_appeal.id',
  'moderation_appeal.item_id as itemId',
  'moderation_appeal.decision_id as decisionId',
  'moderation_appeal.words',
  'moderation_appeal.made_at as madeAt',
  'moderation_appeal.due_on as dueOn',
  'moderation_appeal.hidden_by as hiddenBy',
  'moderation_appeal.person_id as appellantId',
  'moderation_appeal.outcome',
  'moderation_appeal.answer',
  'moderation_appeal.decided_on as decidedOn',
] as const;

/** What stands in the queue of a body, the most urgent first. Reports are counted, those without proof apart. */
export type QueuedItem = Item & { reports: number; unproven: number };

const BY_DUE: readonly OrderColumn[] = [
  { sql: sql.ref('moderation_item.due_on'), key: 'dueOn', direction: 'asc' },
  { sql: sql.ref('moderation_item.id'), key: 'id', direction: 'asc' },
];

/** The open items of a body. `held`: only those that wait unseen, or only those that were reported. */
export async function listQueue(
  db: Db,
  institutionId: string,
  { held, paging }: { held?: boolean | undefined; paging: Paging },
): Promise<Slice<QueuedItem>> {
  let query = within(db, institutionId)
    .selectFrom('moderation_item')
    .select(ITEM)
    .select([
      sql<number>`(select count(*) from moderation_report r where r.institution_id = moderation_item.institution_id
        and r.item_id = moderation_item.id and r.proven)`.as('reports'),
      sql<number>`(select count(*) from moderation_report r where r.institution_id = moderation_item.institution_id
        and r.item_id = moderation_item.id and not r.proven)`.as('unproven'),
    ])
    .where(sql<boolean>`moderation_item.state = 'open'`);
  if (held !== undefined) query = query.where('moderation_item.held', '=', held);
  return slice(query, BY_DUE, paging);
}

/** How many items are open: exact up to 10,000. */
export async function countQueue(db: Db, institutionId: string, held: boolean | undefined): Promise<Total> {
  const open = within(db, institutionId)
    .selectFrom('moderation_item')
    .select('moderation_item.id')
    .where('state', '=', 'open');
  return totalOf(db, held === undefined ? open : open.where('held', '=', held));
}

/** The item of a thing, when it ever had one. */
export async function itemOf(
  db: Db,
  thing: { institutionId: string; kind: string; id: string },
  options: { lock?: boolean } = {},
): Promise<Item | undefined> {
  const query = within(db, thing.institutionId)
    .selectFrom('moderation_item')
    .select(ITEM)
    .where('kind', '=', thing.kind)
    .where('thing_id', '=', thing.id);
  return (options.lock ? query.forUpdate() : query).executeTakeFirst();
}

/** An item by its id. */
export async function itemById(db: Db, id: string): Promise<Item | undefined> {
  return across(db).selectFrom('moderation_item').select(ITEM).where('id', '=', id).executeTakeFirst();
}

/** What readers reported about an item, the latest first. */
export async function reportsOf(db: Db, item: Pick<Item, 'institutionId' | 'id'>, limit = 100): Promise<Report[]> {
  const rows = await within(db, item.institutionId)
    .selectFrom('moderation_report')
    .select(['id', 'ground', 'note', 'person_id', 'proven', 'reported_at as reportedAt'])
    .where('item_id', '=', item.id)
    .orderBy('reported_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ person_id, ...report }) => ({ ...report, byPerson: person_id !== null }));
}

/** What was decided about an item, the latest first. */
export async function decisionsOf(db: Db, item: Pick<Item, 'institutionId' | 'id'>): Promise<Decision[]> {
  return within(db, item.institutionId)
    .selectFrom('moderation_decision')
    .select(DECISION)
    .where('item_id', '=', item.id)
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** The appeals about an item, the latest first. */
export async function appealsOf(db: Db, item: Pick<Item, 'institutionId' | 'id'>): Promise<Appeal[]> {
  return within(db, item.institutionId)
    .selectFrom('moderation_appeal')
    .select(APPEAL)
    .where('item_id', '=', item.id)
    .orderBy('made_at', 'desc')
    .execute();
}

/** An appeal by its id. */
export async function appealById(db: Db, id: string, options: { lock?: boolean } = {}): Promise<Appeal | undefined> {
  const query = across(db).selectFrom('moderation_appeal').select(APPEAL).where('id', '=', id);
  return (options.lock ? query.forUpdate() : query).executeTakeFirst();
}

/** An appeal in the list of a body, with what it is about. */
export type QueuedAppeal = Appeal & Pick<Item, 'about' | 'kind' | 'thingId'>;

/** The appeals of a body that wait for their decision, the most urgent first; those against somebody's own decisions, and their own, are left out. */
export async function listAppeals(
  db: Db,
  institutionId: string,
  { notBy, limit }: { notBy?: string; limit: number },
): Promise<QueuedAppeal[]> {
  let query = within(db, institutionId)
    .selectFrom('moderation_appeal')
    .innerJoin('moderation_item', (join) =>
      join
        .onRef('moderation_item.institution_id', '=', 'moderation_appeal.institution_id')
        .onRef('moderation_item.id', '=', 'moderation_appeal.item_id'),
    )
    .select(APPEAL)
    .select(['moderation_item.about', 'moderation_item.kind', 'moderation_item.thing_id as thingId'])
    .where('moderation_appeal.outcome', 'is', null)
    .orderBy('moderation_appeal.due_on')
    .orderBy('moderation_appeal.id')
    .limit(limit);
  if (notBy !== undefined)
    query = query
      .where('moderation_appeal.hidden_by', '!=', notBy)
      .where('moderation_appeal.person_id', 'is distinct from', notBy);
  return query.execute();
}

/** What the author of something hidden sees: the decision that hid it, and the appeal against it. */
export type HiddenBecause = { decision: Decision; appeal: Appeal | undefined };

/** The decision by which a thing is hidden now. */
export async function whyHidden(
  db: Db,
  thing: { institutionId: string; kind: string; id: string },
): Promise<HiddenBecause | undefined> {
  const item = await itemOf(db, thing);
  if (!item) return undefined;
  const decision = (await decisionsOf(db, item))[0];
  if (decision?.verdict !== 'hide') return undefined;
  const appeal = (await appealsOf(db, item)).find((one) => one.decisionId === decision.id);
  return { decision, appeal };
}
