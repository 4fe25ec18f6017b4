import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, NotAllowed } from '#platform/errors.ts';
import { changeProposal as mayChange } from '../access.ts';
import { appear } from '../appear.ts';
import { proposalInput, reference } from '../input.ts';
import { isUnanswered } from '../proposal.ts';
import { callById } from '../queries/calls.ts';
import { type Proposal, proposalByReference } from '../queries/proposals.ts';
import { versionsOf } from '../queries/triage.ts';
import { checkCall, checkWords, insertProposal, wordColumns } from '../send.ts';
import { carrySupports } from '../supports.ts';
import { findProposal, lockProposal } from '../target.ts';

const input = z.object({ proposal: reference, first: proposalInput, second: proposalInput });

/**
 * Its author makes two of a proposal that asks for two things: the first keeps the reference, both keep the supporters of the whole. What it
 * said before stays to be seen.
 */
export const splitProposal = defineAction<z.infer<typeof input>, Proposal, { reference: string }>({
  name: 'proposals.split-proposal',
  input,
  target: (context, { proposal }) => findProposal(context, proposal),
  access: mayChange,
  event: 'proposal.split',
  record: (_input, { reference: subject, institutionId }, result) => ({
    subject: `proposal:${subject}`,
    institutionId,
    detail: result as { reference: string },
  }),
  run: async (context, { first, second }, target) => {
    const { db, actor, now } = context;
    if (actor.kind !== 'person') throw new NotAllowed();
    const proposal = await lockProposal(db, target);
    const call = await callById(db, proposal.callId);
    if (!call || proposal.standing !== 'shown' || !isUnanswered(proposal.state))
      throw new Conflict('proposals.refusal.cannot-split');
    await checkCall(context, call);
    await checkWords(context, call, first, { at: '/first' });
    await checkWords(context, call, second, { at: '/second' });
    const own = within(db, proposal.institutionId);
    await own
      .insert('proposal_version', {
        proposal_id: proposal.id,
        number: (await versionsOf(db, proposal)).length + 1,
        title: json(proposal.title),
        body: json(proposal.body),
        written_at: proposal.editedAt ?? proposal.submittedAt ?? proposal.createdAt,
      })
      .execute();
    await own
      .updateTable('proposal')
      .set({ ...wordColumns(call, first), edited_at: now })
      .where('id', '=', proposal.id)
      .execute();
    const made = await insertProposal(context, call, {
      words: second,
      authorId: actor.id,
      signedAs: proposal.signedAs,
      associationId: proposal.associationId ?? undefined,
      channel: proposal.channel,
      splitFrom: proposal.id,
      standing: 'shown',
    });
    await carrySupports(db, proposal, made);
    const kept = await proposalByReference(db, proposal.reference);
    if (kept) await appear(context, kept, { tell: false });
    await appear(context, made, { tell: true });
    return { reference: made.reference };
  },
});
