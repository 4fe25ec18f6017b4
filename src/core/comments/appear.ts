import { publish, withdrawNotices } from '#core/notifications/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import { forgetDocuments, indexDocuments } from '#platform/search/index-documents.ts';
import { nameOf, type Subject, threadTag } from './comment.ts';
import { commentDocuments, SEARCH_KIND } from './search.ts';
import './tables.ts';

/** What is needed to bring a comment before everybody, or to take it away. */
export type Placed = { institutionId: string; id: string; subject: Subject; official: boolean };

type Context = Pick<ActionContext, 'db' | 'now' | 'touch'>;

/** The tags of everything that shows the comments on a subject. */
export function touchThread({ touch }: Pick<ActionContext, 'touch'>, { subject }: Pick<Placed, 'subject'>): void {
  touch('comments', threadTag(subject));
}

/**
 * A comment is there for everybody: in the thread, the feed and the search. `tell`: whoever follows the thread, or what an office answered
 * to, hears of it, and so does whoever wrote what it replies to. Letters and lists name the thing that is talked about, never the words.
 */
export async function appear(context: Context, comment: Placed, { tell }: { tell: boolean }): Promise<void> {
  const { db } = context;
  await indexDocuments(db, await commentDocuments(db, [comment.id]));
  touchThread(context, comment);
  if (!tell) return;
  const { title, parentId, parentAuthor } = await aboutOf(db, comment);
  const thread = nameOf({ kind: THREAD, id: nameOf(comment.subject) });
  await publish(context, {
    institutionId: comment.institutionId,
    subjects: [`${SEARCH_KIND}:${comment.id}`, thread, ...(comment.official ? [nameOf(comment.subject)] : [])],
    people: parentAuthor === null ? [] : [parentAuthor],
    event: comment.official
      ? 'comments.notice.answer'
      : parentId === null
        ? 'comments.notice.comment'
        : 'comments.notice.reply',
    title,
    path: `/comments/${comment.id}`,
  });
}

/** The kind under which a thread is followed: `thread:commitment:MALAA0004`. */
export const THREAD = 'thread';

async function aboutOf(
  db: ActionContext['db'],
  { institutionId, id, subject }: Placed,
): Promise<{ title: Text; parentId: string | null; parentAuthor: string | null }> {
  const own = within(db, institutionId);
  const thread = await own
    .selectFrom('comment_thread')
    .select('title')
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .executeTakeFirstOrThrow();
  const comment = await own
    .selectFrom('comment')
    .leftJoin('comment as parent', (join) =>
      join.onRef('parent.institution_id', '=', 'comment.institution_id').onRef('parent.id', '=', 'comment.parent_id'),
    )
    .select(['comment.parent_id as parentId', 'comment.author_id as author', 'parent.author_id as parentAuthor'])
    .select('parent.official as toOffice')
    .where('comment.id', '=', id)
    .executeTakeFirstOrThrow();
  // Nobody is told of their own words; an office is no person.
  const tell = comment.parentAuthor !== null && comment.parentAuthor !== comment.author && !comment.toOffice;
  return { title: thread.title, parentId: comment.parentId, parentAuthor: tell ? comment.parentAuthor : null };
}

/** Nothing of a comment is left where everybody looks: not in the search, not in what was told of it, not on pages that were kept. */
export async function disappear(
  context: Context,
  comment: Pick<Placed, 'institutionId' | 'id' | 'subject'>,
): Promise<void> {
  const { db } = context;
  const { institutionId, id } = comment;
  await forgetDocuments(db, { institutionId, kind: SEARCH_KIND, ids: [id] });
  await withdrawNotices(context, institutionId, `${SEARCH_KIND}:${id}`);
  touchThread(context, comment);
}
