import { associationsRepresentedBy } from '#core/associations/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Db } from '#platform/db/database.ts';
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
  { db, offers, actor, today }: Pick<ActionContext, 'offers' | 'actor' | 'today'> & { db: Db },
  id: string,
  options: { lock?: boolean } = {},
): Promise<FoundComment | undefined> {
  const comment = isId(id) ? await commentById(db, id, options) : undefined;
  const about = comment && (await findSubject(db, offers, nameOf(comment.subject)));
  if (!about) return undefined;
  const { associationId } = comment;
  const own = associationId && actor.kind === 'person' ? await associationsRepresentedBy(db, actor.id, today) : [];
  const represented = own.some((one) => one.id === associationId);
  return { ...comment, about, represented, answerPower: about.answerPower };
}
