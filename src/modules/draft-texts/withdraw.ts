import { closeItem, withdrawAppeals } from '#core/moderation/index.ts';
import { withdrawNotices } from '#core/notifications/index.ts';
import { forgetDemographics } from '#core/personal-data/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import { actOf, CONTRIBUTION } from './contribution.ts';
import { LIST_TAG, textTag } from './draft-text.ts';
import type { FoundContribution } from './queries/contributions.ts';

/**
 * Erases what a contribution said and everything that hangs on it; its number stays, so that the table has no gap without a reason: its
 * author's, or that of the body which had entered it.
 */
export async function emptyContribution(
  context: Pick<ActionContext, 'db' | 'now' | 'today' | 'touch' | 'around'>,
  { institutionId, id, text }: Pick<FoundContribution, 'institutionId' | 'id' | 'text'>,
  reason: Text | null,
): Promise<void> {
  const { db } = context;
  const own = within(db, institutionId);
  await own.deleteFrom('draft_text_earlier').where('contribution_id', '=', id).execute();
  await own.deleteFrom('draft_text_support').where('contribution_id', '=', id).execute();
  await own
    .updateTable('draft_text_contribution')
    .set({
      state: 'withdrawn',
      quote: null,
      wording: '',
      heading: '',
      reasons: '',
      author_name: null,
      kept_at: null,
      hidden_reason: reason && json(reason),
      supports: 0,
      outcome: null,
      answer_reasons: null,
      answer_wording: null,
      answered_at: null,
    })
    .where('id', '=', id)
    .execute();
  const thing = { institutionId, kind: CONTRIBUTION, id };
  await closeItem(db, thing);
  await forgetDemographics(db, context.around.keys, actOf(text, { id }));
  await withdrawAppeals(context, thing);
  await withdrawNotices(context, institutionId, `${CONTRIBUTION}:${id}`);
  context.touch(LIST_TAG, textTag(text.reference));
}
