import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { publishRule } from '../access.ts';
import { LIST_TAG, PRESENTATION_MAX, textTag } from '../draft-text.ts';
import { date, reference, words } from '../input.ts';
import { tellOfText } from '../notices.ts';
import type { DraftText } from '../queries/draft-texts.ts';
import { textRecord, textTarget } from '../target.ts';

const input = z.object({
  text: reference,
  adoptedOn: date,
  note: words(PRESENTATION_MAX, 'draft-texts.fault.adoption'),
  url: z
    .union([z.literal(''), z.url({ protocol: /^https?$/, error: 'draft-texts.fault.url' }).max(500)])
    .optional()
    .transform((url) => url || null),
});
type Input = z.infer<typeof input>;

/** Writes down that the text was adopted: when, by whom and how, and where it can be read. Everybody who took part is told. */
export const adoptDraftText = defineAction<Input, DraftText, { reference: string }>({
  name: 'draft-texts.adopt-draft-text',
  input: input as unknown as z.ZodType<Input>,
  target: textTarget,
  access: publishRule,
  event: 'draft-text.adopted',
  record: ({ adoptedOn }, text) => ({ ...textRecord(undefined, text), detail: { adoptedOn } }),
  async run(context, { adoptedOn, note, url }, text) {
    const { db, today, touch } = context;
    if (text.state !== 'concluded') throw new Conflict('draft-texts.refusal.not-concluded');
    if (adoptedOn > today) throw new InvalidInput([{ pointer: '/adoptedOn', key: 'draft-texts.fault.future' }]);
    await within(db, text.institutionId)
      .updateTable('draft_text')
      .set({ state: 'adopted', adopted_on: adoptedOn, adoption: json({ note, url }) })
      .where('id', '=', text.id)
      .execute();
    await tellOfText(context, text, { event: 'draft-texts.notice.adopted', authors: true });
    touch(LIST_TAG, textTag(text.reference));
    return { reference: text.reference };
  },
});
