import { arabicForms, isArabic, isEmptyArabic } from './arabic.ts';
import { foldWord, wordsOf } from './normalise.ts';
import { isLatin, type Stems } from './stems.ts';

const LONGEST_QUERY = 300;
const MOST_TERMS = 12;

/** One thing that must be found. `open`: the person may still be typing its last word. */
export type Term = { words: string[]; phrase: boolean; open: boolean };

/** Reads what a person typed: words, and phrases in any kind of quotation marks. */
export function readQuery(q: string): Term[] {
  const text = q.slice(0, LONGEST_QUERY);
  const terms: Term[] = [];
  let rest = 0;
  const addWords = (part: string) => {
    for (const { text: word } of wordsOf(part))
      if (foldWord(word)) terms.push({ words: [word], phrase: false, open: false });
  };
  for (const quoted of text.matchAll(/["«“„]([^"«»“”„]+)["»”]/gu)) {
    addWords(text.slice(rest, quoted.index));
    rest = quoted.index + quoted[0].length;
    const words = [...wordsOf(quoted[1] ?? '')].map((word) => word.text).filter((word) => foldWord(word));
    if (words.length > 0) terms.push({ words, phrase: true, open: false });
  }
  const tail = text.slice(rest);
  addWords(tail);
  const kept = terms.slice(0, MOST_TERMS);
  const last = kept.at(-1);
  if (last && !last.phrase && !/\s$/u.test(tail)) last.open = true;
  return kept;
}

/** The words of a query that the database must stem. */
export function latinWords(terms: readonly Term[]): string[] {
  return [...new Set(terms.flatMap((term) => term.words.map(foldWord)).filter(isLatin))];
}

/** Terms without those that say nothing («في», "the", « des »), unless nothing would be left. */
export function tellingTerms(terms: readonly Term[], stems: Map<string, Stems>): Term[] {
  const telling = terms.filter((term) => {
    const folded = foldWord(term.words[0] ?? '');
    if (term.phrase) return true;
    if (isArabic(folded)) return !isEmptyArabic(folded);
    const stemmed = stems.get(folded);
    // The last word may be the beginning of another one: "the" of "theme".
    return !stemmed || term.open || (stemmed.fr !== null && stemmed.en !== null);
  });
  return telling.length > 0 ? telling : [...terms];
}

/** What a term looks for: lexemes as they are, beginnings of lexemes, and the condition in the language of `tsquery`. */
export type Wanted = { lexemes: string[]; beginnings: string[]; tsquery: string };

/** `instead`: words of the index that stand in for a mistyped word. */
export function wanted(term: Term, stems: Map<string, Stems>, instead: readonly string[] = []): Wanted {
  const lexemes = new Set<string>();
  const beginnings = new Set<string>();
  const steps = term.words.map((word) => {
    const exact = exactForms(word);
    const alternatives = new Set(exact);
    if (!term.phrase) for (const stem of stemForms(word, stems)) alternatives.add(stem);
    for (const other of instead)
      for (const form of [...exactForms(other), ...stemForms(other, stems)]) alternatives.add(form);
    for (const one of alternatives) lexemes.add(one);
    const written = [...alternatives].map((one) => `'${one}'`);
    if (term.open) {
      for (const one of exact) {
        if (one.length < 2) continue;
        beginnings.add(one);
        written.push(`'${one}':*`);
      }
    }
    return `(${written.join(' | ')})`;
  });
  return { lexemes: [...lexemes], beginnings: [...beginnings], tsquery: steps.join(' <-> ') };
}

function exactForms(word: string): string[] {
  const folded = foldWord(word);
  return isArabic(folded) ? arabicForms(word).words : [folded];
}

function stemForms(word: string, stems: Map<string, Stems>): string[] {
  const folded = foldWord(word);
  if (isArabic(folded)) return arabicForms(word).stems;
  const { fr, en } = stems.get(folded) ?? { fr: null, en: null };
  return [fr, en].filter((stem) => stem !== null);
}
