import { z } from 'zod';
import { requireAssurance } from '#core/accounts/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, NotAllowed, NotFound } from '#platform/errors.ts';
import { createProposal as mayPropose } from '../access.ts';
import { touchProposal } from '../appear.ts';
import { isJoinKey } from '../join.ts';
import { isUnanswered } from '../proposal.ts';
import { callById } from '../queries/calls.ts';
import type { Proposal } from '../queries/proposals.ts';
import { checkCall } from '../send.ts';
import { findProposal } from '../target.ts';

const input = z.object({ proposal: z.string().max(40), key: z.string().max(100) });

/** Somebody to whom the author gave the address of the invitation becomes a co-author, named in public like the author. */
export const joinProposal = defineAction<z.infer<typeof input>, Proposal>({
  name: 'proposals.join-proposal',
  input,
  target: (context, { proposal }) => findProposal(context, proposal),
  access: mayPropose,
  event: 'proposal.joined',
  record: (_input, { reference, institutionId }) => ({ subject: `proposal:${reference}`, institutionId }),
  run: async (context, { key }, proposal) => {
    const { db, actor, now, around } = context;
    if (actor.kind !== 'person') throw new NotAllowed();
    if (!isJoinKey(around.keys, proposal.id, key)) throw new NotFound();
    const call = await callById(db, proposal.callId);
    if (!call || actor.id === proposal.authorId || !['draft', 'held', 'shown'].includes(proposal.standing))
      throw new Conflict('proposals.refusal.cannot-join');
    if (!isUnanswered(proposal.state)) throw new Conflict('proposals.refusal.cannot-join');
    await checkCall(context, call);
    await requireAssurance(db, actor, { level: call.level }, now);
    await within(db, proposal.institutionId)
      .insert('proposal_coauthor', { proposal_id: proposal.id, person_id: actor.id, joined_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    touchProposal(context, proposal);
  },
});
