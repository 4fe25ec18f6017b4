import type { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { writeText } from '../access.ts';
import { reference } from '../input.ts';
import type { DraftText } from '../queries/draft-texts.ts';
import { textRecord, textTarget } from '../target.ts';
import { descriptionInput } from './create-draft-text.ts';

const input = descriptionInput.extend({ text: reference });
type Input = z.infer<typeof input>;

/** Changes what a text says of itself, before it is published: afterwards people have spoken on it as it was. */
export const editDraftText = defineAction<Input, DraftText, { reference: string }>({
  name: 'draft-texts.edit-draft-text',
  input: input as unknown as z.ZodType<Input>,
  target: textTarget,
  access: writeText,
  event: 'draft-text.changed',
  record: textRecord,
  async run({ db }, { title, presentation, officialLang, level }, text) {
    if (text.state !== 'draft') throw new Conflict('draft-texts.refusal.published');
    await within(db, text.institutionId)
      .updateTable('draft_text')
      .set({ title: json(title), presentation: json(presentation), official_lang: officialLang, level })
      .where('id', '=', text.id)
      .execute();
    return { reference: text.reference };
  },
});
