import { type AccessRule, anyone, rule, systemOnly, withPower } from '#platform/access.ts';
import { holdsPower } from '#platform/tenant.ts';

export const KEEP_CALENDAR = 'deadlines.keep-calendar';
export const SET_PERIODS = 'deadlines.set-periods';

/** The rules, the calendar and the calculator are public. */
export const readDeadlines = anyone;

/** Whose the calendar is, whatever site it is kept from: the national portal's own body. */
export type CalendarOwner = { portalId: string };

/** The calendar is the same for all bodies: it belongs to the national portal's own, and its operator keeps it. */
export const keepCalendar: AccessRule<CalendarOwner> = rule(
  `power:${KEEP_CALENDAR}`,
  (actor, { portalId }) => holdsPower(actor, KEEP_CALENDAR, portalId),
  { need: { level: 1, secondFactor: true } },
);

/** A body's own lengths, where the law leaves them open, are for its officials. */
export const setPeriods: AccessRule<{ institutionId: string }> = withPower(SET_PERIODS);

/** Only the program itself loads what it ships. */
export const loadHoliday = systemOnly;

/** Only jobs count again, and write down what has passed. */
export const countAgain = systemOnly;
