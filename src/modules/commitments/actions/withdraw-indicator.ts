import type { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { writePlan } from '../access.ts';
import { indicatedCommitment, indicatorKey } from '../indicator-input.ts';
import type { ScopedCommitment } from '../queries/matrix-scope.ts';

export const withdrawIndicatorInput = indicatorKey;

type Input = z.infer<typeof withdrawIndicatorInput>;

/** Takes an indicator out of sight. Its values are kept, its number is not given again. */
export const withdrawIndicator = defineAction<Input, ScopedCommitment, { commitment: string }>({
  name: 'commitments.withdraw-indicator',
  input: withdrawIndicatorInput,
  target: indicatedCommitment,
  access: writePlan,
  event: 'indicator.withdrawn',
  record: ({ commitment, number }, { institutionId }) => ({ subject: commitment, institutionId, detail: { number } }),
  async run({ db, now, touch }, { number }, { institutionId, commitment }) {
    const gone = await within(db, institutionId)
      .updateTable('commitment_indicator')
      .set({ gone_at: now, changed_at: now })
      .where('commitment_id', '=', commitment.id)
      .where('number', '=', number)
      .where('gone_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!gone) throw new NotFound();
    touch(`commitment:${commitment.reference}`);
    return { commitment: commitment.reference };
  },
});
