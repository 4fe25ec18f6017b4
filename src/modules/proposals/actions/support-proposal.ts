import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict, NotSignedIn, type Refusal } from '#platform/errors.ts';
import { supportProposals } from '../access.ts';
import { touchProposal } from '../appear.ts';
import { isCallOpen } from '../proposal.ts';
import { callById, type ProposalCall } from '../queries/calls.ts';
import type { Proposal } from '../queries/proposals.ts';
import { writeSupports } from '../supports.ts';
import { findProposal } from '../target.ts';

type Target = Proposal & { call: ProposalCall };

/** Whether the support is new; a second one is answered like the first. */
export type Supported = { again: boolean };

/** Somebody supports a proposal, once. Done in batches: what arrives while one commits is written together in the next. */
export const supportProposal = defineAction<{ proposal: string }, Target, Supported>({
  name: 'proposals.support-proposal',
  input: z.object({ proposal: z.string().max(40) }),
  target: async (context, { proposal: typed }) => {
    const proposal = await findProposal(context, typed);
    const call = proposal?.standing === 'shown' ? await callById(context.db, proposal.callId) : undefined;
    return proposal && call && { ...proposal, call };
  },
  access: supportProposals,
  event: 'proposal.supported',
  // Who supports what stays out of the log: the counters are checked against the supports instead.
  record: () => null,
  runBatch: async (context, calls) => {
    const refused = calls.map(({ actor, target }): Refusal | undefined => {
      if (!isCallOpen(target.call, context.today)) return new Conflict('proposals.refusal.call-closed');
      if (actor.kind !== 'person' || actor.level < target.call.level)
        return new NotSignedIn({ level: target.call.level });
      return undefined;
    });
    const taken = calls.filter((_call, index) => !refused[index]);
    const written = await writeSupports(
      context,
      taken.map(({ actor, target }) => ({ proposal: target, personId: actor.kind === 'person' ? actor.id : '' })),
    );
    const isNew = new Map(taken.map((call, index) => [call, written[index] === true]));
    for (const call of taken) if (isNew.get(call)) touchProposal(context, call.target);
    return calls.map((call, index) => refused[index] ?? { again: !isNew.get(call) });
  },
});
