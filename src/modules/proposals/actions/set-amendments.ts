import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { triageProposals } from '../access.ts';
import { id } from '../input.ts';
import type { ProposalCall } from '../queries/calls.ts';
import { findCall } from '../target.ts';

const input = z.object({ call: id, taken: z.boolean() });

/** An official says whether a call takes amendments to its proposals. Those that are there stay, and are decided. */
export const setAmendments = defineAction<z.infer<typeof input>, ProposalCall>({
  name: 'proposals.set-amendments',
  input,
  target: (context, { call }) => findCall(context, call),
  access: triageProposals,
  event: 'proposals.amendments-set',
  record: ({ taken }, { id: call, institutionId }) => ({
    subject: `proposal-call:${call}`,
    institutionId,
    detail: { taken },
  }),
  run: async ({ db, touch }, { taken }, { institutionId, id: call }) => {
    await within(db, institutionId)
      .updateTable('proposal_call')
      .set({ amendments: taken })
      .where('id', '=', call)
      .execute();
    touch(`proposal-call:${call}`);
  },
});
