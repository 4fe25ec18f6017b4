import { sql } from 'kysely';
import { type Db, within } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';
import type { Stance, Subject, WrittenLang } from '../comment.ts';
import { COMMENT, type Comment, type CommentRow, toComments, withAuthors } from './rows.ts';

/** A comment by its id, whatever its state; `access.ts` says who may see it. */
export async function commentById(db: Db, id: string, options: { lock?: boolean } = {}): Promise<Comment | undefined> {
  const query = withAuthors(db).select(COMMENT).where('comment.id', '=', id);
  const row = await (options.lock ? query.forUpdate('comment') : query).executeTakeFirst();
  return row && (await toComments(db, [row]))[0];
}

/** What a list of comments is narrowed to. What waits unseen is in none. */
export type CommentFilters = {
  institutionId?: string | undefined;
  subject?: (Subject & { institutionId: string }) | undefined;
  official?: boolean | undefined;
  parentId?: string | undefined;
  since?: Date | undefined;
};

const NEWEST: readonly OrderColumn[] = [
  { sql: sql.ref('comment.created_at'), key: 'createdAt', direction: 'desc' },
  { sql: sql.ref('comment.id'), key: 'id', direction: 'desc' },
];

/** Comments over all subjects or one, the newest first: what the API lists. */
export async function listComments(db: Db, filters: CommentFilters, paging: Paging): Promise<Slice<Comment>> {
  const query = filtered(withAuthors(db), filters).select(COMMENT);
  const rows: Slice<CommentRow> = await slice(query, NEWEST, paging);
  return { items: await toComments(db, rows.items), next: rows.next };
}

/** How many there are: exact up to 10,000. */
export async function countListed(db: Db, filters: CommentFilters): Promise<Total> {
  return totalOf(db, filtered(withAuthors(db), filters).select('comment.id'));
}

function filtered(query: ReturnType<typeof withAuthors>, filters: CommentFilters) {
  const { institutionId, subject, official, parentId, since } = filters;
  let found = query.where(sql<boolean>`comment.state <> 'held'`);
  if (institutionId !== undefined) found = found.where('comment.institution_id', '=', institutionId);
  if (subject !== undefined)
    found = found
      .where('comment.institution_id', '=', subject.institutionId)
      .where('comment.subject_kind', '=', subject.kind)
      .where('comment.subject_id', '=', subject.id);
  // In the text of the query, so that the planner sees the index of official answers.
  if (official !== undefined)
    found = found.where(official ? sql<boolean>`comment.official` : sql<boolean>`not comment.official`);
  if (parentId !== undefined) found = found.where('comment.parent_id', '=', parentId);
  if (since !== undefined) found = found.where('comment.created_at', '>=', since);
  return found;
}

/** What a comment said, the first words first. The last one is what it says now. */
export type Version = { number: number; body: string; lang: WrittenLang; stance: Stance | null; writtenAt: Date };

/** Everything a comment ever said, with what it says now at the end. Empty when it is not shown. */
export async function versionsOf(db: Db, comment: Comment): Promise<Version[]> {
  if (comment.state !== 'shown' || comment.body === null) return [];
  const before = await within(db, comment.institutionId)
    .selectFrom('comment_version')
    .select(['number', 'body', 'lang', 'stance', 'written_at as writtenAt'])
    .where('comment_id', '=', comment.id)
    .orderBy('number')
    .execute();
  return [
    ...before,
    {
      number: before.length + 1,
      body: comment.body,
      lang: comment.lang,
      stance: comment.stance,
      writtenAt: comment.editedAt ?? comment.createdAt,
    },
  ];
}
