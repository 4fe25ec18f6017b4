import type { Lang } from '#platform/i18n/languages.ts';
import { pick, plain, type Text } from '#platform/i18n/text.ts';

/** The languages in which draft texts are written. One of them is the official one of each text. */
export const TEXT_LANGS = ['ar', 'fr'] as const;
export type TextLang = (typeof TEXT_LANGS)[number];

/** `preamble`: what stands before the first article. `chapter`: a heading over the articles that follow. */
export const PART_KINDS = ['preamble', 'chapter', 'article'] as const;
export type PartKind = (typeof PART_KINDS)[number];

/** One part of a draft text. Its id stays the same through all versions, so that they can be compared and amendments find it. */
export type Article = {
  id: string;
  kind: PartKind;
  /** As it is counted: `المادة 3`, `Article 3 bis`. */
  label: Text;
  heading: Text;
  body: Text;
  /** Why it stands there, in plain words: no part of the text. */
  note: Text;
};

/** Longest texts, in signs, and the most parts of one text. */
export const LABEL_MAX = 80;
export const HEADING_MAX = 300;
export const BODY_MAX = 20_000;
export const NOTE_MAX = 4_000;
export const PARTS_MAX = 600;

/** What a part is called in a language, or in the one that stands in for it: its count, else its heading. */
export function nameOfArticle({ label, heading }: Pick<Article, 'label' | 'heading'>, lang: Lang): string {
  return plain(label, lang) || plain(heading, lang);
}

/** The language in which a part is shown to readers of `lang`: theirs where the text has it, else the official one. */
export function shownLang({ body }: Pick<Article, 'body'>, lang: Lang, official: TextLang): TextLang {
  const own = TEXT_LANGS.find((one) => one === lang && body[one]);
  if (own) return own;
  if (body[official]) return official;
  return (pick(body, lang)?.lang as TextLang | undefined) ?? official;
}

/** What a new part is counted as in a language: the `n`th behind one of this count, or behind a preamble (`of` empty). */
export type Counting = (lang: TextLang, of: string, n: number) => string;

/**
 * How a new part behind another is counted until somebody numbers the text anew: `Article 3 bis`, each count once. Behind a preamble it is
 * a preliminary article.
 */
export function labelBehind(
  articles: readonly Pick<Article, 'id' | 'kind' | 'label'>[],
  behind: string,
  counting: Counting,
): Text {
  const part = articles.find(({ id }) => id === behind);
  const of = (lang: TextLang) => (part?.kind === 'preamble' ? '' : (part?.label[lang] ?? ''));
  const langs = TEXT_LANGS.filter((lang) => of(lang) !== '');
  const counts = (langs.length > 0 ? langs : TEXT_LANGS).map((lang) => {
    const taken = new Set(articles.map(({ label }) => label[lang]));
    let n = 1;
    while (n <= articles.length && taken.has(counting(lang, of(lang), n))) n += 1;
    return [lang, counting(lang, of(lang), n)] as const;
  });
  return Object.fromEntries(counts);
}

/** An id for a new part of a text: `a1`, `a2`… none of which was ever given in it. `last` is the highest given so far. */
export function partId(last: number): string {
  return `a${last + 1}`;
}

/** The number in a part's id; 0 for anything that is none. */
export function partNumber(id: string): number {
  return Number(/^a(\d{1,6})$/.exec(id)?.[1] ?? 0);
}
