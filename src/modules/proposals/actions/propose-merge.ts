import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { triageProposals } from '../access.ts';
import { tellOf, touchProposal } from '../appear.ts';
import { reference } from '../input.ts';
import { merge } from '../merge.ts';
import { isUnanswered } from '../proposal.ts';
import type { Proposal } from '../queries/proposals.ts';
import { mergerOf } from '../queries/triage.ts';
import { findProposal, lockProposal } from '../target.ts';

const input = z.object({ proposal: reference, into: reference });

/**
 * An official proposes that a proposal becomes part of another of the same call. Its author decides; where nobody has an account behind it
 * (a counter, a meeting), it is done at once.
 */
export const proposeMerge = defineAction<z.infer<typeof input>, Proposal, { done: boolean }>({
  name: 'proposals.propose-merge',
  input,
  target: (context, { proposal }) => findProposal(context, proposal),
  access: triageProposals,
  event: 'proposal.merge-proposed',
  record: ({ into }, { reference: subject, institutionId }) => ({
    subject: `proposal:${subject}`,
    institutionId,
    detail: { into },
  }),
  run: async (context, { into: typed }, target) => {
    const { db, now, tenant } = context;
    const found = await findProposal({ db, tenant }, typed);
    const fits = found && found.callId === target.callId && found.id !== target.id && found.standing === 'shown';
    if (!fits) throw new InvalidInput([{ pointer: '/into', key: 'proposals.fault.into' }]);
    const proposal = await lockProposal(db, target);
    if (proposal.standing !== 'shown' || !isUnanswered(proposal.state))
      throw new Conflict('proposals.refusal.answered', { reference: proposal.reference });
    if ((await mergerOf(db, proposal))?.state === 'refused') throw new Conflict('proposals.refusal.merge-refused');
    await within(db, proposal.institutionId)
      .insert('proposal_merge', {
        proposal_id: proposal.id,
        into_id: found.id,
        state: 'asked',
        asked_at: now,
        decided_at: null,
      })
      .onConflict((conflict) =>
        conflict.columns(['institution_id', 'proposal_id']).doUpdateSet({ into_id: found.id, asked_at: now }),
      )
      .execute();
    touchProposal(context, proposal);
    if (proposal.authorId === null) {
      await merge(context, proposal, found);
      return { done: true };
    }
    await tellOf(context, proposal, 'proposals.notice.merge-asked', {
      authors: true,
      path: `/proposals/${proposal.reference}/manage`,
    });
    return { done: false };
  },
});
