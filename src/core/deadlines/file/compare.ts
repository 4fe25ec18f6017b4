import type { Text } from '#platform/i18n/text.ts';
import type { Holiday } from '../calendar.ts';
import { addDays, type CivilDate, daysBetween, yearOf } from '../civil-date.ts';
import { FEASTS, feastById } from '../feasts.ts';
import type { FileEvent } from './ics.ts';

/** What a calendar file would change, event by event. */
export type CalendarChange =
  | { kind: 'same'; event: FileEvent }
  | { kind: 'announce'; event: FileEvent; holiday: Holiday; firstDay: CivilDate }
  | { kind: 'close'; event: FileEvent; name: Text; firstDay: CivilDate; days: number }
  | { kind: 'outside'; event: FileEvent; year: number };

/** How religious feasts are called in calendars, in Arabic and in the ways they are written in Latin letters. */
const CALLED: Record<string, RegExp> = {
  'eid-al-fitr': /fit?r|fetr|الفطر/iu,
  'eid-al-adha': /adha|الأضحى|الاضحى/iu,
  mawlid: /m[ao]u?[wl]+[iou]+d|mouloud|المولد/iu,
  'islamic-new-year': /moharr|muharr|h[eé]gir|hijri|محرم|هجري/iu,
};

/** How far from where it stands a feast of a file is still the same one. */
const NEAR_DAYS = 10;

/**
 * Compares the events of a file with the calendar: religious feasts are found by name and the nearest date, all else by the day. A feast that
 * spans several events is one change; days that the decree does not give it are closures.
 */
export function compareWithCalendar(
  events: readonly FileEvent[],
  holidays: readonly Holiday[],
  years: readonly number[],
): CalendarChange[] {
  const begun = new Map<string, CivilDate>();
  return events.map((event): CalendarChange => {
    if (!years.includes(yearOf(event.firstDay))) return { kind: 'outside', event, year: yearOf(event.firstDay) };
    const holiday = feastMeant(event, holidays);
    if (!holiday) return closureOr(event, holidays, undefined);
    const first = begun.get(holiday.id);
    if (first !== undefined) return closureOr(event, holidays, { ...holiday, firstDay: first });
    begun.set(holiday.id, event.firstDay);
    const isKnown = holiday.firstDay === event.firstDay && holiday.certainty !== 'provisional';
    return isKnown ? { kind: 'same', event } : { kind: 'announce', event, holiday, firstDay: event.firstDay };
  });
}

function feastMeant({ summary, uid, firstDay }: FileEvent, holidays: readonly Holiday[]): Holiday | undefined {
  const own = /^holiday-([a-z-]+)-\d+@/.exec(uid)?.[1];
  const religious = FEASTS.filter((feast) => 'hijri' in feast).map(({ id }) => id);
  const feast = own !== undefined && feastById(own) ? own : religious.find((id) => CALLED[id]?.test(summary));
  if (feast === undefined || !religious.includes(feast)) return undefined;
  return holidays
    .filter((one) => one.feast === feast && Math.abs(daysBetween(one.firstDay, firstDay)) <= NEAR_DAYS)
    .sort((a, b) => distance(a, firstDay) - distance(b, firstDay))[0];
}

const distance = (holiday: Holiday, day: CivilDate) => Math.abs(daysBetween(holiday.firstDay, day));

/** A closure, unless every day of the event is closed already. `moved`: the feast it belongs to, where the same file puts it. */
function closureOr(event: FileEvent, holidays: readonly Holiday[], moved: Holiday | undefined): CalendarChange {
  const all = moved ? holidays.map((one) => (one.id === moved.id ? moved : one)) : holidays;
  const isClosed = (day: CivilDate) =>
    all.some(({ firstDay, days }) => day >= firstDay && day < addDays(firstDay, days));
  const open = Array.from({ length: event.days }, (_, index) => addDays(event.firstDay, index)).filter(
    (day) => !isClosed(day),
  );
  const [firstDay] = open;
  if (firstDay === undefined) return { kind: 'same', event };
  const days = daysBetween(firstDay, open.at(-1) ?? firstDay) + 1;
  return { kind: 'close', event, name: nameOf(event.summary), firstDay, days };
}

/** A name in the language of its letters: a file says it in one only. */
function nameOf(summary: string): Text {
  return /\p{Script=Arabic}/u.test(summary) ? { ar: summary } : { fr: summary };
}
