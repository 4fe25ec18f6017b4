import type { Text } from '#platform/i18n/text.ts';
import { addDays, type CivilDate, weekdayOf, yearOf } from './civil-date.ts';

/** How sure a closed day is: fixed by decree, announced, or computed and not announced yet. */
export const CERTAINTIES = ['certain', 'announced', 'provisional'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** A holiday or an exceptional closure: one or several days in a row on which public offices are closed. */
export type Holiday = {
  id: string;
  /** The feast of the decree (`feasts.ts`); null for an exceptional closure. */
  feast: string | null;
  /** Gregorian year of a fixed feast or closure, year of the hegira of a religious feast. */
  year: number;
  firstDay: CivilDate;
  days: number;
  certainty: Certainty;
  name: Text;
  source: string | null;
};

/** One closed day of the calendar. */
export type ClosedDay = Pick<Holiday, 'name' | 'feast' | 'certainty'> & { day: CivilDate };

/** The working days of public offices: Monday to Friday without the closed days, in the years that were entered. */
export type Calendar = { years: ReadonlySet<number>; closed: ReadonlyMap<CivilDate, ClosedDay> };

/** A computed religious day may come a day earlier or later. */
export const UNCERTAINTY_DAYS = 1;

/** A year that the calendar does not hold: whoever counts must say so instead of answering. */
export class UncoveredYearError extends Error {
  readonly year: number;
  constructor(year: number) {
    super(`the calendar of working days does not hold ${year}`);
    this.name = 'UncoveredYearError';
    this.year = year;
  }
}

const RANK: Record<Certainty, number> = { certain: 0, announced: 1, provisional: 2 };

/** Puts holidays together to a calendar. Where two fall on one day, the surer one gives its name: the day is closed either way. */
export function makeCalendar(years: Iterable<number>, holidays: readonly Holiday[]): Calendar {
  const closed = new Map<CivilDate, ClosedDay>();
  for (const { firstDay, days, name, feast, certainty } of holidays) {
    for (let index = 0; index < days; index++) {
      const day = addDays(firstDay, index);
      const known = closed.get(day);
      if (!known || RANK[certainty] < RANK[known.certainty]) closed.set(day, { day, name, feast, certainty });
    }
  }
  return { years: new Set(years), closed };
}

/** Why offices are closed on a day; null when they work. Throws `UncoveredYearError` outside the years that are covered. */
export function closureOn(calendar: Calendar, day: CivilDate): ClosedDay | 'weekend' | null {
  if (!calendar.years.has(yearOf(day))) throw new UncoveredYearError(yearOf(day));
  return calendar.closed.get(day) ?? (weekdayOf(day) > 5 ? 'weekend' : null);
}

/** Whether public offices work on a day. */
export function isWorkingDay(calendar: Calendar, day: CivilDate): boolean {
  return closureOn(calendar, day) === null;
}

/** The day itself when offices work on it, else the first one after it on which they do. */
export function workingDayFrom(calendar: Calendar, day: CivilDate): CivilDate {
  let at = day;
  while (!isWorkingDay(calendar, at)) at = addDays(at, 1);
  return at;
}

/** The computed religious day that might fall on this day: it stands there, or a day beside it. */
export function uncertainOn(calendar: Calendar, day: CivilDate): ClosedDay | undefined {
  for (let shift = -UNCERTAINTY_DAYS; shift <= UNCERTAINTY_DAYS; shift++) {
    const closed = calendar.closed.get(addDays(day, shift));
    if (closed?.certainty === 'provisional') return closed;
  }
  return undefined;
}

/** The working days of a year, month by month: twelve numbers. Throws `UncoveredYearError`. */
export function workingDaysByMonth(calendar: Calendar, year: number): number[] {
  const months = new Array<number>(12).fill(0);
  for (let day = `${year}-01-01`; yearOf(day) === year; day = addDays(day, 1)) {
    const month = Number(day.slice(5, 7)) - 1;
    if (isWorkingDay(calendar, day)) months[month] = (months[month] ?? 0) + 1;
  }
  return months;
}
