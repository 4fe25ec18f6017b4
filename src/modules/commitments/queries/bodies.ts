import type { Db } from '#platform/db/database.ts';
import type { BodyRef } from '../commitment.ts';

/** Bodies by id, as links need them. */
export async function bodiesById(db: Db, ids: readonly string[]): Promise<Map<string, BodyRef>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('institution')
    .select(['id', 'slug', 'host', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
