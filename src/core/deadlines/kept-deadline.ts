import type { ClosedDay } from './calendar.ts';
import type { CivilDate } from './civil-date.ts';
import type { Pause } from './deadline.ts';
import type { Period, SilenceEffect, SuspensionGround } from './rules.ts';

/** `late`: its last day has passed without the act; what is done afterwards is done late. */
export const DEADLINE_STATES = ['running', 'suspended', 'met', 'late', 'cancelled'] as const;
export type DeadlineState = (typeof DEADLINE_STATES)[number];

/** A time during which the clock stands still: why, and until when once it went on. */
export type KeptPause = { from: CivilDate; until: CivilDate | null; ground: SuspensionGround; reason: string };

/** The one extension: decided on which day, how long, and the reason that the person was told. */
export type Extension = Period & { on: CivilDate; reason: string };

/** What a clock runs on: a kind that its owner names, and an id. */
export type DeadlineSubject = { kind: string; id: string };

/** A deadline that is kept, with everything it was counted from. */
export type KeptDeadline = {
  institutionId: string;
  id: string;
  subject: DeadlineSubject;
  rule: string;
  version: number;
  period: Period;
  from: CivilDate;
  /** Null while the clock stands still, or where the calendar does not reach far enough yet. */
  due: CivilDate | null;
  /** The end of the first period. */
  firstDue: CivilDate | null;
  provisional: boolean;
  state: DeadlineState;
  silence: SilenceEffect;
  pauses: readonly KeptPause[];
  extension: Extension | null;
  closedDays: readonly ClosedDay[];
  /** The day on which its passing was written down. */
  lapsedOn: CivilDate | null;
  metOn: CivilDate | null;
};

/** The pauses that are over, as counting takes them. */
export function endedPauses(pauses: readonly KeptPause[]): Pause[] {
  return pauses.flatMap(({ from, until }) => (until === null ? [] : [{ from, until }]));
}

/** Whether the act was done late, or is still waited for after its last day. */
export function isLate(
  { due, metOn, state }: Pick<KeptDeadline, 'due' | 'metOn' | 'state'>,
  today: CivilDate,
): boolean {
  if (due === null || state === 'cancelled' || state === 'suspended') return false;
  return (metOn ?? today) > due;
}
