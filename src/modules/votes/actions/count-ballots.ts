import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { NotFound } from '#platform/errors.ts';
import { countVotes } from '../access.ts';
import { addRoot, countOf, keepCount, publishBallots, rootOfBallots } from '../counting.ts';
import { voteInput } from '../input.ts';
import { rootsOf } from '../queries/figures.ts';
import { lockVote, referenceOf, type Vote, votesByReference } from '../queries/votes.ts';
import { openUrn } from '../urn.ts';
import { phaseOf } from '../vote.ts';

export type Counted = {
  reference: string;
  institutionId: string;
  closed: boolean;
  ballots: number;
  /** Null where only live counts were made anew. */
  root: { number: number; root: string } | null;
} | null;

/** In a secret vote a live count moves by at least so many ballots: from two counts nobody learns what one voter did. */
const FRESH = 5;

/** How often live counts are made anew. */
const LIVE_EVERY = 15 * 60_000;

/**
 * Opens the urn of a vote. While people vote: publishes a root once a day, and makes live counts anew where they are declared. After the
 * closing: publishes all ballots with their root and the result, and empties the urn. The root stands in the log too, whose rows are
 * sealed into a chain. Answers null where nothing is due.
 */
export const countBallots = defineAction<{ vote: string }, undefined, Counted>({
  name: 'votes.count-ballots',
  input: z.object({ vote: voteInput }),
  access: countVotes,
  event: 'vote.root-published',
  record: (_input, _target, result) => {
    const counted = result as Counted;
    if (!counted?.root) return null;
    const { reference, institutionId, ballots, root, closed } = counted;
    return { subject: `vote:${reference}`, institutionId, detail: { ...root, ballots, closed } };
  },
  run: async ({ db, around, now, touch }, { vote: typed }) => {
    const reference = referenceOf(typed) ?? '';
    const found = (await votesByReference(db, [reference])).get(reference);
    const vote = found && (await lockVote(db, found));
    if (!vote) throw new NotFound();
    const phase = phaseOf(vote, now);
    const closes = phase === 'counting';
    if (!closes && phase !== 'open') return null;
    const last = (await rootsOf(db, vote))[0];
    const rootDue = closes || !last || day(last.at) < day(now);
    const countDue = closes || (vote.results === 'live' && (!vote.countedAt || age(vote.countedAt, now) >= LIVE_EVERY));
    if (!rootDue && !countDue) return null;
    const ballots = await openUrn(db, around.keys, vote);
    if (closes || (countDue && mayMove(vote, ballots.length)))
      await keepCount(db, vote, { count: await countOf(db, vote, ballots), now, closes });
    if (closes) await publishBallots(db, vote, ballots);
    touch(`vote:${reference}`, ...(closes ? ['votes'] : []));
    if (!rootDue)
      return { reference, institutionId: vote.institutionId, closed: false, ballots: ballots.length, root: null };
    const root = rootOfBallots(reference, ballots);
    const number = await addRoot(db, vote, { at: now, ballots: ballots.length, root });
    return {
      reference,
      institutionId: vote.institutionId,
      closed: closes,
      ballots: ballots.length,
      root: { number, root: root.toString('hex') },
    };
  },
});

const day = (moment: Date) => moment.toISOString().slice(0, 10);

const age = (moment: Date, now: Date) => now.getTime() - moment.getTime();

function mayMove({ secret, count }: Vote, ballots: number): boolean {
  return !secret || ballots === 0 || Math.abs(ballots - (count?.ballots ?? 0)) >= FRESH;
}
