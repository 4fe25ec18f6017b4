import { defineAction } from '#platform/action.ts';
import { loadHoliday } from '../access.ts';
import { holidaysFile, holidaysOfFile } from '../file/shipped.ts';
import { calendarChanged, changedDays, coverYears, enterHolidays } from '../holidays.ts';

export type LoadedHolidays = { years: number[]; entered: number };

/** Enters the holidays that ship with the program. What the operator has announced since stays; loading again changes nothing. */
export const loadHolidays = defineAction({
  name: 'deadlines.load-holidays',
  input: holidaysFile,
  access: loadHoliday,
  event: 'calendar.loaded',
  record: (_input, _target, result) => ({ detail: result as LoadedHolidays }),
  async run(context, file): Promise<LoadedHolidays> {
    const { db, now } = context;
    const { years, holidays } = holidaysOfFile(file);
    const entered = await enterHolidays(db, holidays, now);
    const covered = await coverYears(db, years, now);
    if (entered > 0 || covered.length > 0) await calendarChanged(context, changedDays(holidays));
    return { years: covered, entered };
  },
});
