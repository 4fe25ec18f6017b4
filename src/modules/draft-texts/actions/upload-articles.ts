import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { writeText } from '../access.ts';
import { BODY_MAX, HEADING_MAX, PARTS_MAX, TEXT_LANGS } from '../article.ts';
import { reference } from '../input.ts';
import type { DraftText } from '../queries/draft-texts.ts';
import { type SplitPart, splitText } from '../split.ts';
import { textRecord, textTarget } from '../target.ts';
import { versionToWrite } from '../working.ts';

/** The longest text that is split: about two hundred pages. */
const TEXT_MAX = 400_000;

const input = z.object({
  text: reference,
  lang: z.enum(TEXT_LANGS, 'draft-texts.fault.official-lang'),
  words: z.string().max(TEXT_MAX, 'draft-texts.fault.text-long').trim().min(1, 'draft-texts.fault.text-missing'),
});

type Input = z.infer<typeof input>;

/** Splits a text into its articles and keeps the result to be looked at: the version that is being written changes only by `import-articles`. */
export const uploadArticles = defineAction<Input, DraftText, { id: string; reference: string }>({
  name: 'draft-texts.upload-articles',
  input,
  target: textTarget,
  access: writeText,
  event: 'draft-text.articles-uploaded',
  record: textRecord,
  async run(context, { lang, words }, text) {
    await versionToWrite(context, text);
    const parts = splitText(words);
    refuseUnfit(parts);
    const id = newId();
    await within(context.db, text.institutionId)
      .insert('draft_text_import', {
        id,
        text_id: text.id,
        lang,
        parts: json(parts),
        sent_at: context.now,
        taken_at: null,
      })
      .execute();
    return { id, reference: text.reference };
  },
});

function refuseUnfit(parts: readonly SplitPart[]): void {
  const refuse = (key: string, values: Record<string, string | number> = {}) => {
    throw new InvalidInput([{ pointer: '/words', key, values }]);
  };
  if (parts.length > PARTS_MAX) refuse('draft-texts.fault.too-many-parts', { n: PARTS_MAX });
  const long = parts.find(({ body, heading }) => body.length > BODY_MAX || heading.length > HEADING_MAX);
  if (long) refuse('draft-texts.fault.part-long', { label: long.label || long.body.slice(0, 40), n: BODY_MAX });
}
