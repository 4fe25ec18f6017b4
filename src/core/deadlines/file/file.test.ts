import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InvalidInput } from '#platform/errors.ts';
import { calendar } from '#platform/feeds/calendar.ts';
import type { Holiday } from '../calendar.ts';
import { addDays } from '../civil-date.ts';
import { feastsOf } from '../feasts.ts';
import { packText, unpackText } from '../packed-text.ts';
import { compareWithCalendar } from './compare.ts';
import { type FileEvent, readCalendarFile } from './ics.ts';

const holidays: Holiday[] = feastsOf(2027).map(({ feast, year, firstDay, days, computed }) => ({
  id: `${feast.id}-${year}`,
  feast: feast.id,
  year,
  firstDay,
  days,
  certainty: computed ? 'provisional' : 'certain',
  name: feast.name,
  source: null,
}));

const file = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT'];
const compared = (...events: Partial<FileEvent>[]) =>
  compareWithCalendar(
    events.map((each) => ({ uid: '', summary: 'x', firstDay: '2027-01-01', days: 1, ...each })),
    holidays,
    [2027],
  );
const faultOf = (text: string) => {
  try {
    readCalendarFile(text);
  } catch (error) {
    if (error instanceof InvalidInput) return error.faults[0];
    throw error;
  }
  return undefined;
};

test('days are read as they are written, the last one included; instants in UTC as the date in Morocco', () => {
  const { source, events } = readCalendarFile(
    file(
      'X-WR-CALNAME:Jours fériés',
      ...event('DTSTART;VALUE=DATE:20270310', 'DTEND;VALUE=DATE:20270312', 'SUMMARY:Aïd'),
      ...event('DTSTART:20260918T233000Z', 'SUMMARY:Nuit'),
      ...event('DTSTART;VALUE=DATE:20270501', 'SUMMARY:Annulé', 'STATUS:CANCELLED'),
      ...event('DTSTART;VALUE=DATE:20270601', 'DURATION:P2D', 'SUMMARY:Deux jours'),
    ),
  );
  expect(source).toBe('Jours fériés');
  expect(events.map(({ firstDay, days }) => [firstDay, days])).toEqual([
    ['2026-09-19', 1],
    ['2027-03-10', 2],
    ['2027-06-01', 2],
  ]);
});

test('what is no calendar of days is refused in clear words', () => {
  const day = 'DTSTART;VALUE=DATE:20270310';
  expect(faultOf('hello')).toMatchObject({ pointer: '/text', key: 'deadlines.import.unreadable' });
  expect(faultOf('')).toMatchObject({ key: 'deadlines.import.unreadable' });
  expect(faultOf(file())).toMatchObject({ key: 'deadlines.import.no-events' });
  expect(faultOf(file(...event('SUMMARY:x')))).toMatchObject({ key: 'deadlines.import.event-without-day' });
  expect(faultOf(file(...event(day)))).toMatchObject({ key: 'deadlines.import.event-without-day' });
  expect(faultOf(file(...event(day, 'RRULE:FREQ=YEARLY', 'SUMMARY:x')))).toMatchObject({
    key: 'deadlines.import.repeats',
  });
  expect(faultOf(file(...event(day, 'DTEND;VALUE=DATE:20280310', 'SUMMARY:x')))).toMatchObject({
    key: 'deadlines.import.too-long',
  });
});

test('property: whatever is sent is read or refused, never an accident', () => {
  const line = fc.oneof(
    fc.constantFrom(
      'BEGIN:VCALENDAR',
      'END:VCALENDAR',
      'BEGIN:VEVENT',
      'END:VEVENT',
      'SUMMARY:x',
      'DTSTART:2',
      'DTSTART;VALUE=DATE:20270101',
      'DTEND:x',
      'DURATION:P',
      'STATUS:x',
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const fault = faultOf(lines.join('\r\n'));
      if (fault) expect(fault.pointer).toBe('/text');
    }),
  );
});

test('feasts are found in any writing near their date, and their own days are not closed twice', () => {
  for (const summary of ['Aïd Al Fitr (1er jour)', 'Eid al-Fitr', 'عيد الفطر', 'Aid el Fitr'])
    expect(compared({ summary, firstDay: '2027-03-11' })[0], summary).toMatchObject({
      kind: 'announce',
      firstDay: '2027-03-11',
      holiday: { feast: 'eid-al-fitr', year: 1448 },
    });
  const both = compared(
    { summary: 'Aïd Al Fitr', firstDay: '2027-03-11' },
    { summary: 'Aïd Al Fitr (2e jour)', firstDay: '2027-03-12' },
    { summary: 'Aïd Al Fitr (pont)', firstDay: '2027-03-15' },
  );
  expect(both.map(({ kind }) => kind)).toEqual(['announce', 'same', 'close']);
  expect(compared({ summary: 'المولد النبوي', firstDay: '2027-08-14' })[0]?.kind).toBe('announce');
  expect(compared({ summary: '1er Moharram 1449', firstDay: '2027-06-06' })[0]?.kind).toBe('announce');
  expect(compared({ summary: 'Aïd al-Adha', firstDay: '2027-11-06' })[0]?.kind, 'far from every Adha').toBe('same');
});

test('what is known changes nothing, a new day is a closure, another year is left out', () => {
  expect(compared({ summary: 'Marche Verte', firstDay: '2027-11-06' })[0]?.kind).toBe('same');
  expect(compared({ summary: 'Fermeture', firstDay: '2027-11-08', days: 2 })[0]).toMatchObject({
    kind: 'close',
    days: 2,
    name: { fr: 'Fermeture' },
  });
  expect(compared({ summary: 'إغلاق', firstDay: '2027-11-08' })[0]).toMatchObject({ name: { ar: 'إغلاق' } });
  expect(compared({ firstDay: '2030-01-01' })[0]).toMatchObject({ kind: 'outside', year: 2030 });
});

test('our own calendar read back announces nothing but the days themselves', () => {
  const events = holidays.map((holiday) => ({
    uid: `holiday-${holiday.feast}-${holiday.year}@jamaa`,
    title: holiday.name.ar ?? '',
    start: holiday.firstDay,
    end: addDays(holiday.firstDay, holiday.days - 1),
    updated: new Date('2026-11-21T00:00:00Z'),
  }));
  const read = readCalendarFile(calendar({ name: 'x', lang: 'ar', events }));
  const changes = compareWithCalendar(read.events, holidays, [2026, 2027, 2028]);
  for (const change of changes) {
    if (change.kind === 'announce') expect(change.firstDay).toBe(change.holiday.firstDay);
    else expect(change.kind).toBe('same');
  }
});

test('property: a text that travels in an address comes back whole, and nothing else does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (text) => {
      expect(unpackText(packText(text))).toBe(text);
    }),
  );
  for (const wrong of ['', '!!', 'AAAA', 'x'.repeat(9_000)]) expect(unpackText(wrong)).toBeNull();
});
