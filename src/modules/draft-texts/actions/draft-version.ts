import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { writeText } from '../access.ts';
import { phaseOf } from '../draft-text.ts';
import { reference } from '../input.ts';
import { nextVersion } from '../next-version.ts';
import { acceptedAmendments } from '../queries/contributions.ts';
import { type DraftText, versionOf, workingVersion } from '../queries/draft-texts.ts';
import { textRecord, textTarget } from '../target.ts';

const input = z.object({
  text: reference,
  /** Throws away the version that is being written, and what was written on it by hand. */
  again: z.boolean().default(false),
});

type Input = z.infer<typeof input>;
export type Drafted = { reference: string; applied: number; clashes: number };

/** Makes the next version from what was accepted, once the period is over. What cannot be written into it without a person is listed. */
export const draftVersion = defineAction<Input, DraftText, Drafted>({
  name: 'draft-texts.draft-version',
  input: input as unknown as z.ZodType<Input>,
  target: textTarget,
  access: writeText,
  event: 'draft-text.version-drafted',
  record: (_given, text, result) => {
    const { applied, clashes } = result as Drafted;
    return { ...textRecord(undefined, text), detail: { applied, clashes } };
  },
  async run({ db, now, today, around }, { again }, text) {
    if (phaseOf(text, today) !== 'answering') throw new Conflict('draft-texts.refusal.not-answering');
    const working = await workingVersion(db, text, { lock: true });
    if (working && !again) throw new Conflict('draft-texts.refusal.version-begun');
    const base = await versionOf(db, text, text.version);
    if (!base) throw new Conflict('draft-texts.refusal.nothing-to-write');
    const { articles, applied, clashes, lastPart } = nextVersion(
      { ...base, lastPart: text.lastPart },
      await acceptedAmendments(db, text, base.number),
      (lang, of, n) =>
        around
          .words(lang)
          .ts(of === '' ? 'draft-texts.count.preliminary' : 'draft-texts.count.again', { of, n: String(n) })
          .trim(),
    );
    const own = within(db, text.institutionId);
    await own
      .deleteFrom('draft_text_version')
      .where('text_id', '=', text.id)
      .where('published_at', 'is', null)
      .execute();
    await own
      .insert('draft_text_version', {
        text_id: text.id,
        number: text.version + 1,
        articles: json(articles),
        clashes: json(clashes),
        note: null,
        made_at: now,
        published_at: null,
      })
      .execute();
    if (lastPart !== text.lastPart)
      await own.updateTable('draft_text').set({ last_part: lastPart }).where('id', '=', text.id).execute();
    return { reference: text.reference, applied: applied.length, clashes: clashes.length };
  },
});
