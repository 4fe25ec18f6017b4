import { findQuote } from './amend.ts';
import { QUOTE_MAX } from './draft-text.ts';

/** Where one sentence ends and the next begins: at the end of a line, and behind a stop. A number or an abbreviation goes on: `art. 3`. */
const BETWEEN = /\n+|(?<=[.؟?!؛;])\s+(?=[^\p{Ll}\p{N}])/u;

/** The sentences of an article that can be quoted as they stand: each of them stands there once. For those who cannot select words. */
export function sentencesOf(body: string): string[] {
  const sentences = body.split(BETWEEN).map((sentence) => sentence.trim());
  return sentences.filter(
    (sentence) => sentence !== '' && sentence.length <= QUOTE_MAX && typeof findQuote(body, sentence) !== 'string',
  );
}
