import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput, NotAllowed } from '#platform/errors.ts';
import { pollVotes } from '../access.ts';
import { writeChoice } from '../ballot.ts';
import { randomCode, urnKey } from '../code.ts';
import { marksInput, voteInput } from '../input.ts';
import { moveCounters } from '../pace.ts';
import { forgetPaper, keepFirstEntry, keepSecondEntry, paperOf } from '../paper.ts';
import { ballotsOf, rollOf } from '../queries/figures.ts';
import { findVote, lockVote, optionsOf, type Vote } from '../queries/votes.ts';
import { putIntoUrn } from '../urn.ts';
import { phaseOf } from '../vote.ts';

const input = z.object({
  vote: voteInput,
  channel: z.enum(['counter', 'paper'], 'votes.fault.choose'),
  /** The number that officials write on each paper as they open the box. */
  sheet: z
    .string('votes.fault.sheet-number')
    .trim()
    .regex(/^[0-9A-Za-z-]{1,20}$/, 'votes.fault.sheet-number'),
  choice: marksInput,
});

/** `first`: it waits for another official's entry. `counted`: both agree. `different`: they do not, and the paper is entered anew. */
export type PaperRecorded = { outcome: 'first' | 'counted' | 'different' };

/**
 * Enters a paper ballot. Two officials do it, neither seeing the other's entry; when they agree, the ballot goes into the urn. There are never
 * more papers of a channel than voters on its roll (409). Refuses a vote that is not open (409) and marks that make no ballot (422).
 */
export const recordPaper = defineAction<z.infer<typeof input>, Vote, PaperRecorded>({
  name: 'votes.record-paper',
  input,
  target: (context, { vote }) => findVote(context, vote),
  access: pollVotes,
  event: 'paper.recorded',
  record: ({ sheet, channel }, { reference, institutionId }, result) => ({
    subject: `vote:${reference}`,
    institutionId,
    detail: { sheet, channel, outcome: (result as PaperRecorded).outcome },
  }),
  run: async ({ db, actor, around, now, touch }, { channel, sheet, choice: marks }, target) => {
    const { keys } = around;
    if (actor.kind !== 'person') throw new NotAllowed();
    const vote = (await lockVote(db, target)) ?? target;
    const phase = phaseOf(vote, now);
    if (phase !== 'open') throw new Conflict(`votes.refusal.${phase}`);
    const written = writeChoice({ ...vote, options: (await optionsOf(db, vote)).map(({ number }) => number) }, marks);
    if (!('choice' in written)) throw new InvalidInput([written]);
    const { choice } = written;
    const paper = await paperOf(db, keys, vote, sheet);
    if (paper && paper.choice === null) throw new Conflict('votes.refusal.paper-entered');
    if (!paper || paper.firstBy === actor.id) {
      await keepFirstEntry(db, keys, vote, { sheet, channel, choice, by: actor.id });
      return { outcome: 'first' };
    }
    if (paper.choice !== choice || paper.channel !== channel) {
      await forgetPaper(db, vote, sheet);
      return { outcome: 'different' };
    }
    const [roll, ballots] = [await rollOf(db, vote), await ballotsOf(db, vote)];
    if (ballots.channels[channel] >= roll.channels[channel]) throw new Conflict('votes.refusal.more-papers');
    const code = randomCode();
    const key = urnKey(keys, vote.id, 'paper', code);
    await putIntoUrn(db, keys, [{ vote, key, ballot: { code, choice, name: null }, channel, rollId: null }]);
    await keepSecondEntry(db, vote, sheet, actor.id);
    await moveCounters(db, [{ vote, channel, deed: 'cast_n' }], now);
    touch(`~vote-count:${vote.reference}`);
    return { outcome: 'counted' };
  },
});
