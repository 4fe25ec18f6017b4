import type { Db } from '#platform/db/database.ts';
import './tables.ts';

/**
 * How a person is called in public. `name` is null for who never gave one; `former`: the account is closed, and all that may be shown is
 * "former member".
 */
export type DisplayName = { name: string | null; pseudonym: string | null; former: boolean };

const FORMER: DisplayName = { name: null, pseudonym: null, former: true };

/** How people are called, for lists of what they wrote. Ids that nobody has are former members too. */
export async function displayNames(db: Db, ids: readonly string[]): Promise<Map<string, DisplayName>> {
  const wanted = [...new Set(ids)];
  const names = new Map<string, DisplayName>(wanted.map((id) => [id, FORMER]));
  if (wanted.length === 0) return names;
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name', 'pseudonym', 'closed_at'])
    .where('id', 'in', wanted)
    .execute();
  for (const { id, name, pseudonym, closed_at } of rows)
    if (closed_at === null) names.set(id, { name, pseudonym, former: false });
  return names;
}

/**
 * The words that stand for a person: the pseudonym where the capability allows one (`pseudonyms`) and there is one, else the name. Undefined
 * for former members and for whoever gave no name: the caller's own words stand for them.
 */
export function shownName(person: DisplayName | undefined, options: { pseudonyms: boolean }): string | undefined {
  if (!person || person.former) return undefined;
  return (options.pseudonyms ? person.pseudonym : null) ?? person.name ?? undefined;
}
