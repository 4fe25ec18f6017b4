import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { changeAmendment } from '../access.ts';
import { eraseAmendment, type FoundAmendment, findAmendment } from '../amendments.ts';
import { touchProposal } from '../appear.ts';
import { id, reference } from '../input.ts';
import { amendmentById } from '../queries/amendments.ts';
import { lockProposal } from '../target.ts';

const input = z.object({ proposal: reference, amendment: id });

/** Whoever wrote an amendment takes it back, unless its words are the proposal's by now: nothing is left of it. */
export const withdrawAmendment = defineAction<z.infer<typeof input>, FoundAmendment>({
  name: 'proposals.withdraw-amendment',
  input,
  target: (context, { proposal, amendment }) => findAmendment(context, proposal, amendment),
  access: changeAmendment,
  event: 'proposal.amendment-withdrawn',
  record: ({ amendment }, { proposal, institutionId }) => ({
    subject: `proposal:${proposal.reference}`,
    institutionId,
    detail: { amendment },
  }),
  run: async (context, _input, target) => {
    const proposal = await lockProposal(context.db, target.proposal);
    if ((await amendmentById(context.db, target.id))?.state === 'accepted')
      throw new Conflict('proposals.refusal.amendment-over');
    await eraseAmendment(context, target);
    touchProposal(context, proposal);
  },
});
