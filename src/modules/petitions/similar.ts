import type { Db } from '#platform/db/database.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { wordsOf } from '#platform/search/normalise.ts';
import { type SearchResult, search } from '#platform/search/search.ts';

/** What may already say the same: petitions, consultations, answered requests, and what bodies have committed themselves to. */
const KINDS = ['petition', 'consultation', 'information-request', 'commitment'];

/** Words of a title that are looked for, the least signs of one, how many things are shown, and how many are read for each word. */
const WORDS = 6;
const LEAST_SIGNS = 4;
const SHOWN = 6;
const READ = 20;

/** The words of a title that are most likely to say what it is about: the longest ones. */
export function tellingWords(title: string): string[] {
  const words = [...wordsOf(title)].map(({ text }) => text).filter((text) => [...text].length >= LEAST_SIGNS);
  return [...new Set(words)].sort((a, b) => [...b].length - [...a].length).slice(0, WORDS);
}

/**
 * Things that share words with a title, those that share most first: at least two, where the title has two. `except`: the reference of
 * the thing itself.
 */
export async function similarTo(
  db: Db,
  { title, lang, except }: { title: string; lang: Lang; except?: string | undefined },
): Promise<SearchResult[]> {
  const words = tellingWords(title);
  const found = new Map<string, { result: SearchResult; shared: number }>();
  for (const word of words) {
    // A space ends the word: it is not the beginning of another one.
    const { items } = await search(db, { q: `${word} `, lang, kinds: KINDS, limit: READ });
    for (const result of items) {
      if (result.id === except) continue;
      const key = `${result.kind}:${result.id}`;
      const known = found.get(key);
      found.set(key, { result, shared: (known?.shared ?? 0) + 1 });
    }
  }
  const least = Math.min(2, words.length);
  return [...found.values()]
    .filter(({ shared }) => shared >= least)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, SHOWN)
    .map(({ result }) => result);
}
