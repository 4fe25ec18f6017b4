import { ICalCalendar, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { Lang } from '../i18n/languages.ts';

export const CALENDAR_TYPE = 'text/calendar; charset=utf-8';

/** Something on a day, or on several days in a row. No hours: legal dates are calendar dates. */
export type CalendarEvent = {
  /** Permanent: the same event keeps it for ever, in every language, so that calendars update it instead of showing it twice. */
  uid: string;
  title: string;
  /** First day, `YYYY-MM-DD`. */
  start: string;
  /** Last day, included, `YYYY-MM-DD`; absent: one day. */
  end?: string;
  description?: string;
  location?: string;
  /** Absolute address of the page that shows it. */
  url?: string;
  /** When it last changed. Also its DTSTAMP: an unchanged calendar must stay the same bytes. */
  updated: Date;
  /** How many times the dates or the words have changed (SEQUENCE): some calendars ignore a change without it. */
  revision?: number;
  categories?: readonly string[];
  cancelled?: boolean;
};

export type Calendar = {
  /** What calendar programs show as its name. */
  name: string;
  description?: string;
  lang: Lang;
  /** Absolute address of this calendar. */
  url?: string;
  events: readonly CalendarEvent[];
};

/**
 * An iCalendar file (RFC 5545, with the name as RFC 7986 and as X-WR-CALNAME): all-day events that do not mark people as busy. `DTEND` is the
 * day after the last one, as the RFC wants it. Throws a RangeError for a date that does not exist, an end before its start, or a uid twice.
 */
export function calendar({ name, description, lang, url, events }: Calendar): string {
  const made = new ICalCalendar({
    name: clean(name),
    description: description ? clean(description) : null,
    prodId: { company: 'Jamaa', product: 'Jamaa', language: lang.toUpperCase() },
    url: url ? address(url) : null,
    ttl: 6 * 60 * 60,
  });
  const seen = new Set<string>();
  for (const event of events) {
    if (seen.has(event.uid)) throw new RangeError(`two events with the uid ${event.uid}`);
    seen.add(event.uid);
    const start = day(event.start);
    const last = day(event.end ?? event.start);
    if (last < start) throw new RangeError(`${event.end} is before ${event.start}`);
    made.createEvent({
      id: event.uid,
      allDay: true,
      start,
      end: new Date(last.getTime() + 24 * 60 * 60 * 1000),
      summary: clean(event.title),
      description: event.description ? clean(event.description) : null,
      location: event.location ? clean(event.location) : null,
      url: event.url ? address(event.url) : null,
      sequence: event.revision ?? 0,
      stamp: event.updated,
      lastModified: event.updated,
      categories: (event.categories ?? []).map((category) => ({ name: clean(category) })),
      status: event.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return `${made.toString().replace(/\r\n$/, '')}\r\n`;
}

function day(date: string): Date {
  const instant = new Date(`${date}T00:00:00Z`);
  // 2026-02-30 would silently become 2 March.
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== date) {
    throw new RangeError(`not a calendar date: ${date}`);
  }
  return instant;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 5545 has no way to write them
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

function clean(text: string): string {
  return text.toWellFormed().replace(CONTROLS, '').trim();
}

function address(url: string): string {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw new RangeError(`not an absolute address: ${url}`);
  return new URL(url).href;
}
