import type { Db } from '#platform/db/database.ts';

/**
 * Notes that nobody is at an address: no letter of this room goes there any more, until its owner confirms it again by signing in with
 * it. For letters that the mail server refused at once, and for those that came back later. Answers whether the address was known.
 */
export async function recordBounce(db: Db, address: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('contact')
    .set({ bounced_at: now })
    .where('kind', '=', 'email')
    .where('address', '=', address.trim().toLowerCase())
    .where('bounced_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows) > 0;
}
