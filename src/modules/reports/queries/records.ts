import { sql } from 'kysely';
import type { PlanCounts } from '#modules/commitments/index.ts';
import { across, type Db } from '#platform/db/database.ts';
import '../tables.ts';

export type RecordedMonth = { month: string; takenOn: string; counts: PlanCounts };

/** The months of which something is kept, the latest first: `YYYY-MM`. */
export async function recordedMonths(db: Db): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    select distinct month from scorecard_record order by month desc limit 120`.execute(across(db));
  return rows.map((row) => row.month.slice(0, 7));
}

/** What was counted in a month (`YYYY-MM`), by the reference of the plan. */
export async function recordsOf(db: Db, month: string): Promise<Map<string, RecordedMonth>> {
  const rows = await across(db)
    .selectFrom('scorecard_record')
    .select(['plan_reference as reference', 'month', 'taken_on as takenOn', 'counts'])
    .where('month', '=', `${month}-01`)
    .execute();
  return new Map(rows.map(({ reference, ...row }) => [reference, row]));
}

/** What was counted of a plan month by month, the latest first. */
export async function historyOf(db: Db, reference: string): Promise<RecordedMonth[]> {
  return across(db)
    .selectFrom('scorecard_record')
    .select(['month', 'taken_on as takenOn', 'counts'])
    .where('plan_reference', '=', reference)
    .orderBy('month', 'desc')
    .limit(120)
    .execute();
}
