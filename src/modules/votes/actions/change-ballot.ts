import { z } from 'zod';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput, NotSignedIn } from '#platform/errors.ts';
import { castBallot as mayCast } from '../access.ts';
import { writeChoice } from '../ballot.ts';
import { codeInput, marksInput, voteInput } from '../input.ts';
import { lockedOwnBallot } from '../own.ts';
import { moveCounters } from '../pace.ts';
import { findVote, optionsOf, type Vote } from '../queries/votes.ts';
import { replaceInUrn } from '../urn.ts';

const input = z.object({ vote: voteInput, code: codeInput, choice: marksInput });

type Changed = { reference: string; code: string };

/**
 * A voter puts another choice in the place of the one that was cast, by the code of the ballot, which stays the same. Refuses a vote that
 * is not open or does not allow it (409), and a code that is not this person's (422).
 */
export const changeBallot = defineAction<z.infer<typeof input>, Vote, Changed>({
  name: 'votes.change-ballot',
  input,
  target: (context, { vote }) => findVote(context, vote),
  access: mayCast,
  event: 'ballot.changed',
  record: () => null,
  run: async (context: ActionContext, { code, choice }, vote) => {
    const { db, actor, around, now } = context;
    if (actor.kind !== 'person') throw new NotSignedIn();
    if (!vote.changeable) throw new Conflict('votes.refusal.final');
    const ballot = await lockedOwnBallot(context, vote, { personId: actor.id, code });
    const options = (await optionsOf(db, vote)).map(({ number }) => number);
    const written = writeChoice({ ...vote, options }, choice);
    if (!('choice' in written)) throw new InvalidInput([written]);
    await replaceInUrn(db, around.keys, vote, { ...ballot, choice: written.choice });
    await moveCounters(db, [{ vote, channel: ballot.channel, deed: 'changed' }], now);
    return { reference: vote.reference, code: ballot.code };
  },
});
