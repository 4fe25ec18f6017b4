import ical from 'ical.js';
import { calendarDate } from '#platform/clock.ts';
import { InvalidInput } from '#platform/errors.ts';
import { addDays, type CivilDate, daysBetween, isCivilDate } from '../civil-date.ts';

/** An event of a calendar file: the days it covers, the last one included. */
export type FileEvent = { uid: string; summary: string; firstDay: CivilDate; days: number };

const MOST_EVENTS = 500;
const MOST_DAYS = 31;

/**
 * Reads an iCalendar file (RFC 5545): its events day by day, and the name it gives itself. Cancelled events are left out. Refuses
 * (InvalidInput at `/text`) what is no calendar, has no event, or holds an event that cannot be understood, naming it.
 */
export function readCalendarFile(text: string): { source: string; events: FileEvent[] } {
  const calendar = parsed(text);
  const found = calendar.getAllSubcomponents('vevent');
  if (found.length === 0) throw refused('deadlines.import.no-events');
  if (found.length > MOST_EVENTS) throw refused('deadlines.import.too-many', { n: MOST_EVENTS });
  const events = found
    .filter((event) => String(event.getFirstPropertyValue('status') ?? '').toUpperCase() !== 'CANCELLED')
    .map(eventOf);
  const name = calendar.getFirstPropertyValue('x-wr-calname') ?? calendar.getFirstPropertyValue('name');
  const source = String(name ?? calendar.getFirstPropertyValue('prodid') ?? 'iCalendar').slice(0, 300);
  return { source, events: events.sort((a, b) => a.firstDay.localeCompare(b.firstDay)) };
}

function parsed(text: string): ical.Component {
  let read: unknown;
  try {
    read = ical.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw refused('deadlines.import.unreadable', { why: (error as Error).message.slice(0, 200) });
  }
  const calendar = new ical.Component(read as never);
  if (calendar.name !== 'vcalendar') throw refused('deadlines.import.unreadable', { why: 'VCALENDAR' });
  return calendar;
}

function eventOf(event: ical.Component): FileEvent {
  const summary = String(event.getFirstPropertyValue('summary') ?? '')
    .trim()
    .slice(0, 200);
  const at = (name: 'dtstart' | 'dtend') => event.getFirstPropertyValue(name) as ical.Time | null;
  const start = at('dtstart');
  const firstDay = start && dayOf(start);
  if (!firstDay || !isCivilDate(firstDay) || summary === '')
    throw refused('deadlines.import.event-without-day', { event: summary || '?' });
  if (event.hasProperty('rrule') || event.hasProperty('rdate'))
    throw refused('deadlines.import.repeats', { event: summary });
  const end = at('dtend');
  // DTEND is the day after the last one; an event of some hours lasts a day.
  const days = end?.isDate ? Math.max(1, daysBetween(firstDay, dayOf(end))) : durationOf(event);
  if (days > MOST_DAYS) throw refused('deadlines.import.too-long', { event: summary });
  return { uid: String(event.getFirstPropertyValue('uid') ?? ''), summary, firstDay, days };
}

function durationOf(event: ical.Component): number {
  const duration = event.getFirstPropertyValue('duration') as ical.Duration | null;
  return duration ? Math.max(1, Math.ceil(duration.toSeconds() / 86_400)) : 1;
}

/** The date as it is written; of an instant in UTC, the date it is in Morocco. */
function dayOf(time: ical.Time): CivilDate {
  if (!time.isDate && time.zone === ical.Timezone.utcTimezone) return calendarDate(time.toJSDate());
  return addDays(time.toString().slice(0, 10), 0);
}

function refused(key: string, values?: Record<string, unknown>): InvalidInput {
  return new InvalidInput([{ pointer: '/text', key, values }]);
}
