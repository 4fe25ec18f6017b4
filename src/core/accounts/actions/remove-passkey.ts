import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { NotFound } from '#platform/errors.ts';
import { ownAccount, personOf } from '../access.ts';
import { tellOwner } from '../notices.ts';
import { hasSecondFactor, requireOwnSecondFactor, secondFactorsOf } from '../second-factor.ts';

/** Takes a passkey away; with the last second factor go the recovery codes. */
export const removePasskey = defineAction({
  name: 'accounts.remove-passkey',
  input: z.object({ id: z.uuid() }),
  access: ownAccount,
  event: 'passkey.removed',
  run: async (context, { id }) => {
    const { db } = context;
    const person = personOf(context.actor);
    await requireOwnSecondFactor(db, person);
    const removed = await db
      .deleteFrom('passkey')
      .where('id', '=', id)
      .where('person_id', '=', person.id)
      .returning('id')
      .executeTakeFirst();
    if (!removed) throw new NotFound();
    if (!hasSecondFactor(await secondFactorsOf(db, person.id)))
      await db.deleteFrom('recovery_code').where('person_id', '=', person.id).execute();
    await tellOwner(context, person.id, 'passkey-removed');
  },
});
