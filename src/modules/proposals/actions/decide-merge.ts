import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { changeProposal as mayChange } from '../access.ts';
import { touchProposal } from '../appear.ts';
import { reference } from '../input.ts';
import { merge } from '../merge.ts';
import { isUnanswered } from '../proposal.ts';
import { type Proposal, proposalsById } from '../queries/proposals.ts';
import { mergerOf } from '../queries/triage.ts';
import { findProposal, lockProposal } from '../target.ts';

const input = z.object({ proposal: reference, agree: z.boolean() });

/** The author of a proposal agrees that it becomes part of another, or does not: then it is answered by itself. */
export const decideMerge = defineAction<z.infer<typeof input>, Proposal, { merged: boolean }>({
  name: 'proposals.decide-merge',
  input,
  target: (context, { proposal }) => findProposal(context, proposal),
  access: mayChange,
  event: 'proposal.merge-decided',
  record: ({ agree }, { reference: subject, institutionId }) => ({
    subject: `proposal:${subject}`,
    institutionId,
    detail: { agree },
  }),
  run: async (context, { agree }, target) => {
    const { db, now } = context;
    const proposal = await lockProposal(db, target);
    const asked = await mergerOf(db, proposal);
    const into = asked && (await proposalsById(db, [asked.intoId])).get(asked.intoId);
    if (asked?.state !== 'asked' || proposal.standing !== 'shown' || !isUnanswered(proposal.state))
      throw new Conflict('proposals.refusal.no-merge');
    if (!agree) {
      await within(db, proposal.institutionId)
        .updateTable('proposal_merge')
        .set({ state: 'refused', decided_at: now })
        .where('proposal_id', '=', proposal.id)
        .execute();
      touchProposal(context, proposal);
      return { merged: false };
    }
    if (into?.standing !== 'shown') throw new Conflict('proposals.refusal.no-merge');
    await merge(context, proposal, into);
    return { merged: true };
  },
});
