import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { ownAccount, personOf } from '../access.ts';
import { tellOwner } from '../notices.ts';
import { secondFactorsOf, trySecondFactor } from '../second-factor.ts';
import { type NewSession, renewSession } from '../session.ts';

export type SecondFactorShown = { outcome: 'right'; session: NewSession | undefined } | { outcome: 'wrong' };

/** Shows the second factor: the code of an authenticator app, or a recovery code. That it was wrong is a result: it must be counted. */
export const showSecondFactor = defineAction({
  name: 'accounts.show-second-factor',
  input: z.object({
    code: z.string().trim().min(1, 'accounts.fault.code-missing').max(40),
    network: z.string(),
  }),
  access: ownAccount,
  event: 'second-factor.tried',
  record: (_input, _target, result) => ({ detail: { outcome: (result as SecondFactorShown).outcome } }),
  run: async (context, { code, network }): Promise<SecondFactorShown> => {
    const { db, now } = context;
    const person = personOf(context.actor);
    const before = await secondFactorsOf(db, person.id);
    if (!(await trySecondFactor(context, person, code, network))) return { outcome: 'wrong' };
    const after = await secondFactorsOf(db, person.id);
    if (after.recoveryLeft < before.recoveryLeft) await tellOwner(context, person.id, 'recovery-used');
    return { outcome: 'right', session: await renewSession(db, person.sessionId ?? '', now) };
  },
});
