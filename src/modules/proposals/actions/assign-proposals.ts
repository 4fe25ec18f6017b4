import { z } from 'zod';
import { officialsOf, powersOf } from '#core/institutions/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { POWERS, triageProposals } from '../access.ts';
import { touchProposal } from '../appear.ts';
import { id, reference } from '../input.ts';
import { isUnanswered } from '../proposal.ts';
import type { ProposalCall } from '../queries/calls.ts';
import { findCall, findProposal, lockProposal } from '../target.ts';

const input = z.object({
  call: id,
  proposals: z.array(reference).min(1, 'proposals.fault.none-chosen').max(200),
  /** Officials of the body who may assess. */
  evaluators: z.array(id).min(1, 'proposals.fault.none-chosen').max(10),
});

/** Asks officials to assess proposals, each of them each. What was received is then under study, and its author sees that. */
export const assignProposals = defineAction<z.infer<typeof input>, ProposalCall, { assigned: number }>({
  name: 'proposals.assign-proposals',
  input,
  target: (context, { call }) => findCall(context, call),
  access: triageProposals,
  event: 'proposals.assigned',
  record: ({ proposals }, call) => ({
    subject: `proposal-call:${call.id}`,
    institutionId: call.institutionId,
    detail: { proposals },
  }),
  run: async (context, { proposals, evaluators }, call) => {
    const { db, now, today, tenant } = context;
    const own = within(db, call.institutionId);
    const officials = await officialsOf(db, call.institutionId, today);
    for (const evaluator of evaluators) {
      const powers = officials.some(({ personId }) => personId === evaluator) ? await powersOf(db, evaluator, now) : [];
      if (!powers.some((one) => one.name === POWERS.evaluate && one.institutionId === call.institutionId))
        throw new InvalidInput([{ pointer: '/evaluators', key: 'proposals.fault.evaluator' }]);
    }
    let assigned = 0;
    for (const typed of [...proposals].sort()) {
      const found = await findProposal({ db, tenant }, typed);
      if (found?.callId !== call.id || found.standing !== 'shown') continue;
      const proposal = await lockProposal(db, found);
      if (!isUnanswered(proposal.state)) throw new Conflict('proposals.refusal.answered', { reference: typed });
      for (const evaluator of evaluators)
        await own
          .insert('proposal_evaluation', {
            id: newId(),
            proposal_id: proposal.id,
            evaluator_id: evaluator,
            state: 'asked',
            scores: json({}),
            opinion: '',
            asked_at: now,
            done_at: null,
          })
          .onConflict((conflict) => conflict.columns(['institution_id', 'proposal_id', 'evaluator_id']).doNothing())
          .execute();
      await own.updateTable('proposal').set({ state: 'under-study' }).where('id', '=', proposal.id).execute();
      touchProposal(context, proposal);
      assigned++;
    }
    return { assigned };
  },
});
