import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { writePlan } from '../access.ts';
import { FREQUENCIES, INDICATOR_KINDS, MOST_TARGETS } from '../indicator.ts';
import { indicatedCommitment } from '../indicator-input.ts';
import { mergedText } from '../matrix-row.ts';
import type { ScopedCommitment } from '../queries/matrix-scope.ts';
import { isCalendarDate } from '../timeline.ts';

const words = (most: number) => {
  const one = z.string().trim().max(most).optional();
  return z.object({ ar: one, fr: one, en: one }).strict();
};
const day = z.string().refine(isCalendarDate, 'commitments.report.not-a-date');
const figure = z.number('commitments.indicator.fault.not-a-number').min(-1e12).max(1e12);

export const saveIndicatorInput = z.object({
  commitment: z.string().max(120),
  /** Which one; null: a new one. */
  number: z.number().int().min(1).max(10_000).nullable(),
  kind: z.enum(INDICATOR_KINDS, 'commitments.indicator.fault.kind'),
  name: words(400),
  unit: words(100).default({}),
  /** What was measured before anything was done. */
  baseline: figure.nullable().default(null),
  baselineOn: day.nullable().default(null),
  targets: z
    .array(z.object({ on: day, value: figure }), 'commitments.indicator.fault.targets')
    .max(MOST_TARGETS)
    .default([]),
  /** How the value is found. */
  method: words(2_000).default({}),
  frequency: z.enum(FREQUENCIES, 'commitments.indicator.fault.frequency'),
  office: z.uuid().nullable().default(null),
});

type Input = z.infer<typeof saveIndicatorInput>;
export type SavedIndicator = { commitment: string; number: number };

/** Says what a commitment is measured by: a new indicator, or another wording of one. Its values stay. */
export const saveIndicator = defineAction<Input, ScopedCommitment, SavedIndicator>({
  name: 'commitments.save-indicator',
  input: saveIndicatorInput,
  target: indicatedCommitment,
  access: writePlan,
  event: 'indicator.saved',
  record: ({ commitment }, { institutionId }, result) => ({
    subject: commitment,
    institutionId,
    detail: { number: (result as SavedIndicator).number },
  }),
  async run({ db, now, touch }, input, { institutionId, commitment }): Promise<SavedIndicator> {
    const own = within(db, institutionId);
    await own.selectFrom('commitment').select('id').where('id', '=', commitment.id).forUpdate().execute();
    const name = mergedText(null, input.name);
    if (name === null) throw new InvalidInput([{ pointer: '/name/ar', key: 'commitments.indicator.fault.no-name' }]);
    if (input.office !== null) {
      const office = await own.selectFrom('office').select('id').where('id', '=', input.office).executeTakeFirst();
      if (!office) throw new InvalidInput([{ pointer: '/office', key: 'commitments.matrix.fault.no-office' }]);
    }
    const unit = mergedText(null, input.unit);
    const method = mergedText(null, input.method);
    const written = {
      kind: input.kind,
      name: json(name) as never,
      unit: unit && (json(unit) as never),
      baseline: input.baseline,
      baseline_on: input.baselineOn,
      targets: json([...input.targets].sort((a, b) => (a.on < b.on ? -1 : 1))) as never,
      method: method && (json(method) as never),
      frequency: input.frequency,
      office_id: input.office,
      changed_at: now,
    };
    touch(`commitment:${commitment.reference}`);
    if (input.number !== null) {
      const changed = await own
        .updateTable('commitment_indicator')
        .set(written)
        .where('commitment_id', '=', commitment.id)
        .where('number', '=', input.number)
        .where('gone_at', 'is', null)
        .returning('number')
        .executeTakeFirst();
      if (!changed) throw new NotFound();
      return { commitment: commitment.reference, number: changed.number };
    }
    const last = await own
      .selectFrom('commitment_indicator')
      .select(({ fn }) => fn.max('number').as('number'))
      .where('commitment_id', '=', commitment.id)
      .executeTakeFirst();
    const number = (last?.number ?? 0) + 1;
    await own
      .insert('commitment_indicator', { ...written, id: newId(), commitment_id: commitment.id, number, gone_at: null })
      .execute();
    return { commitment: commitment.reference, number };
  },
});
