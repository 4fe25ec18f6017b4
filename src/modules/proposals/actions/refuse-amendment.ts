import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { decideAmendment } from '../access.ts';
import { REASONS_MAX } from '../amendment.ts';
import { type FoundAmendment, findAmendment, lockOpen, tellOfAmendment } from '../amendments.ts';
import { touchProposal } from '../appear.ts';
import { id, prose, reference } from '../input.ts';

const input = z.object({
  proposal: reference,
  amendment: id,
  /** Why, for everybody to read. */
  because: prose(REASONS_MAX, 'proposals.fault.because-missing'),
});

/** The author of a proposal keeps its words, and says why. */
export const refuseAmendment = defineAction<z.infer<typeof input>, FoundAmendment>({
  name: 'proposals.refuse-amendment',
  input,
  target: (context, { proposal, amendment }) => findAmendment(context, proposal, amendment),
  access: decideAmendment,
  event: 'proposal.amendment-refused',
  record: ({ amendment }, { proposal, institutionId }) => ({
    subject: `proposal:${proposal.reference}`,
    institutionId,
    detail: { amendment },
  }),
  run: async (context, { because }, target) => {
    const { db, now } = context;
    const amendment = await lockOpen(context, target);
    await within(db, amendment.institutionId)
      .updateTable('proposal_amendment')
      .set({ state: 'declined', declined_because: because, decided_at: now })
      .where('id', '=', amendment.id)
      .execute();
    touchProposal(context, amendment.proposal);
    await tellOfAmendment(context, amendment, 'proposals.notice.amendment-declined');
  },
});
