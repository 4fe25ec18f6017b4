import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import { defineAction } from '#platform/action.ts';
import { tryCode } from '../challenge.ts';
import { type Entered, enter } from '../enter.ts';

export type CodeConfirmed =
  | { outcome: 'right'; entered: Entered }
  | { outcome: 'wrong'; left: number }
  | { outcome: 'spent' };

/** Signs in with a code. That a code was wrong is a result, not a refusal: it must be counted. */
export const confirmCode = defineAction({
  name: 'accounts.confirm-code',
  input: z.object({
    challenge: z.uuid(),
    code: z.string().trim().min(1, 'accounts.fault.code-missing').max(40),
    network: z.string(),
    device: z.string(),
    previous: z.string().optional(),
  }),
  access: anyone,
  event: 'code.tried',
  record: (_input, _target, result) => {
    const { outcome, entered } = result as { outcome: string; entered?: Entered };
    return { subject: entered?.personId, detail: { outcome } };
  },
  run: async (context, input): Promise<CodeConfirmed> => {
    const { challenge: id, code, network } = input;
    const answer = await tryCode(context, { id, code, purpose: 'sign-in', network });
    if (answer.outcome !== 'right') return answer;
    return { outcome: 'right', entered: await enter(context, answer.challenge, 'code', input) };
  },
});
