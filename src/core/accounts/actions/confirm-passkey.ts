import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import { defineAction } from '#platform/action.ts';
import { answeredPasskey } from '../passkey.ts';
import { passkeyAnswer } from '../passkey-input.ts';
import { type NewSession, startSession } from '../session.ts';

export type PasskeyConfirmed = { outcome: 'right'; personId: string; session: NewSession } | { outcome: 'wrong' };

/** Signs in with a passkey, which is two factors in one: the device, and the finger or number that opens it. */
export const confirmPasskey = defineAction({
  name: 'accounts.confirm-passkey',
  input: z.object({
    ...passkeyAnswer,
    lasting: z.boolean(),
    device: z.string(),
    previous: z.string().optional(),
  }),
  access: anyone,
  event: 'passkey.tried',
  record: (_input, _target, result) => {
    const { outcome, personId } = result as { outcome: string; personId?: string };
    return { subject: personId, detail: { outcome } };
  },
  run: async (context, input): Promise<PasskeyConfirmed> => {
    const found = await answeredPasskey(context, null, input);
    if (!found) return { outcome: 'wrong' };
    const session = await startSession(context.db, {
      personId: found.personId,
      method: 'passkey',
      device: input.device,
      lasting: input.lasting,
      previous: input.previous,
      secondFactor: true,
      now: context.now,
    });
    return { outcome: 'right', personId: found.personId, session };
  },
});
