import type { Text } from '#platform/i18n/text.ts';
import {
  type Calendar,
  type ClosedDay,
  closureOn,
  isWorkingDay,
  UncoveredYearError,
  uncertainOn,
  workingDayFrom,
} from './calendar.ts';
import { addDays, addMonths, type CivilDate, daysBetween, weekdayOf } from './civil-date.ts';
import type { Period } from './rules.ts';

/** The clock stood still from a day (which still counts) to the day it went on (which does not): the day after is counted again. */
export type Pause = { from: CivilDate; until: CivilDate };

/** Everything a deadline is computed from, besides the calendar. */
export type Inputs = {
  from: CivilDate;
  period: Period;
  pauses?: readonly Pause[];
  /** The one extension: it is counted from the end of the first period. */
  extension?: Period;
};

/** One sentence of the reckoning: its message (`deadlines.steps.…`), and dates, numbers and names for it. */
export type Step = { kind: string; values: Record<string, CivilDate | number | string | Text> };

export type Deadline = {
  from: CivilDate;
  /** The last day on which the act is in time. */
  due: CivilDate;
  /** The end of the first period; the same as `due` without an extension. */
  firstDue: CivilDate;
  /** True while a religious day that is only computed bears on the result: it may still move. */
  provisional: boolean;
  /** The end if each month had 30 full days (DOC art. 132), for periods in months. */
  thirtyDayCount: CivilDate | null;
  /** The closed days that bore on the result, weekends left out. */
  closedDays: ClosedDay[];
  steps: Step[];
};

/** A deadline, or the year that the calendar would have to hold to tell it. */
export type Answer = { deadline: Deadline; uncovered?: undefined } | { deadline?: undefined; uncovered: number };

/**
 * Counts a deadline. Decided where the texts leave room: the day of the event is not counted (DOC art. 131); a full period of n days
 * ends on day n + 1 (CPC art. 512); months run from date to date; each day on which the clock stands still moves the end by one; a period
 * that ends on a closed day ends on the next working day (DOC art. 133, CPC art. 512).
 */
export function countDeadline(calendar: Calendar, inputs: Inputs): Answer {
  try {
    return { deadline: count(calendar, inputs) };
  } catch (error) {
    if (error instanceof UncoveredYearError) return { uncovered: error.year };
    throw error;
  }
}

function count(calendar: Calendar, { from, period, pauses = [], extension }: Inputs): Deadline {
  const first = countPeriod(calendar, from, period, pauses);
  if (!extension) return finish(from, first.due, first);
  const second = countPeriod(calendar, first.due, extension, []);
  const extended: Step = { kind: 'extended', values: { from: first.due } };
  return finish(from, first.due, {
    due: second.due,
    thirtyDayCount: null,
    closedDays: [...first.closedDays, ...second.closedDays.filter(({ day }) => day > first.due)],
    uncertain: [...first.uncertain, ...second.uncertain],
    steps: [...first.steps, extended, ...second.steps],
  });
}

type Counted = Pick<Deadline, 'due' | 'thirtyDayCount' | 'closedDays' | 'steps'> & { uncertain: ClosedDay[] };

function finish(from: CivilDate, firstDue: CivilDate, { uncertain, ...counted }: Counted): Deadline {
  // A feast of two days is said once, by its first.
  const names = uncertain.filter((one, index) => uncertain.findIndex(({ feast }) => feast === one.feast) === index);
  const steps = [...counted.steps, { kind: 'due', values: { due: counted.due } }];
  for (const { day, name } of names) steps.push({ kind: 'uncertain', values: { day, name } });
  return { ...counted, from, firstDue, provisional: names.length > 0, steps };
}

function countPeriod(calendar: Calendar, from: CivilDate, period: Period, pauses: readonly Pause[]): Counted {
  const steps: Step[] = [{ kind: 'day-zero', values: { from, first: addDays(from, 1) } }];
  if (period.unit === 'working-days') return countWorkingDays(calendar, from, period.value, pauses, steps);
  const counted = countCalendar(from, period, steps);
  let end = counted;
  for (const pause of pauses) {
    const stood = daysBetween(pause.from, pause.until);
    if (stood <= 0) continue;
    end = addDays(end, stood);
    steps.push({ kind: 'stood-still', values: { ...pause, n: stood, end } });
  }
  const rolled = roll(calendar, end);
  steps.push(...rolled.steps);
  let thirtyDayCount: CivilDate | null = null;
  if (period.unit === 'months') {
    const moved = daysBetween(counted, end);
    thirtyDayCount = workingDayFrom(calendar, addDays(from, period.value * 30 + moved));
    steps.push({ kind: 'thirty-days', values: { n: period.value * 30, end: thirtyDayCount } });
  }
  return { due: rolled.due, thirtyDayCount, closedDays: rolled.closedDays, uncertain: rolled.uncertain, steps };
}

