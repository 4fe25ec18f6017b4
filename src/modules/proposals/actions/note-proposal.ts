import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { newId } from '#platform/ids.ts';
import { studyProposals } from '../access.ts';
import type { Proposal } from '../queries/proposals.ts';
import { findProposal } from '../target.ts';

const input = z.object({
  proposal: z.string().max(40),
  body: z.string().trim().min(1, 'proposals.fault.text-missing').max(4_000, 'proposals.fault.text-long'),
});

/** An official notes something for the others who work on a proposal. Never public. */
export const noteProposal = defineAction<z.infer<typeof input>, Proposal>({
  name: 'proposals.note-proposal',
  input,
  target: (context, { proposal }) => findProposal(context, proposal),
  access: studyProposals,
  event: 'proposal.noted',
  record: (_input, { reference, institutionId }) => ({ subject: `proposal:${reference}`, institutionId }),
  run: async ({ db, actor, now }, { body }, proposal) => {
    await within(db, proposal.institutionId)
      .insert('proposal_note', {
        id: newId(),
        proposal_id: proposal.id,
        author_id: actor.kind === 'person' ? actor.id : null,
        body,
        written_at: now,
      })
      .execute();
  },
});
