import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { manageVotes } from '../access.ts';
import { termsInput, voteInput } from '../input.ts';
import { findVote, lockVote, type Vote } from '../queries/votes.ts';
import { indexVote } from '../search.ts';
import { checkTerms, columnsOf, writeOptions } from '../terms.ts';
import { isEditable, isPublic } from '../vote.ts';

const input = z.intersection(termsInput, z.object({ vote: voteInput }));

/** Changes what a vote declares, until it opens. From the opening on nothing of it changes. */
export const editVote = defineAction<z.infer<typeof input>, Vote, { reference: string }>({
  name: 'votes.edit-vote',
  input,
  target: (context, { vote }) => findVote(context, vote),
  access: manageVotes,
  event: 'vote.changed',
  record: (_input, vote) => ({ subject: `vote:${vote.reference}`, institutionId: vote.institutionId }),
  run: async ({ db, now, touch }, given, vote) => {
    const locked = await lockVote(db, vote);
    if (!locked || !isEditable(locked, now)) throw new Conflict('votes.refusal.not-editable');
    await checkTerms(db, given, now);
    await within(db, vote.institutionId).updateTable('vote').set(columnsOf(given)).where('id', '=', vote.id).execute();
    await writeOptions(db, vote, given);
    if (isPublic(locked)) await indexVote(db, { ...vote, title: given.title, explanation: given.explanation });
    touch(`vote:${vote.reference}`, 'votes');
    return { reference: vote.reference };
  },
});
