import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { signPetition as maySign } from '../access.ts';
import { moveCounters } from '../sign.ts';
import { sameReceipt } from '../signing.ts';
import { findSignature, type Signature } from '../target.ts';

const input = z.object({ petition: z.string().max(40), signature: z.uuid(), receipt: z.string().max(60) });

/** A signatory takes a signature back, by the receipt that only they were given. It leaves the count, and the name is forgotten. */
export const withdrawSignature = defineAction<z.infer<typeof input>, Signature, { withdrawn: boolean }>({
  name: 'petitions.withdraw-signature',
  input,
  // A wrong receipt and an unknown signature are the same answer.
  target: async (context, given) => {
    const found = await findSignature(context, given);
    return found && sameReceipt(context.around.keys, found.id, given.receipt) ? found : undefined;
  },
  access: maySign,
  event: 'signature.withdrawn',
  record: () => null,
  run: async ({ db, touch }, _input, { petition, ...signature }) => {
    if (petition.state !== 'open') throw new Conflict('petitions.refusal.closed');
    const { institutionId, id: petitionId } = petition;
    const done = await within(db, institutionId)
      .updateTable('petition_signature')
      .set({ state: 'withdrawn', sealed: null, public_name: null, alike: null })
      .where('petition_id', '=', petitionId)
      .where('id', '=', signature.id)
      .where('state', '=', 'counted')
      .executeTakeFirst();
    const withdrawn = Number(done.numUpdatedRows) > 0;
    if (withdrawn) {
      await within(db, institutionId)
        .deleteFrom('petition_news')
        .where('petition_id', '=', petitionId)
        .where('signature', '=', signature.id)
        .execute();
      await moveCounters(db, petition, [signature], -1);
      touch(`~petition-count:${petition.reference}`);
    }
    return { withdrawn };
  },
});
