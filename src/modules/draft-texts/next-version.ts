import { type Amendment, applyAmendments } from './amend.ts';
import { type Article, TEXT_LANGS } from './article.ts';
import type { Contribution } from './queries/contributions.ts';

/** What of a contribution goes into the next version: nothing of comments, nor of what was not accepted. */
type Accepted = Pick<
  Contribution,
  'id' | 'kind' | 'articleId' | 'deed' | 'lang' | 'quote' | 'wording' | 'version' | 'state' | 'answer'
>;

export type NextVersion = {
  articles: Article[];
  applied: string[];
  /** Accepted, and left to a person: two touch the same words, or the words stand there no more. */
  clashes: string[];
};

/**
 * The parts of the next version: the amendments to `base` that were accepted, in the order of their numbers, with the body's own wording
 * where they were accepted in part. An article that lost all its words is left out. Amendments change the language they were written in;
 * the other one is for those who translate.
 */
export function nextVersion(
  base: { number: number; articles: readonly Article[] },
  contributions: readonly Accepted[],
): NextVersion {
  const accepted = contributions.filter(
    ({ kind, state, version, answer }) =>
      kind === 'amendment' &&
      state === 'shown' &&
      version === base.number &&
      (answer?.outcome === 'accepted' || answer?.outcome === 'partly-accepted'),
  );
  const applied: string[] = [];
  const clashes: string[] = [];
  const articles = base.articles.map((article): Article => {
    const body = { ...article.body };
    for (const lang of TEXT_LANGS) {
      const mine = accepted.filter((one) => one.articleId === article.id && one.lang === lang);
      if (mine.length === 0) continue;
      const written = applyAmendments(body[lang] ?? '', mine.map(amendmentOf));
      applied.push(...written.applied);
      clashes.push(...written.clashes);
      if (written.body) body[lang] = written.body;
      else delete body[lang];
    }
    return { ...article, body };
  });
  const there = new Set(base.articles.map(({ id }) => id));
  clashes.push(...accepted.filter(({ articleId }) => !articleId || !there.has(articleId)).map(({ id }) => id));
  return { articles: articles.filter((article, place) => stays(article, base.articles[place])), applied, clashes };
}

function amendmentOf({ id, deed, quote, wording, answer }: Accepted): Amendment {
  return { id, deed: deed ?? 'replace', quote, wording: answer?.wording ?? wording };
}

/** A part goes when the language that was amended was all it had, or when its words are gone in one language: it was deleted. */
function stays(after: Article, before: Article | undefined): boolean {
  if (!before || after.kind === 'chapter') return true;
  return TEXT_LANGS.every((lang) => !before.body[lang] || after.body[lang]);
}
