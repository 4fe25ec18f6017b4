import type { ActionContext } from '#platform/action.ts';
import { isId } from '#platform/ids.ts';
import type { Owned } from './access.ts';
import { nameOf } from './comment.ts';
import { commentById } from './queries/comments.ts';
import type { Comment } from './queries/rows.ts';
import { findSubject, type ThreadSubject } from './queries/threads.ts';

/** A comment with what it is about, as actions and pages load it. */
export type FoundComment = Comment & Owned & { about: ThreadSubject };

/**
 * A comment by its id. Undefined when there is none, or when what it is about is no longer public: then its comments are not either.
 */
export async function findComment(
  { db, offers }: Pick<ActionContext, 'offers'> & { db: Parameters<typeof commentById>[0] },
  id: string,
  options: { lock?: boolean } = {},
): Promise<FoundComment | undefined> {
  const comment = isId(id) ? await commentById(db, id, options) : undefined;
  const about = comment && (await findSubject(db, offers, nameOf(comment.subject)));
  return about && { ...comment, about, answerPower: about.answerPower };
}
