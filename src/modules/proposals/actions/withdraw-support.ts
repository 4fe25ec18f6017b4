import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict, NotAllowed } from '#platform/errors.ts';
import { supportProposals } from '../access.ts';
import { touchProposal } from '../appear.ts';
import { isCallOpen } from '../proposal.ts';
import { callById } from '../queries/calls.ts';
import type { Proposal } from '../queries/proposals.ts';
import { removeSupport } from '../supports.ts';
import { findProposal } from '../target.ts';

/** Somebody takes their support back while the call runs. */
export const withdrawSupport = defineAction<{ proposal: string }, Proposal, { withdrawn: boolean }>({
  name: 'proposals.withdraw-support',
  input: z.object({ proposal: z.string().max(40) }),
  target: async (context, { proposal: typed }) => {
    const proposal = await findProposal(context, typed);
    return proposal?.standing === 'shown' ? proposal : undefined;
  },
  access: supportProposals,
  event: 'proposal.support-withdrawn',
  record: () => null,
  run: async (context, _input, proposal) => {
    const { db, actor, today } = context;
    if (actor.kind !== 'person') throw new NotAllowed();
    const call = await callById(db, proposal.callId);
    if (!call || !isCallOpen(call, today)) throw new Conflict('proposals.refusal.call-closed');
    const withdrawn = await removeSupport(context, { proposal, personId: actor.id });
    if (withdrawn) touchProposal(context, proposal);
    return { withdrawn };
  },
});
