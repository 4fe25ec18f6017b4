import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { ownAccount, personOf } from '../access.ts';
import { tellOwner } from '../notices.ts';
import { registeredPasskey } from '../passkey.ts';
import { passkeyAnswer } from '../passkey-input.ts';
import { makeRecoveryCodes, requireOwnSecondFactor, secondFactorsOf } from '../second-factor.ts';
import { renewSession } from '../session.ts';

const MOST = 10;

/** Adds a passkey that an authenticator has just made. With the first second factor come recovery codes, shown this once. */
export const registerPasskey = defineAction({
  name: 'accounts.register-passkey',
  input: z.object({ ...passkeyAnswer, name: z.string().trim().min(1, 'accounts.fault.name-missing').max(60) }),
  access: ownAccount,
  event: 'passkey.added',
  run: async (context, { name, ...answer }) => {
    const { db, around, now } = context;
    const person = personOf(context.actor);
    await requireOwnSecondFactor(db, person);
    const { passkeys, recoveryLeft } = await secondFactorsOf(db, person.id);
    const made = passkeys.length < MOST ? await registeredPasskey(context, person.id, answer) : undefined;
    if (!made) throw new InvalidInput([{ pointer: '', key: 'accounts.fault.passkey-failed' }]);
    const added = await db
      .insertInto('passkey')
      .values({
        id: newId(),
        person_id: person.id,
        credential_id: made.credential.id,
        public_key: Buffer.from(made.credential.publicKey),
        counter: made.credential.counter,
        transports: made.credential.transports ?? [],
        backed_up: made.backedUp,
        name,
        created_at: now,
        last_used_at: null,
      })
      .onConflict((conflict) => conflict.column('credential_id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added) throw new InvalidInput([{ pointer: '', key: 'accounts.fault.passkey-failed' }]);
    const codes = recoveryLeft === 0 ? await makeRecoveryCodes(db, around.keys, person.id) : undefined;
    await tellOwner(context, person.id, 'passkey-added');
    return { codes, session: await renewSession(db, person.sessionId ?? '', now) };
  },
});
