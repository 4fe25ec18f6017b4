import { type AccessRule, rule, withPower } from '#platform/access.ts';
import type { Vote } from './queries/votes.ts';
import { isPublic } from './vote.ts';

export {
  anyone as readVotes,
  signedIn as castBallot,
  systemOnly as countVotes,
} from '#platform/access.ts';

/** The powers of this room: preparing votes; keeping the roll and entering papers at a counter. */
export const POWERS = { manage: 'votes.manage', poll: 'votes.poll' } as const;

type Owned = { institutionId: string };

/** Prepares, publishes and cancels votes, and answers for their integrity. */
export const manageVotes: AccessRule<Owned | undefined> = withPower(POWERS.manage);

/** Keeps the roll at a counter, and enters papers. */
export const pollVotes: AccessRule<Owned | undefined> = withPower(POWERS.poll);

/** The list of votes on the desk is for both. */
export const seeVotesDesk: AccessRule<Owned | undefined> = rule(
  'power:votes.manage or votes.poll',
  (actor, target, scene) => manageVotes.allows(actor, target, scene) || pollVotes.allows(actor, target, scene),
  { need: { level: 1, secondFactor: true } },
);

/** A vote that was published is public; before that it exists for those who prepare it. */
export const readVote: AccessRule<Vote> = rule(
  'public, power:votes.manage',
  (actor, vote, scene) => isPublic(vote) || manageVotes.allows(actor, vote, scene),
  { hides: true, need: { level: 1 } },
);
