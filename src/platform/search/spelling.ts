import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { arabicForms, isArabic } from './arabic.ts';
import { SPELLED } from './index-documents.ts';
import { foldWord } from './normalise.ts';

const MOST_CANDIDATES = 2_000;
const MOST_CORRECTIONS = 8;

/**
 * The words of the index nearest to a mistyped one: one slip (a letter wrong, missing, too many, or two exchanged) in short words, two
 * from six letters on, digits as they are. Only the nearest ones; none for words of fewer than four letters.
 */
export async function corrections(db: Db, word: string): Promise<string[]> {
  // Without conjunction and article, as the index keeps each word too.
  const asked = isArabic(foldWord(word)) ? (arabicForms(word).words.filter(isLongEnough).at(-1) ?? '') : foldWord(word);
  if (!isLongEnough(asked)) return [];
  const slips = asked.length < 6 ? 1 : 2;
  // Trigrams find slips anywhere in long words; the first letters find exchanged ones, which leave short words few trigrams.
  const start = `${asked.slice(0, asked.length < 6 ? 1 : 2)}%`;
  const { rows } = await sql<{ word: string }>`
    select distinct word from search_word
    where (word % ${asked} or word like ${start})
      and length(word) between ${asked.length - slips} and ${asked.length + slips}
    limit ${MOST_CANDIDATES}`.execute(db);
  const digits = asked.replace(/\P{N}/gu, '');
  const near = rows
    .map((row) => ({ word: row.word, slips: slipsBetween(asked, row.word, slips) }))
    .filter((one) => one.slips > 0 && one.slips <= slips && one.word.replace(/\P{N}/gu, '') === digits)
    .sort((a, b) => a.slips - b.slips || (a.word < b.word ? -1 : 1));
  const least = near[0]?.slips;
  return near
    .filter((one) => one.slips === least)
    .map((one) => one.word)
    .slice(0, MOST_CORRECTIONS);
}

function isLongEnough(word: string): boolean {
  return word.length >= SPELLED.least && word.length <= SPELLED.most;
}

/** How many slips of the pen lie between two words (optimal string alignment distance); `most + 1` when there are more than `most`. */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let slips = Math.min(at(above, column) + 1, at(current, column - 1) + 1, at(above, column - 1) + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        slips = Math.min(slips, at(before, column - 2) + 1);
      current.push(slips);
    }
    before = above;
    above = current;
  }
  return Math.min(at(above, b.length), most + 1);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
