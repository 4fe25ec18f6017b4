import { isFinal } from './commitment.ts';
import { isUnreported, quarterStart } from './matrix-row.ts';
import { addDays, type Dated, daysBetween, lastDayOf } from './timeline.ts';

/**
 * When officials are reminded of a milestone, and who hears of it: whoever is in charge a week before the end, on its last day and the day
 * after; a week later the head of their division; two weeks later the director general of services. In the last two weeks of a quarter,
 * whoever has not reported on what runs. Each is sent once.
 */
export const REMINDER_STAGES = ['before', 'on', 'after', 'division', 'director', 'quarter'] as const;
export type ReminderStage = (typeof REMINDER_STAGES)[number];

/** Days from the last day to each stage. */
export const STAGE_DAYS = { before: -7, on: 0, after: 1, division: 8, director: 15 } as const;

/** In how many days before the end of a quarter a missing report is asked for. */
export const QUARTER_DAYS = 14;

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
  const nextQuarter = quarterStart(addDays(quarterStart(today), 100));
  if (daysBetween(today, nextQuarter) <= QUARTER_DAYS && isUnreported(row, today))
    due.push({ stage: 'quarter', dueOn: addDays(nextQuarter, -1) });
  return due;
}

function stageAt(past: number): keyof typeof STAGE_DAYS | undefined {
  if (past >= STAGE_DAYS.director) return 'director';
  if (past >= STAGE_DAYS.division) return 'division';
  if (past >= STAGE_DAYS.after) return 'after';
  if (past === STAGE_DAYS.on) return 'on';
  return past >= STAGE_DAYS.before ? 'before' : undefined;
}
