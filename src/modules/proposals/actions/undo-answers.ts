import { z } from 'zod';
import { withdrawNotices } from '#core/notifications/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { triageProposals } from '../access.ts';
import { touchProposal } from '../appear.ts';
import { id } from '../input.ts';
import type { ProposalCall } from '../queries/calls.ts';
import { repliesOf } from '../queries/forwarded.ts';
import { proposalsById } from '../queries/proposals.ts';
import { answerOf, outcomesOf } from '../queries/triage.ts';
import { PROPOSAL } from '../search.ts';
import { findCall, lockProposal } from '../target.ts';

const input = z.object({ call: id, batch: id });

/** For how long answers can be undone: until letters have told of them, and people rely on them. */
const UNDO_HOURS = 1;

/** Takes back answers that were given together, within the hour: each proposal stands again where it stood before. */
export const undoAnswers = defineAction<z.infer<typeof input>, ProposalCall, { undone: number }>({
  name: 'proposals.undo-answers',
  input,
  target: (context, { call }) => findCall(context, call),
  access: triageProposals,
  event: 'proposals.answers-undone',
  record: ({ batch }, call) => ({
    subject: `proposal-call:${call.id}`,
    institutionId: call.institutionId,
    detail: { batch },
  }),
  run: async (context, { batch }, call) => {
    const { db, now } = context;
    const own = within(db, call.institutionId);
    const given = await own
      .selectFrom('proposal_answer')
      .select(['id', 'proposal_id', 'before', 'answered_at'])
      .where('batch_id', '=', batch)
      .where('undone_at', 'is', null)
      .where('answered_at', '>', new Date(now.getTime() - UNDO_HOURS * 3_600_000))
      .forUpdate()
      .execute();
    const proposals = await proposalsById(
      db,
      given.map((one) => one.proposal_id),
    );
    if (given.length === 0) throw new Conflict('proposals.refusal.undo-over');
    // In one order, as they are answered: a reply, or a later answer, comes before this or waits.
    for (const one of [...proposals.values()].sort((a, b) => (a.reference < b.reference ? -1 : 1)))
      await lockProposal(db, one);
    const replies = await repliesOf(
      db,
      call.institutionId,
      given.map((one) => one.id),
    );
    for (const one of given) {
      const proposal = proposals.get(one.proposal_id);
      if (!proposal || proposal.callId !== call.id) throw new Conflict('proposals.refusal.undo-over');
      // What was built on an answer since stands: undoing it would contradict what its author was told.
      if (
        (await answerOf(db, proposal))?.id !== one.id ||
        (await outcomesOf(db, proposal)).length > 0 ||
        replies.has(one.id)
      )
        throw new Conflict('proposals.refusal.undo-over');
      await own.updateTable('proposal_answer').set({ undone_at: now }).where('id', '=', one.id).execute();
      await own.updateTable('proposal').set({ state: one.before }).where('id', '=', proposal.id).execute();
      await withdrawNotices(context, call.institutionId, `${PROPOSAL}:${proposal.reference}`);
      touchProposal(context, proposal);
    }
    return { undone: given.length };
  },
});
