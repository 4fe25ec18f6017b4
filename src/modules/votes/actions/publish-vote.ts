import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { publish } from '#core/notifications/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { manageVotes } from '../access.ts';
import { voteInput } from '../input.ts';
import { findVote, lockVote, type Vote } from '../queries/votes.ts';
import { indexVote } from '../search.ts';

/** Announces a vote with everything it declares. It opens and closes by the clock. Refuses one whose closing is over (409). */
export const publishVote = defineAction<{ vote: string }, Vote>({
  name: 'votes.publish-vote',
  input: z.object({ vote: voteInput }),
  target: (context, { vote }) => findVote(context, vote),
  access: manageVotes,
  event: 'vote.published',
  record: (_input, { reference, institutionId, secret, method, level }) => ({
    subject: `vote:${reference}`,
    institutionId,
    detail: { secret, method, level },
  }),
  run: async (context, _input, vote) => {
    const { db, now, touch } = context;
    const locked = await lockVote(db, vote);
    if (locked?.state !== 'draft') throw new Conflict('votes.refusal.not-a-draft');
    if (locked.closesAt <= now) throw new Conflict('votes.refusal.over');
    await within(db, vote.institutionId)
      .updateTable('vote')
      .set({ state: 'published', published_at: now })
      .where('id', '=', vote.id)
      .execute();
    touch(`vote:${vote.reference}`, 'votes');
    await indexVote(db, locked);
    const body = (await institutionsById(db, [vote.institutionId])).get(vote.institutionId);
    await publish(context, {
      institutionId: vote.institutionId,
      subjects: [`vote:${vote.reference}`, ...(body ? [`institution:${body.slug}`] : [])],
      event: 'votes.notice.published',
      title: locked.title,
      path: `/votes/${vote.reference}`,
    });
  },
});
