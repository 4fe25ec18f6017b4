import { z } from 'zod';
import { requireAssurance } from '#core/accounts/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { NotAllowed } from '#platform/errors.ts';
import { supportAmendments } from '../access.ts';
import { type FoundAmendment, findAmendment, lockOpen } from '../amendments.ts';
import { touchProposal } from '../appear.ts';
import { id, reference } from '../input.ts';
import { callById } from '../queries/calls.ts';
import { supporterOf } from '../supports.ts';

const input = z.object({ proposal: reference, amendment: id, support: z.boolean() });

/** Somebody supports an amendment, once, or takes the support back, while it can still be decided. */
export const supportAmendment = defineAction<z.infer<typeof input>, FoundAmendment>({
  name: 'proposals.support-amendment',
  input,
  target: async (context, { proposal, amendment }) => {
    const found = await findAmendment(context, proposal, amendment);
    return found?.standing === 'shown' ? found : undefined;
  },
  access: supportAmendments,
  event: 'proposal.amendment-supported',
  // Who supports what stays out of the log.
  record: () => null,
  run: async (context, { support }, target) => {
    const { db, actor, now, around } = context;
    if (actor.kind !== 'person') throw new NotAllowed();
    const { institutionId, id: amendmentId, proposal } = await lockOpen(context, target);
    const call = await callById(db, proposal.callId);
    await requireAssurance(db, actor, { level: call?.level ?? 1 }, now);
    const supporter = supporterOf(around.keys, proposal.callId, actor.id);
    const own = within(db, institutionId);
    if (support)
      await own
        .insert('proposal_amendment_support', {
          amendment_id: amendmentId,
          supporter,
          person_id: actor.id,
          supported_at: now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    else
      await own
        .deleteFrom('proposal_amendment_support')
        .where('amendment_id', '=', amendmentId)
        .where('supporter', '=', supporter)
        .execute();
    touchProposal(context, proposal);
  },
});
