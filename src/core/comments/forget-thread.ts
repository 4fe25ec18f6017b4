import { forgetItems } from '#core/moderation/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import type { Subject } from './comment.ts';
import { SEARCH_KIND } from './search.ts';
import { empty } from './withdraw.ts';
import './tables.ts';

/**
 * Forgets what was said about a thing that a decision takes off the platform, in the caller's transaction: the words of every comment, what
 * was told and found of them, and the title under which they stood.
 */
export async function forgetThread(
  context: Pick<ActionContext, 'db' | 'now' | 'today' | 'touch' | 'around'>,
  { institutionId, ...subject }: Subject & { institutionId: string },
): Promise<void> {
  const own = within(context.db, institutionId);
  const comments = await own
    .selectFrom('comment')
    .select(['id', 'state'])
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .execute();
  for (const { id, state } of comments) if (state !== 'withdrawn') await empty(context, { institutionId, id, subject });
  await forgetItems(context.db, { institutionId, kind: SEARCH_KIND, ids: comments.map(({ id }) => id) });
  await own
    .updateTable('comment_thread')
    .set({ title: json({}) })
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .execute();
}
