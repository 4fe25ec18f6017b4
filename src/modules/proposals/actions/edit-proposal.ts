import type { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { forgetDocuments } from '#platform/search/index-documents.ts';
import { changeProposal as mayChange } from '../access.ts';
import { proposalInput, reference } from '../input.ts';
import { isCallOpen, mayEditNow } from '../proposal.ts';
import { callById } from '../queries/calls.ts';
import { type Proposal, proposalByReference } from '../queries/proposals.ts';
import { versionsOf } from '../queries/triage.ts';
import { PROPOSAL } from '../search.ts';
import { checkWords, present, wordColumns } from '../send.ts';
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
    const own = within(db, proposal.institutionId);
    if (proposal.standing !== 'draft') {
      const before = await versionsOf(db, proposal);
      await own
        .insert('proposal_version', {
          proposal_id: proposal.id,
          number: before.length + 1,
          title: json(proposal.title),
          body: json(proposal.body),
          written_at: proposal.editedAt ?? proposal.submittedAt ?? proposal.createdAt,
        })
        .execute();
    }
    await own
      .updateTable('proposal')
      .set({ ...wordColumns(call, given), ...(proposal.standing === 'draft' ? {} : { edited_at: now }) })
      .where('id', '=', proposal.id)
      .execute();
    const changed = await proposalByReference(db, proposal.reference);
    if (changed && proposal.standing !== 'draft') {
      // Words that only the earlier text had are offered to searchers no more.
      await forgetDocuments(db, { institutionId: proposal.institutionId, kind: PROPOSAL, ids: [proposal.reference] });
      await present(context, changed, 0);
    }
    return { reference: proposal.reference };
  },
});
