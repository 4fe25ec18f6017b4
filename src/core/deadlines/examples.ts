import { readShipped } from '#platform/shipped-files.ts';
import { type Calendar, makeCalendar } from './calendar.ts';
import { feastsOf } from './feasts.ts';
import { holidaysFile, holidaysOfFile } from './file/shipped.ts';

/** The calendar of the file that ships, without a database. */
export function shippedCalendar(): Calendar {
  const { years, holidays } = holidaysOfFile(holidaysFile.parse(readShipped('holidays.json')));
  return makeCalendar(
    years,
    holidays.map((holiday, index) => ({ id: String(index), ...holiday })),
  );
}

/** The calendar that the law and the tabular Islamic calendar give for some years, announcements left out. */
export function computedCalendar(years: readonly number[]): Calendar {
  return makeCalendar(
    years,
    years.flatMap(feastsOf).map(({ feast, year, firstDay, days, computed }, index) => ({
      id: String(index),
      feast: feast.id,
      year,
      firstDay,
      days,
      certainty: computed ? ('provisional' as const) : ('certain' as const),
      name: feast.name,
      source: null,
    })),
  );
}
