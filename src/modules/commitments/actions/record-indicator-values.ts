import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { seeMatrix } from '../access.ts';
import { MOST_VALUES } from '../indicator.ts';
import { indicatedCommitment, indicatorKey } from '../indicator-input.ts';
import type { ScopedCommitment } from '../queries/matrix-scope.ts';
import { isCalendarDate } from '../timeline.ts';

export const recordIndicatorValuesInput = indicatorKey.extend({
  values: z
    .array(
      z.object({
        /** The day the value is true for. */
        on: z.string().refine(isCalendarDate, 'commitments.report.not-a-date'),
        value: z.number('commitments.indicator.fault.not-a-number').min(-1e12).max(1e12),
        /** Where it comes from: a survey, a register, an address on the web. */
        source: z.string().trim().min(1, 'commitments.indicator.fault.no-source').max(500),
      }),
      'commitments.indicator.fault.values',
    )
    .min(1, 'commitments.indicator.fault.no-values')
    .max(MOST_VALUES),
});

type Input = z.infer<typeof recordIndicatorValuesInput>;

/** Records values of an indicator, each with its source. A value of the same day is corrected; the audit log keeps what was sent. */
export const recordIndicatorValues = defineAction<Input, ScopedCommitment, { commitment: string; recorded: number }>({
  name: 'commitments.record-indicator-values',
  input: recordIndicatorValuesInput,
  target: indicatedCommitment,
  access: seeMatrix,
  event: 'indicator.measured',
  record: ({ commitment, number, values }, { institutionId }) => ({
    subject: commitment,
    institutionId,
    detail: { number, values },
  }),
  async run({ db, actor, now, today, touch }, { number, values }, { institutionId, commitment }) {
    const own = within(db, institutionId);
    const indicator = await own
      .selectFrom('commitment_indicator')
      .select('id')
      .where('commitment_id', '=', commitment.id)
      .where('number', '=', number)
      .where('gone_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!indicator) throw new NotFound();
    const ahead = values.findIndex((one) => one.on > today);
    if (ahead >= 0)
      throw new InvalidInput([
        { pointer: '/values', key: 'commitments.indicator.fault.in-the-future', values: { line: ahead + 1 } },
      ]);
    for (const { on, value, source } of new Map(values.map((one) => [one.on, one])).values()) {
      const written = { value, source, recorded_by: actor.kind === 'person' ? actor.id : null, recorded_at: now };
      await own
        .insert('commitment_indicator_value', { ...written, indicator_id: indicator.id, on_date: on })
        .onConflict((conflict) => conflict.columns(['institution_id', 'indicator_id', 'on_date']).doUpdateSet(written))
        .execute();
    }
    touch(`commitment:${commitment.reference}`);
    return { commitment: commitment.reference, recorded: values.length };
  },
});
