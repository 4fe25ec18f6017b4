import { LANGUAGES, type Lang } from '../i18n/languages.ts';

// A tsvector knows 16,383 places. Each language has a quarter of them, so that a place tells language and word, and so that a phrase
// never runs from one language into the next. Words beyond a quarter are found but not highlighted.
const QUARTER = 4_095;

/** Where codes stand: after everything. */
export const CODE_PLACE = 4 * QUARTER + 3;

/** The place of a word. Title first; the body begins two places after it, so that no phrase runs from one into the other. */
export function placeOf(lang: Lang, titleWords: number, part: 'title' | 'body', index: number): number | undefined {
  const within = part === 'title' ? index : titleWords + 1 + index;
  return within < QUARTER ? LANGUAGES.indexOf(lang) * QUARTER + within + 1 : undefined;
}

/** The language and the word that a place stands for: `word` counts the title's words, then one gap, then the body's. */
export function wordAt(place: number): { lang: Lang; word: number } | undefined {
  const lang = LANGUAGES[Math.floor((place - 1) / QUARTER)];
  return lang ? { lang, word: (place - 1) % QUARTER } : undefined;
}
