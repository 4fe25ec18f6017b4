import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { ownAccount, personOf } from '../access.ts';
import { tellOwner } from '../notices.ts';
import { hasSecondFactor, requireOwnSecondFactor, secondFactorsOf } from '../second-factor.ts';

/** Takes the authenticator app away; with the last second factor go the recovery codes. */
export const removeTotp = defineAction({
  name: 'accounts.remove-totp',
  input: z.object({}),
  access: ownAccount,
  event: 'totp.removed',
  run: async (context) => {
    const { db } = context;
    const person = personOf(context.actor);
    await requireOwnSecondFactor(db, person);
    await db.deleteFrom('totp').where('person_id', '=', person.id).execute();
    if (!hasSecondFactor(await secondFactorsOf(db, person.id)))
      await db.deleteFrom('recovery_code').where('person_id', '=', person.id).execute();
    await tellOwner(context, person.id, 'totp-removed');
  },
});
