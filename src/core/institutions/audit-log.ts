import type { AuditRow } from '#platform/audit.ts';
import { type Db, within } from '#platform/db/database.ts';
import { isId } from '#platform/ids.ts';

/** How many rows of a log one page shows. */
export const AUDITED_PER_PAGE = 50;

const PERSON = 'person:';

/**
 * The names of the officials among those who acted, by the name that the log has for them. Citizens stay without one: that something
 * was done by a person is enough here.
 */
export async function auditActors(
  db: Db,
  institutionId: string,
  rows: readonly Pick<AuditRow, 'actor'>[],
): Promise<Map<string, string>> {
  const ids = [...new Set(rows.map((row) => row.actor))]
    .filter((actor) => actor.startsWith(PERSON))
    .map((actor) => actor.slice(PERSON.length))
    .filter(isId);
  if (ids.length === 0) return new Map();
  const holders = await within(db, institutionId)
    .selectFrom('post_holder')
    .select(['post_holder.person_id as personId', 'post_holder.name'])
    .where('post_holder.person_id', 'in', ids)
    .orderBy('post_holder.appointed_at')
    .execute();
  return new Map(holders.map(({ personId, name }) => [`${PERSON}${personId}`, name]));
}
