import { logAccess } from '#core/accounts/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { representativesOf } from './queries.ts';

/**
 * Writes down, for each person who represents an association, that an official reads their name: by taking the declaration, or because a
 * colleague who left handed it over.
 */
export async function noteReader(
  { db, now }: { db: Tx; now: Date },
  associationId: string,
  { officialId, institutionId }: { officialId: string; institutionId: string },
): Promise<void> {
  const people = (await representativesOf(db, associationId)).filter((one) => one.state === 'confirmed');
  for (const { personId } of people)
    await logAccess(
      { db, now, tenant: null, actor: { kind: 'person', id: officialId } },
      { personId, what: 'associations.access.representative', institutionId },
    );
}
