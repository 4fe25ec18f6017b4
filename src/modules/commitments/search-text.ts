import type { Text } from '#platform/i18n/text.ts';
import { normalise, wordsOf } from '#platform/search/normalise.ts';

/** The words of many texts in all their languages, as the list's filter compares them: for `to_tsvector('simple', …)`. */
export function searchWords(texts: Iterable<Text | string | null | undefined>): string {
  const words = new Set<string>();
  for (const text of texts) {
    if (!text) continue;
    for (const value of typeof text === 'string' ? [text] : Object.values(text))
      for (const word of normalise(value ?? '').split(' ')) if (word) words.add(word);
  }
  return [...words].join(' ');
}

// More words than this only make the question slower, never better.
const MOST_WORDS = 12;

/** What somebody typed as a `tsquery` of prefixes, all of them wanted; undefined when there is no word in it. */
export function searchQuery(q: string): string | undefined {
  const words: string[] = [];
  for (const { text } of wordsOf(q.slice(0, 500))) {
    const word = normalise(text);
    if (word && !words.includes(word)) words.push(word);
    if (words.length === MOST_WORDS) break;
  }
  return words.length === 0 ? undefined : words.map((word) => `'${word}':*`).join(' & ');
}
