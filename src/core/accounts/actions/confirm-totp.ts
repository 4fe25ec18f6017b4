import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { ownAccount, personOf } from '../access.ts';
import { latinDigits } from '../contact.ts';
import { tellOwner } from '../notices.ts';
import { makeRecoveryCodes, requireOwnSecondFactor, totpSecretOf } from '../second-factor.ts';
import { renewSession } from '../session.ts';
import { totpStep } from '../totp.ts';

/** Sets up an authenticator app by its first code. Answers the recovery codes, this once, and the renewed session. */
export const confirmTotp = defineAction({
  name: 'accounts.confirm-totp',
  input: z.object({ code: z.string().trim().min(1, 'accounts.fault.code-missing').max(40) }),
  access: ownAccount,
  event: 'totp.added',
  run: async (context, input) => {
    const { db, around, now } = context;
    const person = personOf(context.actor);
    await requireOwnSecondFactor(db, person);
    const secret = await totpSecretOf(db, around.keys, person.id, { pending: true });
    if (!secret) throw new Conflict('accounts.refusal.totp-exists');
    const code = latinDigits(input.code.normalize('NFKC')).replace(/\s/g, '');
    const step = totpStep(secret, code, now);
    if (step === undefined) throw new InvalidInput([{ pointer: '/code', key: 'accounts.fault.totp-wrong' }]);
    await db
      .updateTable('totp')
      .set({ confirmed_at: now, last_step: step })
      .where('person_id', '=', person.id)
      .execute();
    const codes = await makeRecoveryCodes(db, around.keys, person.id);
    await tellOwner(context, person.id, 'totp-added');
    const session = await renewSession(db, person.sessionId ?? '', now);
    return { codes, session };
  },
});
