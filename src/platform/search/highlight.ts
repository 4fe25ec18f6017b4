import { wordsOf } from './normalise.ts';

/** A piece of text; `hit`: what was looked for, to be shown in `<mark>`. */
export type Part = { text: string; hit: boolean };

/** A whole text in parts. `hits`: which of its words, counted from 0. */
export function highlight(text: string, hits: ReadonlySet<number>): Part[] {
  return partsOf(text, 0, text.length, hits);
}

const SNIPPET_WORDS = 32;
const WORDS_BEFORE = 6;

/** The stretch of a text in which most was found (its beginning when nothing was), with … where it is cut. */
export function snippet(text: string, hits: ReadonlySet<number>): Part[] {
  const places = [...hits].sort((a, b) => a - b);
  const from = Math.max(0, densest(places) - WORDS_BEFORE);
  let start = 0;
  let end = 0;
  let index = 0;
  let more = false;
  for (const word of wordsOf(text)) {
    if (index === from) start = from === 0 ? 0 : word.start;
    if (index === from + SNIPPET_WORDS) {
      more = true;
      break;
    }
    end = word.end;
    index += 1;
  }
  const parts = partsOf(text, start, more ? end : text.length, hits);
  if (start > 0) parts.unshift({ text: '… ', hit: false });
  if (more) parts.push({ text: ' …', hit: false });
  return parts;
}

/** The place from which a stretch holds the most places. */
function densest(places: readonly number[]): number {
  let best = 0;
  let most = 0;
  for (const [first, from] of places.entries()) {
    let count = 0;
    while (first + count < places.length && (places[first + count] ?? 0) < from + SNIPPET_WORDS - WORDS_BEFORE)
      count += 1;
    if (count > most) {
      most = count;
      best = from;
    }
  }
  return best;
}

function partsOf(text: string, start: number, end: number, hits: ReadonlySet<number>): Part[] {
  const parts: Part[] = [];
  let done = start;
  let index = 0;
  for (const word of wordsOf(text)) {
    if (word.start >= end) break;
    if (word.start >= start && hits.has(index)) {
      if (word.start > done) parts.push({ text: text.slice(done, word.start), hit: false });
      parts.push({ text: text.slice(word.start, word.end), hit: true });
      done = word.end;
    }
    index += 1;
  }
  if (end > done) parts.push({ text: text.slice(done, end), hit: false });
  return parts;
}
