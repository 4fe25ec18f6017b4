import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import { defineAction } from '#platform/action.ts';
import { takeToken } from '../challenge.ts';
import { type Entered, enter } from '../enter.ts';

export type LinkConfirmed = { outcome: 'right'; entered: Entered } | { outcome: 'spent' };

/** Signs in with the link of a letter. Only this does: opening the link shows a page and changes nothing. */
export const confirmLink = defineAction({
  name: 'accounts.confirm-link',
  input: z.object({ token: z.string().max(100), device: z.string(), previous: z.string().optional() }),
  access: anyone,
  event: 'link.used',
  record: (_input, _target, result) => {
    const { outcome, entered } = result as { outcome: string; entered?: Entered };
    return { subject: entered?.personId, detail: { outcome } };
  },
  run: async (context, input): Promise<LinkConfirmed> => {
    const challenge = await takeToken(context, input.token, ['sign-in', 'invitation']);
    if (!challenge) return { outcome: 'spent' };
    return { outcome: 'right', entered: await enter(context, challenge, 'link', input) };
  },
});