function countCalendar(from: CivilDate, { value, unit }: Period, steps: Step[]): CivilDate {
  if (unit === 'months') {
    const end = addMonths(from, value);
    steps.push({ kind: 'months', values: { n: value, from, end } });
    if (end.slice(8) !== from.slice(8)) steps.push({ kind: 'short-month', values: { n: Number(from.slice(8)), end } });
    return end;
  }
  const last = addDays(from, value);
  if (unit === 'days') {
    steps.push({ kind: 'days', values: { n: value, first: addDays(from, 1), end: last } });
    return last;
  }
  const end = addDays(last, 1);
  steps.push({ kind: 'full-days', values: { n: value, first: addDays(from, 1), last, end } });
  return end;
}

function countWorkingDays(
  calendar: Calendar,
  from: CivilDate,
  value: number,
  pauses: readonly Pause[],
  steps: Step[],
): Counted {
  const stands = (day: CivilDate) => pauses.some((pause) => day > pause.from && day <= pause.until);
  const closedDays: ClosedDay[] = [];
  const uncertain: ClosedDay[] = [];
  let day = from;
  let weekends = 0;
  for (let counted = 0; counted < value; ) {
    day = addDays(day, 1);
    if (stands(day)) continue;
    const closure = closureOn(calendar, day);
    const maybe = uncertainOn(calendar, day);
    if (maybe) uncertain.push(maybe);
    if (closure === null) counted++;
    else if (weekdayOf(day) > 5) weekends++;
    if (closure !== null && closure !== 'weekend') closedDays.push(closure);
  }
  steps.push({ kind: 'working-days', values: { n: value, end: day } });
  if (weekends > 0) steps.push({ kind: 'weekends', values: { n: weekends } });
  for (const closed of closedDays) {
    if (weekdayOf(closed.day) <= 5) steps.push({ kind: 'closed', values: { day: closed.day, name: closed.name } });
  }
  for (const pause of pauses) {
    const stood = daysBetween(pause.from, pause.until);
    if (stood > 0) steps.push({ kind: 'stood-still-working', values: { ...pause } });
  }
  return { due: day, thirtyDayCount: null, closedDays, uncertain, steps };
}

/** The end of a period that was counted on the calendar: on a closed day it waits for the next working day, one sentence for each day. */
function roll(calendar: Calendar, end: CivilDate): Omit<Counted, 'thirtyDayCount'> {
  const due = workingDayFrom(calendar, end);
  const steps: Step[] = [];
  const closedDays: ClosedDay[] = [];
  const uncertain: ClosedDay[] = [];
  for (let day = end; day <= due; day = addDays(day, 1)) {
    const maybe = uncertainOn(calendar, day);
    if (maybe) uncertain.push(maybe);
    const closure = closureOn(calendar, day);
    if (closure === null) continue;
    if (closure === 'weekend') steps.push({ kind: 'end-weekend', values: { day } });
    else {
      closedDays.push(closure);
      steps.push({ kind: 'end-closed', values: { day, name: closure.name } });
    }
  }
  if (due !== end) steps.push({ kind: 'rolled', values: { due } });
  return { due, steps, closedDays, uncertain };
}

/** The last day of the first half of a period, within which a body may stop the clock (55-19 arts 7, 10, 14). */
export function endOfFirstHalf(calendar: Calendar, from: CivilDate, { value, unit }: Period): CivilDate {
  const half = Math.floor(value / 2);
  if (unit === 'months') return addDays(from, Math.floor(daysBetween(from, addMonths(from, value)) / 2));
  if (unit !== 'working-days') return addDays(from, half);
  let day = from;
  for (let counted = 0; counted < half; ) {
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) counted++;
  }
  return day;
}
