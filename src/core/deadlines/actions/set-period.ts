import { z } from 'zod';
import { institutionBySlug } from '#core/institutions/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, NotFound } from '#platform/errors.ts';
import { setPeriods } from '../access.ts';
import { TAG } from '../holidays.ts';
import { latestRules, UNITS } from '../rules.ts';

export const setPeriodInput = z.object({
  /** The slug of the body, for programs; on a body's site it is that body. */
  institution: z.string().max(80).optional(),
  rule: z.string().max(80),
  /** Null: the body gives itself no length any more. */
  period: z
    .object({
      value: z.coerce.number().int().min(1, 'deadlines.errors.length').max(730, 'deadlines.errors.length'),
      unit: z.enum(UNITS, 'deadlines.errors.unit'),
    })
    .nullable(),
});

type Input = z.infer<typeof setPeriodInput>;

/** Enters the length that a body gives itself where the law gives none. Deadlines that run keep the length they began with. */
export const setPeriod = defineAction<Input, { institutionId: string }>({
  name: 'deadlines.set-period',
  input: setPeriodInput,
  async target({ db, tenant }, { institution }) {
    const body = tenant ?? (await institutionBySlug(db, institution ?? ''));
    return body && { institutionId: body.id };
  },
  access: setPeriods,
  event: 'period.set',
  record: ({ rule, period }, { institutionId }) => ({ institutionId, subject: rule, detail: { period } }),
  async run({ db, actor, now, touch }, { rule: name, period }, { institutionId }) {
    const rule = latestRules().find((each) => each.name === name);
    if (!rule) throw new NotFound('deadlines.errors.unknown-rule');
    if (rule.period) throw new Conflict('deadlines.errors.law-decides');
    const own = within(db, institutionId);
    if (period === null) await own.deleteFrom('deadline_setting').where('rule', '=', name).execute();
    else {
      const set = { ...period, set_at: now, set_by: actor.kind === 'person' ? actor.id : null };
      await own
        .insert('deadline_setting', { rule: name, ...set })
        .onConflict((conflict) => conflict.columns(['institution_id', 'rule']).doUpdateSet(set))
        .execute();
    }
    touch(TAG);
  },
});
