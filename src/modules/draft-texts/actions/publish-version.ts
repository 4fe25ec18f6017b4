import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { indexDocuments } from '#platform/search/index-documents.ts';
import { publishRule } from '../access.ts';
import { LIST_TAG, PRESENTATION_MAX, phaseOf, textTag } from '../draft-text.ts';
import { reference, words } from '../input.ts';
import { tellOfText } from '../notices.ts';
import type { DraftText } from '../queries/draft-texts.ts';
import { textDocuments } from '../search.ts';
import { textRecord, textTarget } from '../target.ts';
import { versionToWrite } from '../working.ts';

const input = z.object({ text: reference, note: words(PRESENTATION_MAX, 'draft-texts.fault.note') });
type Input = z.infer<typeof input>;

/** Publishes the version that follows the consultation, beside the earlier ones. Everything must be answered first. */
export const publishVersion = defineAction<Input, DraftText, { reference: string; version: number }>({
  name: 'draft-texts.publish-version',
  input: input as unknown as z.ZodType<Input>,
  target: textTarget,
  access: publishRule,
  event: 'draft-text.version-published',
  record: (_given, text, result) => ({
    ...textRecord(undefined, text),
    detail: { version: (result as { version: number }).version },
  }),
  async run(context, { note }, text) {
    const { db, now, today, touch } = context;
    if (phaseOf(text, today) !== 'answering') throw new Conflict('draft-texts.refusal.not-answering');
    if (text.unanswered > 0) throw new Conflict('draft-texts.refusal.unanswered', { n: text.unanswered });
    const { number, articles } = await versionToWrite(context, text);
    if (articles.some(({ kind, body }) => kind !== 'chapter' && !body[text.officialLang]))
      throw new Conflict('draft-texts.refusal.not-in-official-language');
    const own = within(db, text.institutionId);
    await own
      .updateTable('draft_text_version')
      .set({ published_at: now, note: json(note) })
      .where('text_id', '=', text.id)
      .where('number', '=', number)
      .execute();
    await own.updateTable('draft_text').set({ version: number }).where('id', '=', text.id).execute();
    await indexDocuments(db, await textDocuments(db, [{ ...text, version: number }]));
    await tellOfText(context, text, { event: 'draft-texts.notice.version', path: '/compare', authors: true });
    touch(LIST_TAG, textTag(text.reference));
    return { reference: text.reference, version: number };
  },
});
