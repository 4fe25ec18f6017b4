import { z } from 'zod';
import { closeItem, withdrawAppeals } from '#core/moderation/index.ts';
import { forgetDemographics } from '#core/personal-data/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { changeProposal as mayChange } from '../access.ts';
import { eraseAmendments } from '../amendments.ts';
import { disappear } from '../appear.ts';
import { removeFiles } from '../files.ts';
import { isUnanswered } from '../proposal.ts';
import type { Proposal } from '../queries/proposals.ts';
import { PROPOSAL } from '../search.ts';
import { actOf } from '../send.ts';
import { findProposal, lockProposal } from '../target.ts';

/** Its author takes a proposal back before it is answered: its words are gone, its place and the number of its supports stay. */
export const withdrawProposal = defineAction<{ proposal: string }, Proposal>({
  name: 'proposals.withdraw-proposal',
  input: z.object({ proposal: z.string().max(40) }),
  target: (context, { proposal }) => findProposal(context, proposal),
  access: mayChange,
  event: 'proposal.withdrawn',
  record: (_input, { reference, institutionId }) => ({ subject: `proposal:${reference}`, institutionId }),
  run: async (context, _input, target) => {
    const { db, around } = context;
    const proposal = await lockProposal(db, target);
    const { institutionId, id, reference, standing, state } = proposal;
    if (!['draft', 'held', 'shown'].includes(standing) || !isUnanswered(state))
      throw new Conflict('proposals.refusal.cannot-withdraw');
    const own = within(db, institutionId);
    await own
      .updateTable('proposal')
      .set({
        standing: 'withdrawn',
        title: json({}),
        body: json({}),
        place: null,
        answers: json({}),
        words: '',
        terms: [],
      })
      .where('id', '=', id)
      .execute();
    await own.deleteFrom('proposal_version').where('proposal_id', '=', id).execute();
    await closeItem(db, { institutionId, kind: PROPOSAL, id: reference });
    await withdrawAppeals(context, { institutionId, kind: PROPOSAL, id: reference });
    await forgetDemographics(db, around.keys, actOf(proposal));
    await removeFiles(context, proposal);
    await eraseAmendments(context, proposal);
    await disappear(context, proposal);
  },
});
