import { z } from 'zod';
import { forgetDemographics } from '#core/personal-data/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput, NotSignedIn } from '#platform/errors.ts';
import { castBallot as mayCast } from '../access.ts';
import { actOf } from '../cast.ts';
import { codeInput, voteInput } from '../input.ts';
import { lockedOwnBallot } from '../own.ts';
import { moveCounters } from '../pace.ts';
import { findVote, type Vote } from '../queries/votes.ts';
import { takeOffRoll } from '../roll.ts';
import { takeOutOfUrn } from '../urn.ts';

const input = z.object({ vote: voteInput, code: codeInput });

/**
 * A voter takes a ballot back, by its code: it leaves the urn, and its voter the roll, who may vote again. Refuses a vote that is not open
 * or does not allow it (409), and a code that is not this person's (422).
 */
export const withdrawBallot = defineAction<z.infer<typeof input>, Vote, { reference: string }>({
  name: 'votes.withdraw-ballot',
  input,
  target: (context, { vote }) => findVote(context, vote),
  access: mayCast,
  event: 'ballot.withdrawn',
  record: () => null,
  run: async (context, { code }, vote) => {
    const { db, actor, around, now, touch } = context;
    if (actor.kind !== 'person') throw new NotSignedIn();
    if (!vote.changeable) throw new Conflict('votes.refusal.final');
    const ballot = await lockedOwnBallot(context, vote, { personId: actor.id, code });
    // Another process may have taken it out at this moment: then there is nothing left to take back.
    if (!(await takeOutOfUrn(db, vote, ballot.key)))
      throw new InvalidInput([{ pointer: '/code', key: 'votes.fault.code-unknown' }]);
    const place = await takeOffRoll(db, around.keys, vote, `person:${actor.id}`);
    if (place === undefined) throw new Error(`a ballot of vote ${vote.reference} had no voter`);
    await forgetDemographics(db, around.keys, actOf(vote, place));
    await moveCounters(db, [{ vote, channel: ballot.channel, deed: 'withdrawn' }], now);
    touch(`~vote-count:${vote.reference}`);
    return { reference: vote.reference };
  },
});
