import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { NotFound } from '#platform/errors.ts';
import { writeText } from '../access.ts';
import { reference } from '../input.ts';
import type { DraftText } from '../queries/draft-texts.ts';
import { textRecord, textTarget } from '../target.ts';
import { versionToWrite, writeArticles } from '../working.ts';

const input = z.object({
  text: reference,
  article: z.string().max(20),
  to: z.enum(['up', 'down'], 'draft-texts.fault.direction'),
});

type Input = z.infer<typeof input>;

/** Moves a part of the version that is being written by one place. At an end it stays where it is. */
export const moveArticle = defineAction<Input, DraftText, { reference: string }>({
  name: 'draft-texts.move-article',
  input,
  target: textTarget,
  access: writeText,
  event: 'draft-text.article-moved',
  record: textRecord,
  async run(context, { article, to }, text) {
    const version = await versionToWrite(context, text);
    const articles = [...version.articles];
    const from = articles.findIndex(({ id }) => id === article);
    const moved = articles[from];
    if (!moved) throw new NotFound();
    const place = Math.min(articles.length - 1, Math.max(0, to === 'up' ? from - 1 : from + 1));
    articles.splice(from, 1);
    articles.splice(place, 0, moved);
    await writeArticles(context, text, version, { articles });
    return { reference: text.reference };
  },
});
