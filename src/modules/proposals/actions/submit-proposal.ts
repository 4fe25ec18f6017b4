import { z } from 'zod';
import { requireAssurance } from '#core/accounts/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { changeProposal as mayChange } from '../access.ts';
import { askToLookAtAll } from '../files.ts';
import { callById } from '../queries/calls.ts';
import type { Proposal } from '../queries/proposals.ts';
import { checkCall, checkRate, checkWords, present } from '../send.ts';
import { findProposal, lockProposal } from '../target.ts';

/** Its author sends a draft: everybody sees it at once, or a moderator first when it looks like advertising. */
export const submitProposal = defineAction<{ proposal: string }, Proposal, { standing: 'shown' | 'held' }>({
  name: 'proposals.submit-proposal',
  input: z.object({ proposal: z.string().max(40) }),
  target: (context, { proposal }) => findProposal(context, proposal),
  access: mayChange,
  event: 'proposal.sent',
  record: (_input, { reference, institutionId }) => ({ subject: `proposal:${reference}`, institutionId }),
  run: async (context, _input, { institutionId, id, reference }) => {
    const { db, actor, now } = context;
    const proposal = await lockProposal(db, { institutionId, id, reference });
    const call = await callById(db, proposal.callId);
    if (proposal.standing !== 'draft' || !call) throw new Conflict('proposals.refusal.not-a-draft');
    await checkCall(context, call);
    await requireAssurance(db, actor, { level: call.level }, now);
    await checkWords(context, call, {
      theme: proposal.theme ?? undefined,
      territory: proposal.territory ?? undefined,
      answers: proposal.answers,
    });
    const recent = proposal.authorId ? await checkRate(context, proposal.authorId) : 0;
    const standing = await present(context, proposal, recent);
    await askToLookAtAll(context, proposal);
    return { standing };
  },
});
