import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { manageVotes } from '../access.ts';
import { voteInput, words } from '../input.ts';
import { findVote, lockVote, type Vote } from '../queries/votes.ts';

const input = z.object({ vote: voteInput, reasons: words(2_000) });

/**
 * Ends a vote without a result, for reasons that everybody reads. It is not counted, and the ballots that were cast are destroyed unopened:
 * nobody cancels a vote because of how it was going. An end before the announced one that counts does not exist.
 */
export const cancelVote = defineAction<z.infer<typeof input>, Vote>({
  name: 'votes.cancel-vote',
  input,
  target: (context, { vote }) => findVote(context, vote),
  access: manageVotes,
  event: 'vote.cancelled',
  record: (_input, vote) => ({ subject: `vote:${vote.reference}`, institutionId: vote.institutionId }),
  run: async ({ db, touch }, { reasons }, vote) => {
    const locked = await lockVote(db, vote);
    if (locked?.state !== 'published') throw new Conflict('votes.refusal.not-running');
    const own = within(db, vote.institutionId);
    await own.deleteFrom('vote_urn').where('vote_id', '=', vote.id).execute();
    await own
      .updateTable('vote')
      .set({ state: 'cancelled', cancel_reasons: json(reasons), count: null, counted_at: null })
      .where('id', '=', vote.id)
      .execute();
    touch(`vote:${vote.reference}`, 'votes');
  },
});
