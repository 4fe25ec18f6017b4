import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, NotFound } from '#platform/errors.ts';
import { manageVotes } from '../access.ts';
import { voteInput } from '../input.ts';
import { moveCounters } from '../pace.ts';
import { findVote, lockVote, type Vote } from '../queries/votes.ts';
import { phaseOf } from '../vote.ts';

const input = z.object({
  vote: voteInput,
  /** The voter's place on the roll. */
  place: z.uuid('votes.fault.choose'),
  reason: z.string('votes.fault.reason').trim().min(10, 'votes.fault.reason').max(1_000, 'votes.fault.text-long'),
});

/**
 * Takes a ballot out of a public vote before it is counted, for a reason that the log keeps. Its voter stays on the roll, and cannot vote
 * again. In a secret vote there is no such thing (409): nobody can find the ballot of a voter, and none may leave the urn unseen.
 */
export const invalidateBallot = defineAction<z.infer<typeof input>, Vote>({
  name: 'votes.invalidate-ballot',
  input,
  target: (context, { vote }) => findVote(context, vote),
  access: manageVotes,
  event: 'ballot.invalidated',
  record: ({ place, reason }, { reference, institutionId }) => ({
    subject: `vote:${reference}`,
    institutionId,
    detail: { place, reason },
  }),
  run: async ({ db, now, touch }, { place, reason }, target) => {
    const vote = (await lockVote(db, target)) ?? target;
    if (vote.secret) throw new Conflict('votes.refusal.secret');
    const phase = phaseOf(vote, now);
    if (phase !== 'open') throw new Conflict(`votes.refusal.${phase}`);
    const own = within(db, vote.institutionId);
    const ballot = await own
      .selectFrom('vote_urn')
      .select(['key', 'channel'])
      .where('vote_id', '=', vote.id)
      .where('roll_id', '=', place)
      .executeTakeFirst();
    if (!ballot) throw new NotFound();
    await own.deleteFrom('vote_urn').where('vote_id', '=', vote.id).where('key', '=', ballot.key).execute();
    await own
      .updateTable('vote_roll')
      .set({ state: 'invalidated', reason })
      .where('vote_id', '=', vote.id)
      .where('id', '=', place)
      .execute();
    await moveCounters(db, [{ vote, channel: ballot.channel, deed: 'invalidated' }], now);
    touch(`~vote-count:${vote.reference}`);
  },
});
