import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { writeText } from '../access.ts';
import { type Article, BODY_MAX, HEADING_MAX, LABEL_MAX, NOTE_MAX, PART_KINDS, partId } from '../article.ts';
import { optionalWords, reference } from '../input.ts';
import type { DraftText } from '../queries/draft-texts.ts';
import { textRecord, textTarget } from '../target.ts';
import { versionToWrite, writeArticles } from '../working.ts';

export const saveArticleInput = z.object({
  text: reference,
  /** Absent: a new part. */
  article: z.string().max(20).optional(),
  /** Behind which part a new one stands; absent: at the end. */
  after: z.string().max(20).optional(),
  kind: z.enum(PART_KINDS, 'draft-texts.fault.part-kind'),
  label: optionalWords(LABEL_MAX),
  heading: optionalWords(HEADING_MAX),
  body: optionalWords(BODY_MAX),
  note: optionalWords(NOTE_MAX),
});

type Input = z.infer<typeof saveArticleInput>;

/** Writes one part of the version that is being written, or a new one. */
export const saveArticle = defineAction<Input, DraftText, { reference: string; article: string }>({
  name: 'draft-texts.save-article',
  input: saveArticleInput as unknown as z.ZodType<Input>,
  target: textTarget,
  access: writeText,
  event: 'draft-text.article-saved',
  record: (given, text, result) => ({
    ...textRecord(given, text),
    detail: { article: (result as { article: string }).article },
  }),
  async run(context, { article, after, kind, label, heading, body, note }, text) {
    const faults = [
      ...(kind === 'article' && empty(label) ? [{ pointer: '/label/ar', key: 'draft-texts.fault.label' }] : []),
      ...(kind === 'chapter' && empty(label) && empty(heading)
        ? [{ pointer: '/heading/ar', key: 'draft-texts.fault.heading' }]
        : []),
      ...(kind !== 'chapter' && empty(body) ? [{ pointer: '/body/ar', key: 'draft-texts.fault.body' }] : []),
    ];
    if (faults.length > 0) throw new InvalidInput(faults);
    const version = await versionToWrite(context, text);
    const articles = [...version.articles];
    const written = { kind, label, heading, body, note };
    if (article) {
      const place = articles.findIndex(({ id }) => id === article);
      if (place < 0) throw new NotFound();
      articles[place] = { id: article, ...written };
      await writeArticles(context, text, version, { articles });
      return { reference: text.reference, article };
    }
    const id = partId(text.lastPart);
    const place = after ? articles.findIndex((one) => one.id === after) + 1 : articles.length;
    articles.splice(place, 0, { id, ...written });
    await writeArticles(context, text, version, { articles, lastPart: text.lastPart + 1 });
    return { reference: text.reference, article: id };
  },
});

const empty = (words: Article['body']) => Object.keys(words).length === 0;
