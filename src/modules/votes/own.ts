import type { ActionContext } from '#platform/action.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { type Vote, votesByReference } from './queries/votes.ts';
import { type OwnBallot, ownBallot } from './urn.ts';
import { phaseOf } from './vote.ts';

/** A person's ballot while the vote is open, which nobody closes meanwhile. Refuses (409, 422) as the actions say. */
export async function lockedOwnBallot(
  { db, around, now }: Pick<ActionContext, 'db' | 'around' | 'now'>,
  vote: Vote,
  voter: { personId: string; code: string },
): Promise<OwnBallot> {
  const locked = (await votesByReference(db, [vote.reference], { locked: true })).get(vote.reference) ?? vote;
  const phase = phaseOf(locked, now);
  if (phase !== 'open') throw new Conflict(`votes.refusal.${phase}`);
  const ballot = await ownBallot(db, around.keys, vote, voter);
  if (!ballot) throw new InvalidInput([{ pointer: '/code', key: 'votes.fault.code-unknown' }]);
  return ballot;
}
