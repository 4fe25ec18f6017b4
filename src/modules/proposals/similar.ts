import type { Text } from '#platform/i18n/text.ts';
import { arabicForms, isArabic, isEmptyArabic } from '#platform/search/arabic.ts';
import { foldWord, normalise, wordsOf } from '#platform/search/normalise.ts';

/** All words of a proposal as a search compares them. */
export function searchWords(...texts: readonly Text[]): string {
  return normalise(texts.flatMap((text) => Object.values(text)).join(' '));
}

/** Latin words are compared by their beginning: endings of French and Darija in Latin letters vary most. */
const LATIN_STEM = 5;
const MOST_TERMS = 400;

/**
 * The stems of texts in any language, by which similar proposals find one another: Arabic and Darija without article, prepositions and
 * endings, Latin letters by the beginning of the word. Words of one or two letters say nothing.
 */
export function termsOf(...texts: readonly Text[]): string[] {
  const terms = new Set<string>();
  for (const text of texts)
    for (const value of Object.values(text))
      for (const { text: word } of wordsOf(value)) {
        const folded = foldWord(word);
        if (folded.length < 3 || isEmptyArabic(folded)) continue;
        if (isArabic(folded)) {
          // Short words have no stem of their own: they stand as they are, without what is written onto them.
          const { words, stems } = arabicForms(word);
          for (const form of [...words, ...stems]) if (form.length > 2) terms.add(form);
        } else terms.add(folded.slice(0, LATIN_STEM));
      }
  return [...terms].slice(0, MOST_TERMS);
}
