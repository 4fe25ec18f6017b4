import { type Amendment, applyAmendments } from './amend.ts';
import { type Article, type Counting, labelBehind, PARTS_MAX, partId, TEXT_LANGS } from './article.ts';
import type { Contribution } from './queries/contributions.ts';

/** What of a contribution goes into the next version: nothing of comments, nor of what was not accepted. */
type Accepted = Pick<
  Contribution,
  'id' | 'kind' | 'articleId' | 'deed' | 'lang' | 'quote' | 'wording' | 'heading' | 'version' | 'state' | 'answer'
>;

export type NextVersion = {
  articles: Article[];
  applied: string[];
  /** Accepted, and left to a person: two touch the same words, the words stand there no more, or the text has no room for another article. */
  clashes: string[];
  /** The highest number that a part's id was given. */
  lastPart: number;
};

/**
 * The parts of the next version: the amendments to `base` that were accepted, in the order of their numbers, with the body's own wording
 * where they were accepted in part. An article that lost all its words is left out; a new one stands behind the article it named. Amendments change the language they were written in;
 * the other one is for those who translate.
 */
export function nextVersion(
  base: { number: number; articles: readonly Article[]; lastPart: number },
  contributions: readonly Accepted[],
  counting: Counting,
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
      const mine = accepted.filter((one) => one.articleId === article.id && one.lang === lang && one.deed !== 'insert');
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
  const staying = articles.filter((article, place) => stays(article, base.articles[place])).length;
  let room = PARTS_MAX - staying;
  const kept: Article[] = [];
  const counted = [...base.articles];
  let lastPart = base.lastPart;
  for (const [place, article] of articles.entries()) {
    if (stays(article, base.articles[place])) kept.push(article);
    for (const one of accepted.filter(({ deed, articleId }) => deed === 'insert' && articleId === article.id)) {
      if (room <= 0) {
        clashes.push(one.id);
        continue;
      }
      room -= 1;
      const added = newArticle(one, partId(lastPart), labelBehind(counted, article.id, counting));
      kept.push(added);
      counted.push(added);
      applied.push(one.id);
      lastPart += 1;
    }
  }
  return { articles: kept, applied, clashes, lastPart };
}

/** In the language it was proposed in; the other one is for those who translate. */
function newArticle({ lang, heading, wording, answer }: Accepted, id: string, label: Article['label']): Article {
  const words = answer?.wording ?? wording;
  return { id, kind: 'article', label, heading: heading ? { [lang]: heading } : {}, body: { [lang]: words }, note: {} };
}

function amendmentOf({ id, deed, quote, wording, answer }: Accepted): Amendment {
  return {
    id,
    deed: deed === null || deed === 'insert' ? 'replace' : deed,
    quote,
    wording: answer?.wording ?? wording,
  };
}

/** A part goes when the language that was amended was all it had, or when its words are gone in one language: it was deleted. */
function stays(after: Article, before: Article | undefined): boolean {
  if (!before || after.kind === 'chapter') return true;
  return TEXT_LANGS.every((lang) => !before.body[lang] || after.body[lang]);
}
