import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import type { KeptData } from '#platform/module.ts';
import { closeOwnAccount, personOf } from '../access.ts';
import { closeEverything } from '../closing.ts';
import { tellClosed } from '../letters.ts';
import { addressOf } from '../queries.ts';

export const closeAccountInput = z.object({
  confirm: z.literal('yes', 'personal-data.close.not-confirmed'),
});

/**
 * Closes the account of whoever asks, in one transaction: every capability removes or anonymises what it knows, sessions end, and what was
 * public keeps its place under "former member". Answers what must stay; a last letter says it too.
 */
export const closeAccount = defineAction({
  name: 'personal-data.close-account',
  input: closeAccountInput,
  access: closeOwnAccount,
  event: 'account.closed',
  record: (_input, _target, result) => ({
    detail: { kept: (result as KeptData[]).map(({ what, until }) => ({ what, until })) },
  }),
  async run(context): Promise<KeptData[]> {
    const { db, actor, now, offers, touch } = context;
    const person = personOf(actor);
    // Read before the account is emptied: the letter is the last thing the address is used for.
    const to = await addressOf(db, person.id);
    const kept = await closeEverything(db, offers.personalData, person.id, now);
    if (to) await tellClosed(context, to, kept);
    touch(`person:${person.id}`, ...kept.flatMap((each) => each.tags ?? []));
    return kept;
  },
});
