/** How many days a month has; `month` from 1. */
function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * The same day so many months later (or earlier), `YYYY-MM-DD`: from date to date. A day that the month does not have becomes its last:
 * one month after 31 January is 28 or 29 February.
 */
export function monthsLater(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const index = year * 12 + (month - 1) + months;
  const [newYear, newMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const newDay = Math.min(day, daysIn(newYear, newMonth));
  return [String(newYear).padStart(4, '0'), String(newMonth).padStart(2, '0'), String(newDay).padStart(2, '0')].join(
    '-',
  );
}
