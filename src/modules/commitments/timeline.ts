import type { DatePrecision } from '#platform/i18n/format.ts';
import { isFinal, type MilestoneStatus } from './commitment.ts';
import { OVER } from './tables.ts';

/**
 * Where a promise stands against its dates. `late`: the last day has passed and nobody has reported an end. `ended`: finished, or
 * closed as incomplete. `undated`: the source gives no end, so nothing can be late.
 */
export const TIMELINESS = ['late', 'due-soon', 'on-time', 'ended', 'undated'] as const;
export type Timeliness = (typeof TIMELINESS)[number];

/** An end within this many days is "due soon". A month: the rhythm of the quarterly and monthly check-ins that the plans announce. */
export const DUE_SOON_DAYS = 30;

const DAY = 86_400_000;

/** Whole days from one calendar date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

/** The calendar date `days` later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Whether a text is a calendar date that exists (`2026-02-30` does not). */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === text;
}

/** The last day that a date of this precision can mean: a promise "for June" is not late before July. */
export function lastDayOf(date: string, precision: DatePrecision | null): string {
  if (precision === 'year') return `${date.slice(0, 4)}-12-31`;
  if (precision !== 'month') return date;
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/**
 * How precisely the printed words give a date: `2025` is a year, `Jun 2025`, `June 2027` and `06/2025` are months, everything else
 * a day. Null when nothing was printed.
 */
export function printedPrecision(raw: string | null): DatePrecision | null {
  if (raw === null) return null;
  const text = raw.trim();
  if (/^\d{4}$/.test(text)) return 'year';
  if (/^(\p{L}+\.?\s+\d{4}|\d{1,2}[/.-]\d{4}|\d{4}-\d{2})$/u.test(text)) return 'month';
  return 'day';
}

/** The coarser of two precisions: a stretch of time is known only as well as its vaguer end. */
export function coarser(a: DatePrecision | null, b: DatePrecision | null): DatePrecision | null {
  const order = [null, 'day', 'month', 'year'] as const;
  return order[Math.max(order.indexOf(a), order.indexOf(b))] ?? null;
}

export type Dated = { status: MilestoneStatus; end: string | null; precision: DatePrecision | null };

/** Where one milestone stands against its end, on the Moroccan calendar date `today`. */
export function timelinessOf(milestone: Dated, today: string): Timeliness {
  if (isFinal(milestone.status)) return 'ended';
  return againstEnd(milestone.end === null ? null : lastDayOf(milestone.end, milestone.precision), today);
}

/** How many days the end has been over; 0 when it is not late. */
export function daysLate(milestone: Dated, today: string): number {
  if (timelinessOf(milestone, today) !== 'late' || milestone.end === null) return 0;
  return daysBetween(lastDayOf(milestone.end, milestone.precision), today);
}

function againstEnd(lastDay: string | null, today: string): Timeliness {
  if (lastDay === null) return 'undated';
  const left = daysBetween(today, lastDay);
  if (left < 0) return 'late';
  return left <= DUE_SOON_DAYS ? 'due-soon' : 'on-time';
}

/**
 * Where a whole commitment stands: at its most urgent open milestone. That day is kept with the commitment (`next_open_end`), so that
 * "late" stays one comparison with today's date and needs no nightly job.
 */
export function commitmentTimeliness(nextOpenEnd: string, today: string): Timeliness {
  if (nextOpenEnd === OVER) return 'ended';
  return againstEnd(dayOrNull(nextOpenEnd), today);
}

/** A day that is only there to sort by, as the date it is; null when it stands for none. */
export function dayOrNull(day: string): string | null {
  return day >= OVER ? null : day;
}

/**
 * The earliest last day among open milestones. A commitment that publishes no milestone at all is measured by its own end; one
 * whose open milestones are all undated has none.
 */
export function nextOpenEnd(
  milestones: readonly Dated[],
  own: { end: string | null; precision: DatePrecision | null },
): string | null {
  if (milestones.length === 0) return own.end === null ? null : lastDayOf(own.end, own.precision);
  let next: string | null = null;
  for (const milestone of milestones) {
    if (isFinal(milestone.status) || milestone.end === null) continue;
    const day = lastDayOf(milestone.end, milestone.precision);
    if (next === null || day < next) next = day;
  }
  return next;
}

/** The stars of the mosaic: late, done, running, or nothing known. */
export type MosaicTone = 'late' | 'done' | 'run' | 'none';

export function mosaicTone(status: MilestoneStatus, timeliness: Timeliness): MosaicTone {
  if (timeliness === 'late') return 'late';
  if (status === 'finished') return 'done';
  return status === 'not-reported' || status === 'not-started' ? 'none' : 'run';
}
