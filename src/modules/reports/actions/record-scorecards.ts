import { z } from 'zod';
import { countedPlans } from '#modules/commitments/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { recordScorecards as systemOnly } from '../access.ts';

export type RecordedScorecards = { month: string; plans: number };

/**
 * Keeps what is counted of every plan, once a month: what was said then stays comparable when statuses change later. Another call in the
 * same month keeps only what is not kept yet (a plan that was loaded meanwhile).
 */
export const recordScorecards = defineAction<Record<string, never>, undefined, RecordedScorecards>({
  name: 'reports.record-scorecards',
  input: z.object({}),
  access: systemOnly,
  event: 'scorecards.recorded',
  record: (_input, _target, result) => ({ detail: result as RecordedScorecards }),
  async run({ db, today, touch }): Promise<RecordedScorecards> {
    const month = `${today.slice(0, 7)}-01`;
    let recorded = 0;
    for (const plan of await countedPlans(db, { today })) {
      const { numInsertedOrUpdatedRows = 0n } = await within(db, plan.institution.id)
        .insert('scorecard_record', {
          plan_id: plan.planId,
          month,
          plan_reference: plan.reference,
          counts: json(plan.counts) as never,
          taken_on: today,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      recorded += Number(numInsertedOrUpdatedRows);
    }
    if (recorded > 0) touch('scorecards');
    return { month, plans: recorded };
  },
});
