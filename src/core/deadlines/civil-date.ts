const DAY = 86_400_000;

/**
 * A calendar date, `YYYY-MM-DD`, without hour or time zone: legal dates are counted in these. The arithmetic below runs on day numbers in
 * UTC, where every day has 24 hours, so neither the server's zone nor a change of the legal hour can move a date.
 */
export type CivilDate = string;

function numberOf(day: CivilDate): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY;
}

function dateOf(number: number): CivilDate {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** Whether a text is a date that exists, between the years 1900 and 2999. */
export function isCivilDate(text: string): boolean {
  if (!/^(19|2\d)\d\d-\d\d-\d\d$/.test(text)) return false;
  const number = numberOf(text);
  return !Number.isNaN(number) && dateOf(number) === text;
}

/** The date so many days later; earlier when negative. */
export function addDays(day: CivilDate, days: number): CivilDate {
  return dateOf(numberOf(day) + days);
}

/** How many days lie from one date to another: 1 from today to tomorrow. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return numberOf(to) - numberOf(from);
}

/** The same day so many months later; the last day of the month where it has no such day. */
export function addMonths(day: CivilDate, months: number): CivilDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  const last = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate();
  return dateOf(Date.UTC(Math.floor(index / 12), index % 12, Math.min(date, last)) / DAY);
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: CivilDate): number {
  return new Date(numberOf(day) * DAY).getUTCDay() || 7;
}

/** The year of a date. */
export function yearOf(day: CivilDate): number {
  return Number(day.slice(0, 4));
}
