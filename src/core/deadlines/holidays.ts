import { nationalPortal } from '#core/institutions/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Db } from '#platform/db/database.ts';
import { newId } from '#platform/ids.ts';
import { type Holiday, UNCERTAINTY_DAYS } from './calendar.ts';
import { addDays, type CivilDate } from './civil-date.ts';
import type { NewHoliday } from './file/shipped.ts';
import type { ChangedDays } from './queries.ts';

/** Tag of every page that shows the calendar or counts by it. */
export const TAG = 'deadlines';

export const REFRESH_JOB = 'deadlines.refresh-deadlines';

/** Whose the calendar is: the national portal's own body. */
export async function calendarOwner(db: Db): Promise<{ institutionId: string }> {
  return { institutionId: (await nationalPortal(db)).id };
}

/** The last day of a holiday. */
export function lastDayOf({ firstDay, days }: Pick<Holiday, 'firstDay' | 'days'>): CivilDate {
  return addDays(firstDay, days - 1);
}

/** The days that holidays cover, before and after a change, and those beside them that were uncertain. */
export function changedDays(holidays: readonly Pick<Holiday, 'firstDay' | 'days'>[]): ChangedDays {
  const days = holidays.flatMap((one) => [one.firstDay, lastDayOf(one)]).sort();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  return { first: addDays(first, -UNCERTAINTY_DAYS), last: addDays(last, UNCERTAINTY_DAYS) };
}

/** Drops the pages that show the calendar, and has the deadlines that hang on these days counted again once this is committed. */
export async function calendarChanged(
  context: Pick<ActionContext, 'touch' | 'queue'>,
  changed: ChangedDays,
): Promise<void> {
  context.touch(TAG);
  await context.queue(REFRESH_JOB, changed);
}

/** Enters holidays that the calendar does not hold yet; a feast that it holds for that year is left as it is. Answers how many are new. */
export async function enterHolidays(db: Db, holidays: readonly NewHoliday[], now: Date): Promise<number> {
  let entered = 0;
  for (const { feast, year, firstDay, days, certainty, name, source } of holidays) {
    if (feast === null && (await closureOn(db, firstDay))) continue;
    const { numInsertedOrUpdatedRows = 0n } = await db
      .insertInto('holiday')
      .values({
        id: newId(),
        feast,
        year,
        first_day: firstDay,
        days,
        certainty,
        name: JSON.stringify(name),
        source,
        changed_at: now,
        revision: 0,
      })
      .onConflict((conflict) => conflict.columns(['feast', 'year']).doNothing())
      .executeTakeFirst();
    entered += Number(numInsertedOrUpdatedRows);
  }
  return entered;
}

async function closureOn(db: Db, day: CivilDate): Promise<boolean> {
  const row = await db
    .selectFrom('holiday')
    .select('id')
    .where('feast', 'is', null)
    .where('first_day', '=', day)
    .executeTakeFirst();
  return row !== undefined;
}

/** Says that the calendar covers these years; answers those it did not cover before. */
export async function coverYears(db: Db, years: readonly number[], now: Date): Promise<number[]> {
  if (years.length === 0) return [];
  const rows = await db
    .insertInto('calendar_year')
    .values(years.map((year) => ({ year, added_at: now })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('year')
    .execute();
  return rows.map(({ year }) => year);
}

/** Writes the announced days of a feast. */
export async function writeAnnouncement(
  db: Db,
  holiday: Holiday,
  { firstDay, source }: { firstDay: CivilDate; source: string },
  now: Date,
): Promise<void> {
  await db
    .updateTable('holiday')
    .set((row) => ({
      first_day: firstDay,
      certainty: 'announced',
      source,
      changed_at: now,
      revision: row('revision', '+', 1),
    }))
    .where('id', '=', holiday.id)
    .execute();
}
