import { type Clock, calendarDate } from '../clock.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The moment, in milliseconds, at which the Moroccan calendar date of `now` ends. Exact to the second of any time-zone rule. */
export function endOfDay(now: Date): number {
  const today = calendarDate(now);
  const same = (moment: number) => calendarDate(new Date(moment)) === today;
  // Steps instead of arithmetic: Morocco has moved its clock twice a year and may again.
  let end = now.getTime() - (now.getTime() % MINUTE);
  for (const step of [HOUR, MINUTE]) while (same(end + step)) end += step;
  return end + MINUTE;
}

/** Tells whether a new Moroccan day has begun at `now` (milliseconds) since it was last asked; costs one comparison otherwise. */
export function dayTurn(clock: Clock): (now: number) => boolean {
  let end = endOfDay(clock.now());
  return (now) => {
    if (now < end) return false;
    end = endOfDay(new Date(now));
    return true;
  };
}
