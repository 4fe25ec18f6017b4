import type { ActionContext } from '#platform/action.ts';
import type { Db } from '#platform/db/database.ts';
import { newId } from '#platform/ids.ts';
import type { AccessLogTable } from './tables.ts';

/** What of a person an official saw, and why, in words that the person reads. */
export type Looked = {
  /** Whose data. */
  personId: string;
  /** A message key that says what was seen: `accounts.access.identity`. */
  what: string;
  /** The body for which the official looked. */
  institutionId?: string | null;
  /** Why, in the official's own words. */
  reason?: string | null;
};

/** Who looks: an official, or a job or command. */
type Reader = { kind: 'person'; id: string } | { kind: 'nobody' | 'system' };

/**
 * Writes down that private data of a person were looked at, where that person sees it. To be called in the same transaction as the
 * reading, by everything that shows an official what is not public. Looking at oneself is not written down.
 */
export async function logAccess(
  { db, actor, tenant, now }: Pick<ActionContext, 'db' | 'tenant' | 'now'> & { actor: Reader },
  looked: Looked,
): Promise<void> {
  const official = actor.kind === 'person' ? actor.id : null;
  if (official === looked.personId) return;
  await db
    .insertInto('access_log')
    .values({
      id: newId(),
      person_id: looked.personId,
      official_id: official,
      institution_id: looked.institutionId ?? tenant?.id ?? null,
      what: looked.what,
      reason: looked.reason ?? null,
      at: now,
    })
    .execute();
}

/** Who looked at a person's data, the last first. */
export async function accessesOf(db: Db, personId: string, limit = 200): Promise<AccessLogTable[]> {
  return db
    .selectFrom('access_log')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
