import { PlainRefusal } from './exit.ts';

/** Where the program asks what time it is. Actions and jobs receive it; only tests and the demo replace it. */
export type Clock = {
  /** This moment. */
  now(): Date;
  /** The legal day it is in Morocco now, `YYYY-MM-DD`. */
  today(): string;
};

/** A clock that a test moves by hand. */
export type HandClock = Clock & {
  set(moment: Date | string): void;
  advance(milliseconds: number): void;
};

const OLDEST_TIME_ZONE_DATA = '2026c';

// en-CA with numbering system latn gives the parts we need; making a formatter costs more than using it a thousand times.
const moroccanDay = new Intl.DateTimeFormat('en-CA-u-nu-latn-ca-iso8601', {
  timeZone: 'Africa/Casablanca',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar date in `Africa/Casablanca` at that moment, `YYYY-MM-DD`. Legal dates and delays count in these. */
export function calendarDate(moment: Date): string {
  const parts: Record<string, string> = {};
  for (const part of moroccanDay.formatToParts(moment)) parts[part.type] = part.value;
  return `${(parts.year ?? '').padStart(4, '0')}-${parts.month}-${parts.day}`;
}

/** The real clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  today: () => calendarDate(new Date()),
};

/** A clock standing at `moment` until it is moved. */
export function handClock(moment: Date | string): HandClock {
  let at = new Date(moment).getTime();
  return {
    now: () => new Date(at),
    today: () => calendarDate(new Date(at)),
    set: (next) => {
      at = new Date(next).getTime();
    },
    advance: (milliseconds) => {
      at += milliseconds;
    },
  };
}

/**
 * Refuses to start on time-zone data older than 2026c: those believe that Morocco is still at UTC+1, and every legal
 * date near midnight would be wrong (the country left UTC+1 on 20 September 2026).
 */
export function checkTimeZoneData(version: string | undefined = process.versions.tz): void {
  if (version !== undefined && /^\d{4}[a-z]+$/.test(version) && version >= OLDEST_TIME_ZONE_DATA) return;
  throw new PlainRefusal(
    `The time-zone data of this Node (${version ?? 'none'}) is older than ${OLDEST_TIME_ZONE_DATA} and still has Morocco ` +
      'at UTC+1, so legal dates would be wrong. Start Jamaa with `npm start` or `bin/jamaa`, or install Node 24.21 or newer.',
  );
}
