import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { writeText } from '../access.ts';
import { type Article, partId, type TextLang } from '../article.ts';
import { reference } from '../input.ts';
import type { DraftText } from '../queries/draft-texts.ts';
import { importById } from '../queries/imports.ts';
import { matchParts, type SplitPart } from '../split.ts';
import { textRecord, textTarget } from '../target.ts';
import { versionToWrite, writeArticles } from '../working.ts';

const input = z.object({ text: reference, import: z.string().refine(isId, 'draft-texts.fault.import') });

type Input = z.infer<typeof input>;
export type Imported = { reference: string; parts: number };

/**
 * Takes over a split text: as the articles of the version that is being written, or, where it has articles in another language, beside
 * those. Explanatory notes, and ids where parts correspond, stay. Taken over once.
 */
export const importArticles = defineAction<Input, DraftText, Imported>({
  name: 'draft-texts.import-articles',
  input,
  target: textTarget,
  access: writeText,
  event: 'draft-text.articles-imported',
  record: (given, text, result) => ({ ...textRecord(given, text), detail: { parts: (result as Imported).parts } }),
  async run(context, { import: id }, text) {
    const sent = await importById(context.db, text, id);
    if (!sent) throw new NotFound();
    if (sent.takenAt) throw new Conflict('draft-texts.refusal.import-taken');
    const version = await versionToWrite(context, text);
    const { articles, lastPart } = takenOver(sent.parts, version.articles, sent.lang, text.lastPart);
    await writeArticles(context, text, version, { articles, lastPart });
    await within(context.db, text.institutionId)
      .updateTable('draft_text_import')
      .set({ taken_at: context.now })
      .where('id', '=', id)
      .execute();
    return { reference: text.reference, parts: sent.parts.length };
  },
});

/** The parts of a version once a split text in one language is laid into it. What the new text lacks loses that language, and with its last one goes. */
export function takenOver(
  parts: readonly SplitPart[],
  known: readonly Article[],
  lang: TextLang,
  last: number,
): { articles: Article[]; lastPart: number } {
  const { pairs, missing } = matchParts(parts, known);
  let lastPart = last;
  const articles: Article[] = pairs.map(({ part, known: beside }) => {
    if (!beside) lastPart += 1;
    const said = (before: Article['body'] | undefined, words: string) => ({
      ...without(before ?? {}, lang),
      ...(words ? { [lang]: words } : {}),
    });
    return {
      id: beside?.id ?? partId(lastPart - 1),
      kind: part.kind,
      label: said(beside?.label, part.label),
      heading: said(beside?.heading, part.heading),
      body: said(beside?.body, part.body),
      note: beside?.note ?? {},
    };
  });
  for (const part of missing) {
    const [label, heading, body] = [part.label, part.heading, part.body].map((words) => without(words, lang));
    const rest = { ...part, label: label ?? {}, heading: heading ?? {}, body: body ?? {} };
    if ([rest.label, rest.heading, rest.body].some((words) => Object.keys(words).length > 0)) articles.push(rest);
  }
  return { articles, lastPart };
}

function without(text: Article['body'], lang: TextLang): Article['body'] {
  return Object.fromEntries(Object.entries(text).filter(([each]) => each !== lang));
}
