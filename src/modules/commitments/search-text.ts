import type { Text } from '#platform/i18n/text.ts';
import { arabicForms, isArabic, withoutPreposition } from '#platform/search/arabic.ts';
import { foldWord, wordsOf } from '#platform/search/normalise.ts';
import { textsIn } from './texts.ts';

/**
 * The words of many texts in all their languages, as the list's filter compares them: for `to_tsvector('simple', …)`. Arabic words
 * also without conjunction, article and endings, as the search over everything knows them.
 */
export function searchWords(values: Iterable<unknown>): string {
  const words = new Set<string>();
  const add = (text: string) => {
    for (const { text: word } of wordsOf(text)) {
      const folded = foldWord(word);
      if (folded === '') continue;
      words.add(folded);
      if (!isArabic(folded)) continue;
      const { words: forms, stems } = arabicForms(word);
      for (const form of [...forms, ...stems, ...withoutPreposition(word)]) words.add(form);
    }
  };
  for (const value of values) {
    if (typeof value === 'string') add(value);
    else for (const text of textsIn(value)) for (const part of Object.values(text as Text)) add(part);
  }
  return [...words].join(' ');
}

// More words than this only make the question slower, never better.
const MOST_WORDS = 12;

/** What somebody typed as a `tsquery` of beginnings of words, all of them wanted; undefined when there is no word in it. */
export function searchQuery(q: string): string | undefined {
  const wanted = new Map<string, string>();
  for (const { text: word } of wordsOf(q.slice(0, 500))) {
    const folded = foldWord(word);
    if (folded === '' || wanted.has(folded)) continue;
    wanted.set(folded, alternatives(word, folded).join(' | '));
    if (wanted.size === MOST_WORDS) break;
  }
  return wanted.size === 0 ? undefined : [...wanted.values()].map((word) => `(${word})`).join(' & ');
}

function alternatives(word: string, folded: string): string[] {
  if (isArabic(folded)) {
    const { words, stems } = arabicForms(word);
    return [...words.map((form) => `'${form}':*`), ...stems.map((form) => `'${form}'`)];
  }
  // A plural typed, a singular written: French and English mark it with one letter, and what follows is a beginning anyway.
  const singular = folded.length > 4 ? folded.replace(/[sx]$/, '') : folded;
  return [`'${singular}':*`];
}
