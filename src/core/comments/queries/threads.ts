import { sql } from 'kysely';
import { type Db, within } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';
import type { FoundSubject, Offers } from '#platform/module.ts';
import { readSubject, type Sort, type Stance, type StanceCounts, type Subject } from '../comment.ts';
import { COMMENT, type Comment, type CommentRow, toComments, withAuthors } from './rows.ts';

/** What is talked about, found among the things that rooms offer; only what can be commented on at all. */
export type ThreadSubject = Subject & {
  institutionId: string;
  found: FoundSubject;
  open: boolean;
  answerPower: string;
  /** Whether comments say for, neutral or against. */
  stances: boolean;
};

/** Finds the subject of a thread by its name. Undefined when there is no such public thing, or it takes no comments. */
export async function findSubject(db: Db, offers: Offers, name: string): Promise<ThreadSubject | undefined> {
  const read = readSubject(name);
  const kind = read && offers.subjects.find((one) => one.kind === read.kind);
  const found = kind && (await kind.find(db, read.id));
  if (!kind || !found?.comments) return undefined;
  return {
    kind: kind.kind,
    id: found.id,
    institutionId: found.institutionId,
    found,
    open: found.comments.open,
    answerPower: found.comments.answerPower,
    stances: found.comments.stances === true,
  };
}

type Named = Subject & { institutionId: string };

const desc = (column: string, key: string): OrderColumn => ({ sql: sql.ref(column), key, direction: 'desc' });

const ORDERS: Record<Sort, readonly OrderColumn[]> = {
  new: [desc('comment.created_at', 'createdAt'), desc('comment.id', 'id')],
  useful: [desc('comment.useful', 'useful'), desc('comment.created_at', 'createdAt'), desc('comment.id', 'id')],
};

// The conditions of partial indexes stand in the text of a query, so that the planner sees them.
const TOP = sql<boolean>`comment.parent_id is null and not comment.official and comment.state <> 'held'`;
const OFFICIAL = sql<boolean>`comment.official and comment.state = 'shown'`;
const ANSWER = sql<boolean>`comment.official and comment.parent_id is null and comment.state <> 'held'`;
const REPLY = sql<boolean>`comment.parent_id is not null and comment.state <> 'held'`;
const SHOWN = sql<boolean>`comment.state = 'shown'`;

function on(db: Db, { institutionId, kind, id }: Named) {
  return withAuthors(db)
    .where('comment.institution_id', '=', institutionId)
    .where('comment.subject_kind', '=', kind)
    .where('comment.subject_id', '=', id)
    .select(COMMENT);
}

/** One page of a thread: what citizens wrote directly about the subject, or only those who say for, neutral or against. Official answers stand apart. */
export async function listThread(
  db: Db,
  subject: Named,
  { sort, stance, paging }: { sort: Sort; stance?: Stance | undefined; paging: Paging },
): Promise<Slice<Comment>> {
  const all = on(db, subject).where(TOP);
  const said = stance ? all.where('comment.stance', '=', stance).where(SHOWN) : all;
  const rows: Slice<CommentRow> = await slice(said, ORDERS[sort], paging);
  return { items: await toComments(db, rows.items), next: rows.next };
}

/** The official answers on the subject itself, the latest first. What was taken back or hidden keeps its place here too. */
export async function listAnswers(db: Db, subject: Named, paging: Paging): Promise<Slice<Comment>> {
  const rows: Slice<CommentRow> = await slice(on(db, subject).where(ANSWER), ORDERS.new, paging);
  return { items: await toComments(db, rows.items), next: rows.next };
}

/** The latest official answers that are shown, replies among them. */
export async function latestAnswers(db: Db, subject: Named, limit: number): Promise<Comment[]> {
  const rows = await on(db, subject)
    .where(OFFICIAL)
    .orderBy('comment.created_at', 'desc')
    .orderBy('comment.id', 'desc')
    .limit(limit)
    .execute();
  return toComments(db, rows);
}

/** The latest comments on a subject that are shown, replies too: what a feed tells, and what a page that is open looks for. */
export async function latestComments(db: Db, subject: Named, limit: number): Promise<Comment[]> {
  const rows = await on(db, subject)
    .where(SHOWN)
    .orderBy('comment.created_at', 'desc')
    .orderBy('comment.id', 'desc')
    .limit(limit)
    .execute();
  return toComments(db, rows);
}

/** What somebody wrote on a subject that still waits for a moderator. */
export async function heldOf(db: Db, subject: Named, personId: string): Promise<Comment[]> {
  const rows = await on(db, subject)
    .where('comment.author_id', '=', personId)
    .where('comment.state', '=', 'held')
    .orderBy('comment.created_at', 'desc')
    .limit(10)
    .execute();
  return toComments(db, rows);
}

/** How many comments on a subject are shown, replies and answers among them: exact up to 10,000. */
export async function countComments(db: Db, { institutionId, kind, id }: Named): Promise<Total> {
  return totalOf(
    db,
    within(db, institutionId)
      .selectFrom('comment')
      .select('comment.id')
      .where('comment.subject_kind', '=', kind)
      .where('comment.subject_id', '=', id)
      .where(SHOWN),
  );
}

