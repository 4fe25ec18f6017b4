import { closeItem, withdrawAppeals } from '#core/moderation/index.ts';
import { forgetDemographics } from '#core/personal-data/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { disappear } from './appear.ts';
import type { Subject } from './comment.ts';
import { SEARCH_KIND } from './search.ts';
import { actOf } from './write.ts';
import './tables.ts';

/** Erases the words of a comment and everything that hangs on them; its place in the thread stays. */
export async function empty(
  context: Pick<ActionContext, 'db' | 'now' | 'today' | 'touch' | 'around'>,
  { institutionId, id, subject }: { institutionId: string; id: string; subject: Subject },
): Promise<void> {
  const { db } = context;
  const own = within(db, institutionId);
  await own
    .updateTable('comment')
    .set({ state: 'withdrawn', stance: null, body: '', likeness: null, hidden_reason: null, useful: 0 })
    .where('id', '=', id)
    .execute();
  await own.deleteFrom('comment_version').where('comment_id', '=', id).execute();
  await own.deleteFrom('comment_mention').where('comment_id', '=', id).execute();
  await own.deleteFrom('comment_mark').where('comment_id', '=', id).execute();
  await closeItem(db, { institutionId, kind: SEARCH_KIND, id });
  await forgetDemographics(db, context.around.keys, actOf(subject, { institutionId, id }));
  await withdrawAppeals(context, { institutionId, kind: SEARCH_KIND, id });
  await disappear(context, { institutionId, id, subject });
  context.touch(`comment:${id}`);
}
