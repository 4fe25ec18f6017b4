import { type Db, within } from '#platform/db/database.ts';
import type { Keys } from '#platform/keys.ts';
import { openBallot } from '../code.ts';
import type { Vote } from './votes.ts';
import '../tables.ts';

/** A voter of a public vote while it is open. What they voted stays closed until the count. */
export type RollEntry = { place: string; name: string | null; votedOn: string };

/** The voters of a public vote whose ballots lie in the urn, the latest days first; none in a secret vote. At most 200. */
export async function publicRoll(db: Db, keys: Keys, { institutionId, id, secret }: Vote): Promise<RollEntry[]> {
  if (secret) return [];
  const rows = await within(db, institutionId)
    .selectFrom('vote_urn')
    .innerJoin('vote_roll', (join) =>
      join
        .onRef('vote_roll.institution_id', '=', 'vote_urn.institution_id')
        .onRef('vote_roll.vote_id', '=', 'vote_urn.vote_id')
        .onRef('vote_roll.id', '=', 'vote_urn.roll_id'),
    )
    .select(['vote_roll.id as place', 'vote_roll.voted_on as votedOn', 'vote_urn.key', 'vote_urn.sealed'])
    .where('vote_urn.vote_id', '=', id)
    .orderBy('vote_roll.voted_on', 'desc')
    .orderBy('vote_roll.id')
    .limit(200)
    .execute();
  return rows.map(({ place, votedOn, key, sealed }) => ({
    place,
    votedOn,
    name: openBallot(keys, sealed, key)?.name ?? null,
  }));
}
