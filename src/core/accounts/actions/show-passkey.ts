import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { ownAccount, personOf } from '../access.ts';
import { answeredPasskey } from '../passkey.ts';
import { passkeyAnswer } from '../passkey-input.ts';
import { renewSession } from '../session.ts';
import type { SecondFactorShown } from './show-second-factor.ts';

/** Shows the second factor with a passkey. */
export const showPasskey = defineAction({
  name: 'accounts.show-passkey',
  input: z.object(passkeyAnswer),
  access: ownAccount,
  event: 'second-factor.tried',
  record: (_input, _target, result) => ({ detail: { outcome: (result as SecondFactorShown).outcome, by: 'passkey' } }),
  run: async (context, answer): Promise<SecondFactorShown> => {
    const person = personOf(context.actor);
    if (!(await answeredPasskey(context, person.id, answer))) return { outcome: 'wrong' };
    return { outcome: 'right', session: await renewSession(context.db, person.sessionId ?? '', context.now) };
  },
});
