import { z } from 'zod';
import { planScope, type ScopedPlan } from '#modules/commitments/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { InvalidInput, Unavailable } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { writeReport } from '../access.ts';
import { EMPTY_NARRATIVE, periodFaults, REPORT_KINDS } from '../report.ts';

export const createReportInput = z.object({
  /** The plan's id in public addresses. */
  plan: z.string().max(120),
  kind: z.enum(REPORT_KINDS, 'reports.fault.no-kind'),
  start: z.string().max(10),
  end: z.string().max(10),
});

type Input = z.infer<typeof createReportInput>;
export type CreatedReport = { report: string };

/** Begins a report of a plan over a period: an empty draft, seen on the desk only. */
export const createReport = defineAction<Input, ScopedPlan, CreatedReport>({
  name: 'reports.create-report',
  input: createReportInput,
  target: ({ db, tenant }, { plan }) => planScope(db, plan, tenant?.id),
  access: writeReport,
  event: 'report.created',
  record: ({ kind, start, end }, { institutionId }, result) => ({
    subject: (result as CreatedReport).report,
    institutionId,
    detail: { kind, start, end },
  }),
  async run({ db, actor, now, today }, { kind, start, end }, plan): Promise<CreatedReport> {
    const faults = periodFaults(start, end, today);
    if (faults.length > 0) throw new InvalidInput(faults);
    const own = within(db, plan.institutionId);
    const last = await own
      .selectFrom('report')
      .select('number')
      .where('plan_id', '=', plan.planId)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    const number = (last?.number ?? 0) + 1;
    const reference = `${plan.reference}-R${number}`;
    const { numInsertedOrUpdatedRows } = await own
      .insert('report', {
        id: newId(),
        plan_id: plan.planId,
        plan_reference: plan.reference,
        reference,
        number,
        kind,
        starts_on: start,
        ends_on: end,
        draft: json(EMPTY_NARRATIVE) as never,
        draft_revision: 0,
        saved_by: actor.kind === 'person' ? actor.id : null,
        saved_at: now,
        version: 0,
        created_at: now,
      })
      // Two people who begin a report at the same moment: the second tries again and gets the next number.
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) throw new Unavailable(1);
    return { report: reference };
  },
});
