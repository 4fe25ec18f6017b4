import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { publishRule } from '../access.ts';
import { LIST_TAG, phaseOf, slashed, textTag } from '../draft-text.ts';
import { date, reference } from '../input.ts';
import { tellOfText } from '../notices.ts';
import type { DraftText } from '../queries/draft-texts.ts';
import { textRecord, textTarget } from '../target.ts';

const input = z.object({ text: reference, closesOn: date });

/** Gives people more time, while the text is announced or open. The end is never brought forward: they were told the other one. */
export const extendConsultation = defineAction<z.infer<typeof input>, DraftText, { reference: string }>({
  name: 'draft-texts.extend-consultation',
  input,
  target: textTarget,
  access: publishRule,
  event: 'draft-text.extended',
  record: ({ closesOn }, text) => ({ ...textRecord(undefined, text), detail: { closesOn } }),
  async run(context, { closesOn }, text) {
    const { db, today, touch } = context;
    const phase = phaseOf(text, today);
    if (phase !== 'announced' && phase !== 'open') throw new Conflict('draft-texts.refusal.not-open');
    const tooEarly = text.earliestOn !== null && closesOn < text.earliestOn;
    if (text.closesOn !== null && closesOn <= text.closesOn)
      throw new InvalidInput([
        {
          pointer: '/closesOn',
          key: tooEarly ? 'draft-texts.fault.earlier-than-law' : 'draft-texts.fault.earlier',
          values: { date: slashed(tooEarly ? (text.earliestOn ?? text.closesOn) : text.closesOn) },
        },
      ]);
    const own = within(db, text.institutionId);
    await own.updateTable('draft_text').set({ closes_on: closesOn }).where('id', '=', text.id).execute();
    await own
      .updateTable('draft_text_round')
      .set({ closes_on: closesOn })
      .where('text_id', '=', text.id)
      .where('number', '=', text.round)
      .execute();
    await tellOfText(context, text, { event: 'draft-texts.notice.extended', authors: true });
    touch(LIST_TAG, textTag(text.reference));
    return { reference: text.reference };
  },
});
