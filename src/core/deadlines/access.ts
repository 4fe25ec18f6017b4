import { type AccessRule, anyone, systemOnly, withPower } from '#platform/access.ts';

export const KEEP_CALENDAR = 'deadlines.keep-calendar';
export const SET_PERIODS = 'deadlines.set-periods';

/** The rules, the calendar and the calculator are public. */
export const readDeadlines = anyone;

/** The calendar is the same for all bodies: it belongs to the national portal's own, and its operator keeps it. */
export const keepCalendar: AccessRule<{ institutionId: string }> = withPower(KEEP_CALENDAR);

/** A body's own lengths, where the law leaves them open, are for its officials. */
export const setPeriods: AccessRule<{ institutionId: string }> = withPower(SET_PERIODS);

/** Only the program itself loads what it ships. */
export const loadHoliday = systemOnly;

/** Only jobs count again, and write down what has passed. */
export const countAgain = systemOnly;
