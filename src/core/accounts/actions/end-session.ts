import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import { defineAction } from '#platform/action.ts';
import { endSessionOfToken } from '../session.ts';

/** Signs out here, at once. Without a session it does nothing, harmlessly. */
export const endSession = defineAction({
  name: 'accounts.end-session',
  input: z.object({ token: z.string().optional() }),
  access: anyone,
  event: 'session.ended',
  record: (_input, _target, result) => ({ subject: (result as { personId?: string }).personId }),
  run: async ({ db }, { token }) => ({ personId: token ? await endSessionOfToken(db, token) : undefined }),
});
