import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { ownAccount, personOf } from '../access.ts';
import { tellOwner } from '../notices.ts';
import { hasSecondFactor, makeRecoveryCodes, requireOwnSecondFactor, secondFactorsOf } from '../second-factor.ts';

/** Makes new recovery codes; the old ones are worth nothing from then on. */
export const replaceRecoveryCodes = defineAction({
  name: 'accounts.replace-recovery-codes',
  input: z.object({}),
  access: ownAccount,
  event: 'recovery-codes.replaced',
  run: async (context) => {
    const { db, around } = context;
    const person = personOf(context.actor);
    await requireOwnSecondFactor(db, person);
    if (!hasSecondFactor(await secondFactorsOf(db, person.id))) throw new Conflict('accounts.refusal.no-second-factor');
    const codes = await makeRecoveryCodes(db, around.keys, person.id);
    await tellOwner(context, person.id, 'recovery-replaced');
    return { codes };
  },
});
