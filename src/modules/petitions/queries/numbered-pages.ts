import { sql } from 'kysely';
import { across, type Db } from '#platform/db/database.ts';
import type { PublicState } from '../petition.ts';
import { type Petition, petitionsByReference } from './petitions.ts';

/** A page of petitions in some states by its number, the latest first, and how many pages there are: one at least. */
export async function numberedPage(
  db: Db,
  { states, page, size }: { states: readonly PublicState[]; page: number; size: number },
): Promise<{ items: Petition[]; pages: number }> {
  const listed = across(db).selectFrom('petition').where('petition.state', 'in', states);
  const { counted } = await listed.select((row) => row.fn.countAll<number>().as('counted')).executeTakeFirstOrThrow();
  const rows = await listed
    .select('petition.reference')
    .orderBy(sql`coalesce(petition.opened_on, petition.created_at::date)`, 'desc')
    .orderBy('petition.id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  const found = await petitionsByReference(
    db,
    rows.map(({ reference }) => reference),
  );
  const items = rows.flatMap(({ reference }) => found.get(reference) ?? []);
  return { items, pages: Math.max(1, Math.ceil(Number(counted) / size)) };
}
