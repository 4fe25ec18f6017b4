import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { NotFound } from '#platform/errors.ts';
import { writeText } from '../access.ts';
import { reference } from '../input.ts';
import type { DraftText } from '../queries/draft-texts.ts';
import { textRecord, textTarget } from '../target.ts';
import { versionToWrite, writeArticles } from '../working.ts';

const input = z.object({ text: reference, article: z.string().max(20) });

/** Takes a part out of the version that is being written. */
export const removeArticle = defineAction<z.infer<typeof input>, DraftText, { reference: string }>({
  name: 'draft-texts.remove-article',
  input,
  target: textTarget,
  access: writeText,
  event: 'draft-text.article-removed',
  record: ({ article }, text) => ({ ...textRecord(undefined, text), detail: { article } }),
  async run(context, { article }, text) {
    const version = await versionToWrite(context, text);
    const articles = version.articles.filter(({ id }) => id !== article);
    if (articles.length === version.articles.length) throw new NotFound();
    await writeArticles(context, text, version, { articles });
    return { reference: text.reference };
  },
});
