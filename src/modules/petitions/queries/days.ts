import { addDays, daysBetween } from '#core/deadlines/index.ts';
import { calendarDate } from '#platform/clock.ts';
import { type Db, within } from '#platform/db/database.ts';
import type { Petition } from './petitions.ts';
import '../tables.ts';

/** So many signatures that count on a day, and so many in all up to it. */
export type SigningDay = { day: string; signatures: number; total: number };

/**
 * How many signatures of each day count, from the opening to the last day on which anybody signed; days without one stand in
 * it with zero. Counted by a job, at most an hour ago.
 */
export async function daysOf(
  db: Db,
  { institutionId, id, openedOn }: Pick<Petition, 'institutionId' | 'id' | 'openedOn'>,
): Promise<SigningDay[]> {
  const rows = await within(db, institutionId)
    .selectFrom('petition_day')
    .select(['day', 'signatures'])
    .where('petition_id', '=', id)
    .where('day', '>=', openedOn ?? '0001-01-01')
    .orderBy('day')
    .execute();
  const last = rows.at(-1)?.day;
  if (!openedOn || !last) return [];
  const counted = new Map(rows.map(({ day, signatures }) => [day, signatures]));
  const days: SigningDay[] = [];
  let total = 0;
  for (let day = openedOn; day <= last; day = addDays(day, 1)) {
    const signatures = counted.get(day) ?? 0;
    total += signatures;
    days.push({ day, signatures, total });
  }
  return days;
}

/** How many days people could sign up to a day: from the opening to the end, or to that day while it goes on. */
export function signingDays(
  { openedOn, closesOn, closedAt }: Pick<Petition, 'openedOn' | 'closesOn' | 'closedAt'>,
  today: string,
): number {
  if (!openedOn) return 0;
  const [end = today] = [today, closesOn, closedAt && calendarDate(closedAt)].filter((day) => day !== null).sort();
  return daysBetween(openedOn, end) + 1;
}

/** Spans of one or several days, as few as fit in a drawing: each with what was signed in it. */
export function spansOfDays(days: readonly SigningDay[], most: number): (SigningDay & { until: string })[] {
  const length = Math.max(1, Math.ceil(days.length / most));
  const spans: (SigningDay & { until: string })[] = [];
  for (let at = 0; at < days.length; at += length) {
    const part = days.slice(at, at + length);
    const [first, last] = [part[0], part.at(-1)];
    if (first && last)
      spans.push({
        day: first.day,
        until: last.day,
        signatures: part.reduce((sum, one) => sum + one.signatures, 0),
        total: last.total,
      });
  }
  return spans;
}
