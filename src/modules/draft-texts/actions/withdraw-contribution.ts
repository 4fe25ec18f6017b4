import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { changeContribution } from '../access.ts';
import { mayEditNow, phaseOf, REMOVAL_MAX, wasRecorded } from '../draft-text.ts';
import { optionalWords, reference } from '../input.ts';
import type { FoundContribution } from '../queries/contributions.ts';
import { contributionRecord, contributionTarget } from '../target.ts';
import { emptyContribution } from '../withdraw.ts';

const input = z.object({
  text: reference,
  contribution: z.string().max(60),
  /** Why the body removes what it had entered for somebody; everybody reads it. */
  reason: optionalWords(REMOVAL_MAX),
});
type Input = z.infer<typeof input>;

/**
 * Takes a contribution back, until the consultation is concluded: its number stays, its words, name and supporters are erased. What an
 * official entered for somebody is removed with a reason, within an hour and before it is answered: it is not the official's.
 */
export const withdrawContribution = defineAction<Input, FoundContribution, void>({
  name: 'draft-texts.withdraw-contribution',
  input: input as unknown as z.ZodType<Input>,
  target: contributionTarget,
  access: changeContribution,
  event: 'text-contribution.withdrawn',
  record: contributionRecord,
  async run(context, { reason }, found) {
    if (found.state === 'withdrawn') throw new Conflict('draft-texts.refusal.withdrawn');
    const phase = phaseOf(found.text, context.today);
    if (phase === 'concluded' || phase === 'adopted') throw new Conflict('draft-texts.refusal.concluded');
    if (wasRecorded(found)) {
      if (!mayEditNow(found, context.now)) throw new Conflict('draft-texts.refusal.removal-too-late');
      if (Object.keys(reason).length === 0)
        throw new InvalidInput([{ pointer: '/reason/ar', key: 'draft-texts.fault.removal-reason' }]);
    }
    await emptyContribution(context, found, wasRecorded(found) ? reason : null);
  },
});