/** How many comments on a subject that are shown were written from one moment to before another: all of them, however many. */
export async function countCommentsBetween(
  db: Db,
  { institutionId, kind, id }: Named,
  { from, before }: { from: Date | null; before: Date | null },
): Promise<number> {
  let query = within(db, institutionId)
    .selectFrom('comment')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('comment.subject_kind', '=', kind)
    .where('comment.subject_id', '=', id)
    .where(SHOWN);
  if (from) query = query.where('comment.created_at', '>=', from);
  if (before) query = query.where('comment.created_at', '<', before);
  return (await query.executeTakeFirstOrThrow()).n;
}

/** How many shown comments on each of several things of one body say what, by the id of the thing. */
export async function stanceCounts(
  db: Db,
  { institutionId, kind, ids }: { institutionId: string; kind: string; ids: readonly string[] },
): Promise<Map<string, StanceCounts>> {
  const counts = new Map(ids.map((id): [string, StanceCounts] => [id, { for: 0, neutral: 0, against: 0 }]));
  if (ids.length === 0) return counts;
  const rows = await within(db, institutionId)
    .selectFrom('comment')
    .select((row) => ['comment.subject_id as id', 'comment.stance', row.fn.countAll<number>().as('n')])
    .where('comment.subject_kind', '=', kind)
    .where('comment.subject_id', 'in', ids)
    .where(SHOWN)
    .where('comment.stance', 'is not', null)
    .groupBy(['comment.subject_id', 'comment.stance'])
    .execute();
  for (const { id, stance, n } of rows) {
    const count = counts.get(id);
    if (count && stance) count[stance] = Number(n);
  }
  return counts;
}

/** How many replies stand under each comment at once; the rest is on the comment's own page. */
const REPLIES_AT_ONCE = 3;

export type Replies = { items: Comment[]; more: boolean };

/** The first replies to several comments: official answers first, then in the order they were written. */
export async function firstReplies(db: Db, parents: readonly Comment[]): Promise<Map<string, Replies>> {
  if (parents.length === 0) return new Map();
  const { rows: keys } = await sql<{ parent_id: string; id: string }>`
    select parent.id as parent_id, reply.id
    from unnest(${parents.map((one) => one.institutionId)}::uuid[], ${parents.map((one) => one.id)}::uuid[])
        as parent (institution_id, id),
      lateral (select id, official, created_at from comment
        where comment.institution_id = parent.institution_id and comment.parent_id = parent.id and ${REPLY}
        order by official desc, created_at, id limit ${REPLIES_AT_ONCE + 1}) as reply`.execute(db);
  const ids = keys.map((key) => key.id);
  const institutions = [...new Set(parents.map((one) => one.institutionId))];
  const rows =
    ids.length === 0
      ? []
      : await withAuthors(db)
          .where('comment.institution_id', 'in', institutions)
          .where('comment.id', 'in', ids)
          .select(COMMENT)
          .execute();
  const byId = new Map((await toComments(db, rows)).map((one) => [one.id, one]));
  const replies = new Map<string, Replies>();
  for (const { parent_id, id } of keys) {
    const found = byId.get(id);
    const list = replies.get(parent_id) ?? { items: [], more: false };
    if (found && list.items.length < REPLIES_AT_ONCE) list.items.push(found);
    else if (found) list.more = true;
    replies.set(parent_id, list);
  }
  return replies;
}

const REPLY_ORDER: readonly OrderColumn[] = [
  { sql: sql.ref('comment.created_at'), key: 'createdAt', direction: 'asc' },
  { sql: sql.ref('comment.id'), key: 'id', direction: 'asc' },
];

/** The replies to a comment page by page, in the order they were written. `official`: those of offices, or the others. */
export async function listReplies(
  db: Db,
  parent: Pick<Comment, 'institutionId' | 'id'>,
  { official, paging }: { official: boolean; paging: Paging },
): Promise<Slice<Comment>> {
  const query = withAuthors(db)
    .where('comment.institution_id', '=', parent.institutionId)
    .where('comment.parent_id', '=', parent.id)
    .where(REPLY)
    .where('comment.official', '=', official)
    .select(COMMENT);
  const rows: Slice<CommentRow> = await slice(query, REPLY_ORDER, paging);
  return { items: await toComments(db, rows.items), next: rows.next };
}

/** Which of these comments a person found useful. */
export async function markedBy(db: Db, personId: string, comments: readonly Comment[]): Promise<Set<string>> {
  if (comments.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select m.comment_id as id
    from unnest(${comments.map((one) => one.institutionId)}::uuid[], ${comments.map((one) => one.id)}::uuid[])
        as asked (institution_id, comment_id)
      join comment_mark m on m.institution_id = asked.institution_id and m.comment_id = asked.comment_id
    where m.person_id = ${personId}`.execute(db);
  return new Set(rows.map((row) => row.id));
}
