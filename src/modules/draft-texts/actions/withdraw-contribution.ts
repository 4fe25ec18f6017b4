import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { changeContribution } from '../access.ts';
import { phaseOf } from '../draft-text.ts';
import { reference } from '../input.ts';
import type { FoundContribution } from '../queries/contributions.ts';
import { contributionRecord, contributionTarget } from '../target.ts';
import { emptyContribution } from '../withdraw.ts';

const input = z.object({ text: reference, contribution: z.string().max(60) });

/** Takes a contribution back, until the consultation is concluded: its number stays, its words, name and supporters are erased. */
export const withdrawContribution = defineAction<z.infer<typeof input>, FoundContribution, void>({
  name: 'draft-texts.withdraw-contribution',
  input,
  target: contributionTarget,
  access: changeContribution,
  event: 'text-contribution.withdrawn',
  record: contributionRecord,
  async run(context, _given, found) {
    if (found.state === 'withdrawn') throw new Conflict('draft-texts.refusal.withdrawn');
    const phase = phaseOf(found.text, context.today);
    if (phase === 'concluded' || phase === 'adopted') throw new Conflict('draft-texts.refusal.concluded');
    await emptyContribution(context, found);
  },
});
