import type { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { changeProposal as mayChange } from '../access.ts';
import { proposalInput, reference } from '../input.ts';
import { isCallOpen, mayEditNow } from '../proposal.ts';
import { callById } from '../queries/calls.ts';
import type { Proposal } from '../queries/proposals.ts';
import { rewrite } from '../rewrite.ts';
import { checkWords, wordColumns } from '../send.ts';
import { findProposal, lockProposal } from '../target.ts';

const input = proposalInput.extend({ proposal: reference });

/** Its author changes a draft, or a proposal that nobody has supported or studied yet. What it said before stays to be seen. */
export const editProposal = defineAction<z.infer<typeof input>, Proposal, { reference: string }>({
  name: 'proposals.edit-proposal',
  input,
  target: (context, { proposal }) => findProposal(context, proposal),
  access: mayChange,
  event: 'proposal.changed',
  record: (_input, { reference: subject, institutionId }) => ({ subject: `proposal:${subject}`, institutionId }),
  run: async (context, given, target) => {
    const { db, now, today } = context;
    const proposal = await lockProposal(db, target);
    const call = await callById(db, proposal.callId);
    if (!call || !mayEditNow(proposal, now) || !isCallOpen(call, today))
      throw new Conflict('proposals.refusal.edit-over');
    await checkWords(context, call, given);
    if (proposal.standing === 'draft')
      await within(db, proposal.institutionId)
        .updateTable('proposal')
        .set(wordColumns(call, given))
        .where('id', '=', proposal.id)
        .execute();
    else await rewrite(context, call, proposal, given);
    return { reference: proposal.reference };
  },
});
