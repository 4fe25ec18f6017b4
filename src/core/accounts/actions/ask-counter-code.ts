import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { ownAccount, personOf } from '../access.ts';
import { newCounterCode } from '../counter.ts';

/** A code for the counter: the official finds the account by it, and by nothing else. */
export const askCounterCode = defineAction({
  name: 'accounts.ask-counter-code',
  input: z.object({}),
  access: ownAccount,
  event: 'counter-code.asked',
  run: async ({ db, actor, around, now }) => ({
    code: await newCounterCode(db, around.keys, personOf(actor).id, now),
  }),
});
