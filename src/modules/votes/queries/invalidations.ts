import { type Db, within } from '#platform/db/database.ts';
import type { Vote } from './votes.ts';
import '../tables.ts';

/** Places on the roll of a public vote whose ballot was taken out of the count for one reason, as the log keeps it. */
export type Invalidation = { reason: string; n: number };

/** Why ballots of a vote do not count, for the desk. */
export async function invalidationsIn(
  db: Db,
  { institutionId, id }: Pick<Vote, 'institutionId' | 'id'>,
): Promise<Invalidation[]> {
  const rows = await within(db, institutionId)
    .selectFrom('vote_roll')
    .select(({ fn }) => ['reason', fn.countAll<number>().as('n')])
    .where('vote_id', '=', id)
    .where('state', '=', 'invalidated')
    .groupBy('reason')
    .orderBy('n', 'desc')
    .limit(50)
    .execute();
  return rows.map(({ reason, n }) => ({ reason: reason ?? '', n }));
}
