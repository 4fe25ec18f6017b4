import { isFinal } from './commitment.ts';
import { isUnreported, quarterEnd } from './matrix-row.ts';
import { type Dated, daysBetween, lastDayOf } from './timeline.ts';

/**
 * When officials are reminded of a milestone, and who hears of it: whoever is in charge a week before the end, on its last day and the day
 * after; a week later the head of their division; two weeks later the director general of services. In the last two weeks of a quarter,
 * whoever has not reported on what runs. Each is sent once.
 */
const REMINDER_STAGES = ['before', 'on', 'after', 'division', 'director', 'quarter'] as const;
export type ReminderStage = (typeof REMINDER_STAGES)[number];

/** Days from the last day to each stage. */
export const STAGE_DAYS = { before: -7, on: 0, after: 1, division: 8, director: 15 } as const;

/** In how many days before the end of a quarter a missing report is asked for. */
const QUARTER_DAYS = 14;

export type Reminder = { stage: ReminderStage; dueOn: string };

type Row = Dated & { start: string | null; reportedOn: string | null };

/**
 * What is due to be said of a row on a day. A stage stands until the next one begins, so that a day on which nothing was sent loses
 * nothing; what has passed is not sent afterwards, but its highest stage is.
 */
export function remindersOf(row: Row, today: string): Reminder[] {
  if (isFinal(row.status)) return [];
  const due: Reminder[] = [];
  if (row.end !== null) {
    const dueOn = lastDayOf(row.end, row.precision);
    const past = daysBetween(dueOn, today);
    const stage = stageAt(past);
    if (stage) due.push({ stage, dueOn });
  }
  if (isQuarterEnding(today) && isUnreported(row, today)) due.push({ stage: 'quarter', dueOn: quarterEnd(today) });
  return due;
}

/** Whether missing reports of the quarter are asked for on a day. */
export function isQuarterEnding(today: string): boolean {
  return daysBetween(today, quarterEnd(today)) < QUARTER_DAYS;
}

function stageAt(past: number): keyof typeof STAGE_DAYS | undefined {
  if (past >= STAGE_DAYS.director) return 'director';
  if (past >= STAGE_DAYS.division) return 'division';
  if (past >= STAGE_DAYS.after) return 'after';
  if (past === STAGE_DAYS.on) return 'on';
  return past >= STAGE_DAYS.before ? 'before' : undefined;
}

/** A seat of a body, as far as reminders look at it. */
export type ReminderSeat = {
  personId: string;
  function: string;
  officeId: string | null;
  standsFor: string | null;
};

/**
 * Who hears of a reminder: the official of the row and whoever stands in for them; where nobody is named, everybody at work in its
 * office; then the head of the division above the office, then the director general of services. Where there is no such head, the next
 * higher one. `above`: the office of the row and those it stands in, from the nearest.
 */
export function recipientsOf(
  stage: ReminderStage,
  row: { officialId: string | null; officeId: string | null },
  seats: readonly ReminderSeat[],
  above: readonly string[],
): string[] {
  const directors = seats.filter((seat) => seat.function === 'director-general-of-services');
  if (stage === 'director') return people(directors);
  if (stage === 'division') {
    for (const office of above) {
      const heads = seats.filter((seat) => seat.function === 'division-head' && seat.officeId === office);
      if (heads.length > 0) return people(heads);
    }
    return people(directors);
  }
  if (row.officialId !== null)
    return people(seats.filter((seat) => seat.personId === row.officialId || seat.standsFor === row.officialId));
  return people(seats.filter((seat) => seat.officeId !== null && seat.officeId === row.officeId));
}

function people(seats: readonly ReminderSeat[]): string[] {
  return [...new Set(seats.map((seat) => seat.personId))];
}
