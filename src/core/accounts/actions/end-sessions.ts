import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { NotFound } from '#platform/errors.ts';
import { ownAccount, personOf } from '../access.ts';
import { endSessionOf, endSessionsOf } from '../session.ts';

/** Signs out another device, all others, or everywhere. It takes effect with the next request of that device. */
export const endSessions = defineAction({
  name: 'accounts.end-sessions',
  input: z.object({ which: z.union([z.literal('everywhere'), z.literal('others'), z.uuid()]) }),
  access: ownAccount,
  event: 'session.ended',
  record: (_input, _target, result) => ({ detail: { ended: (result as { ended: number }).ended } }),
  run: async ({ db, actor }, { which }) => {
    const person = personOf(actor);
    if (which === 'everywhere') return { ended: await endSessionsOf(db, person.id) };
    if (which === 'others') return { ended: await endSessionsOf(db, person.id, person.sessionId) };
    if (!(await endSessionOf(db, person.id, which))) throw new NotFound();
    return { ended: 1 };
  },
});
