import type { Dir } from './languages.ts';

const RTL_LETTER = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/;
const LETTER = /\p{L}/u;
// Numbers with spaces between thousands; numbers, and codes with a digit in them (MALAA0003, DI-2026-0148). They begin and end with a letter, a
// digit or a percent sign: the full stop of a sentence is not part of its number.
const NUMBERS =
  /[+-]?\d{1,3}(?:[ \u00A0\u202F]\d{3})+(?:,\d+)?(?:[\u00A0\u202F]?%)?|[+-]?(?=[A-Za-z.,:\u2013/_-]{0,40}\d)[A-Za-z\d](?:[A-Za-z\d.,:\u2013/_-]*[A-Za-z\d])?(?:[\u00A0\u202F]?%)?/g;

/**
 * Numbers and codes in a text that runs from right to left, for places that have no `<bdi>` (drawings, pictures, PDF): there "62%" would turn into "%62"
 * after an Arabic letter, and "31-13" into "13-31" (look.md, right to left). Texts without Arabic letters come back as they are.
 */
export function isolateNumbers(text: string): string {
  return hasRtl(text) ? isolated(text) : text;
}

/**
 * One line of any text, set in a line that runs in `dir`: a text that begins in the other direction keeps its own order (as `dir="auto"` does),
 * and numbers keep theirs.
 */
export function isolateLine(text: string, dir: Dir): string {
  const letter = LETTER.exec(text)?.[0];
  const own: Dir = letter === undefined ? dir : hasRtl(letter) ? 'rtl' : 'ltr';
  const inside = own === 'rtl' ? isolated(text) : text;
  return own === dir ? inside : `${own === 'rtl' ? '\u2067' : '\u2066'}${inside}\u2069`;
}

/** Whether a text holds letters that are written from right to left. */
export function hasRtl(text: string): boolean {
  return RTL_LETTER.test(text);
}

function isolated(text: string): string {
  return text.replace(NUMBERS, '\u2066$&\u2069');
}
