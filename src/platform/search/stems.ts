import { sql } from 'kysely';
import type { Db } from '../db/database.ts';

/** What PostgreSQL's French and English stemmers make of a folded word; null for words too frequent to say anything. */
export type Stems = { fr: string | null; en: string | null };

/** Stems of folded Latin words, from the database's own dictionaries, so that texts and queries are always stemmed alike. */
export async function stemsOf(db: Db, words: readonly string[]): Promise<Map<string, Stems>> {
  if (words.length === 0) return new Map();
  const { rows } = await sql<{ word: string } & Stems>`
    select word, (ts_lexize('french_stem', word))[1] as fr, (ts_lexize('english_stem', word))[1] as en
    from unnest(${words}::text[]) as word`.execute(db);
  return new Map(rows.map(({ word, fr, en }) => [word, { fr, en }]));
}

/** Whether a folded word is one that PostgreSQL can stem. */
export function isLatin(word: string): boolean {
  return /^[a-z]+$/.test(word);
}
