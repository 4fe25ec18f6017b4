import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { ownAccount, personOf } from '../access.ts';
import { requireOwnSecondFactor, secondFactorsOf } from '../second-factor.ts';
import { newTotpSecret } from '../totp.ts';

/** Begins to set up an authenticator app: it counts once its first code was typed. */
export const addTotp = defineAction({
  name: 'accounts.add-totp',
  input: z.object({}),
  access: ownAccount,
  event: 'totp.begun',
  run: async ({ db, actor, around, now }) => {
    const person = personOf(actor);
    await requireOwnSecondFactor(db, person);
    if ((await secondFactorsOf(db, person.id)).totp) throw new Conflict('accounts.refusal.totp-exists');
    const sealed = around.keys.seal('accounts.totp', newTotpSecret(), person.id);
    await db
      .insertInto('totp')
      .values({ person_id: person.id, sealed, created_at: now, confirmed_at: null, last_step: 0 })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ sealed, created_at: now, last_step: 0 }))
      .execute();
  },
});
