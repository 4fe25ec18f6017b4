// Marks and joiners belong to the word they stand in; everything that is no letter, mark or digit parts words.
const WORD = /[\p{L}\p{M}\p{N}\u00AD\u200C\u200D]+/gu;

// Longer "words" are encoded things that nobody types.
const LONGEST = 60;

/** What NFKD leaves whole although readers take it for the plain letter. The Arabic ones: alef wasla, letters of loan words, Persian keyboards. */
const LETTERS: Record<string, string> = {
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ß: 'ss',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  ٱ: 'ا',
  ة: 'ه',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ک: 'ك',
  گ: 'ك',
  ڭ: 'ك',
  ݣ: 'ك',
  ڨ: 'ق',
  ڤ: 'ف',
  پ: 'ب',
  چ: 'ج',
  ھ: 'ه',
  ہ: 'ه',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

/**
 * The letters of a word as the search compares them: no case, accents, vowel signs or tatweel; one form for each alef, hamza seat, ya,
 * ta marbuta and digit. A lone hamza is dropped, as many people type. Empty when nothing of the word is left. Applying it twice
 * changes nothing.
 */
export function foldWord(word: string): string {
  const folded = word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}ـء]+/gu, '')
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return folded.length <= LONGEST ? folded : [...folded].slice(0, LONGEST).join('');
}

// Decimal digits come in runs of ten that start at a multiple of 16 or at +6 (Arabic 0660, 06F0; Devanagari 0966).
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 128) return code - 48;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}

/** A word of a text and where it stands in it (UTF-16 units). */
export type Word = { text: string; start: number; end: number };

/** The words of a text, in order. The same text always gives the same words: places in the index count on it. */
export function* wordsOf(text: string): Iterable<Word> {
  for (const match of text.matchAll(WORD)) {
    yield { text: match[0], start: match.index, end: match.index + match[0].length };
  }
}

/** A text as the search compares it: every word folded, one space between words. */
export function normalise(text: string): string {
  const words: string[] = [];
  for (const { text: word } of wordsOf(text)) {
    const folded = foldWord(word);
    if (folded !== '') words.push(folded);
  }
  return words.join(' ');
}
