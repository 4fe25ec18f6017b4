import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { publishRule } from '../access.ts';
import { LIST_TAG, PRESENTATION_MAX, phaseOf, textTag } from '../draft-text.ts';
import { reference, words } from '../input.ts';
import { tellOfText } from '../notices.ts';
import { type DraftText, workingVersion } from '../queries/draft-texts.ts';
import { textRecord, textTarget } from '../target.ts';

const input = z.object({ text: reference, summary: words(PRESENTATION_MAX, 'draft-texts.fault.summary') });
type Input = z.infer<typeof input>;

/**
 * Ends the consultation with a summary of what was said and answered (2-08-229 art. 7). Refuses while a contribution is unanswered or waits
 * for a moderator, and while a version is begun and not published.
 */
export const finishConsultation = defineAction<Input, DraftText, { reference: string }>({
  name: 'draft-texts.finish-consultation',
  input: input as unknown as z.ZodType<Input>,
  target: textTarget,
  access: publishRule,
  event: 'draft-text.concluded',
  record: textRecord,
  async run(context, { summary }, text) {
    const { db, now, today, touch } = context;
    if (phaseOf(text, today) !== 'answering') throw new Conflict('draft-texts.refusal.not-answering');
    if (text.unanswered > 0) throw new Conflict('draft-texts.refusal.unanswered', { n: text.unanswered });
    if (await workingVersion(db, text)) throw new Conflict('draft-texts.refusal.version-unpublished');
    await within(db, text.institutionId)
      .updateTable('draft_text')
      .set({ state: 'concluded', concluded_at: now, summary: json(summary) })
      .where('id', '=', text.id)
      .execute();
    await tellOfText(context, text, { event: 'draft-texts.notice.concluded', authors: true });
    touch(LIST_TAG, textTag(text.reference));
    return { reference: text.reference };
  },
});
