import { across, type Db } from '#platform/db/database.ts';
import type { Channel } from '../vote.ts';
import { COLUMNS, type Vote } from './votes.ts';
import '../tables.ts';

/** A vote that a person has voted in. What was voted is not known here. */
export type OwnVote = {
  vote: Vote;
  votedOn: string;
  channel: Channel;
  state: 'counted' | 'invalidated';
  reason: string | null;
};

/** The votes in which somebody stands on the roll, the last first; the roll forgets people three months after the closing. */
export async function votesOfPerson(db: Db, personId: string): Promise<OwnVote[]> {
  const rows = await across(db)
    .selectFrom('vote_roll')
    .innerJoin('vote', (join) =>
      join.onRef('vote.institution_id', '=', 'vote_roll.institution_id').onRef('vote.id', '=', 'vote_roll.vote_id'),
    )
    .select(COLUMNS)
    .select([
      'vote_roll.voted_on as votedOn',
      'vote_roll.channel',
      'vote_roll.state as standing',
      'vote_roll.reason as invalidatedFor',
    ])
    .where('vote_roll.person_id', '=', personId)
    .orderBy('vote_roll.voted_on', 'desc')
    .orderBy('vote.id')
    .limit(500)
    .execute();
  return rows.map(({ votedOn, channel, standing, invalidatedFor, ...vote }) => ({
    vote,
    votedOn,
    channel,
    state: standing,
    reason: invalidatedFor,
  }));
}
