import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarDate } from '#platform/clock.ts';
import {
  closureOn,
  isWorkingDay,
  makeCalendar,
  UncoveredYearError,
  workingDayFrom,
  workingDaysByMonth,
} from './calendar.ts';
import { addDays, addMonths, daysBetween, isCivilDate, weekdayOf } from './civil-date.ts';
import { computedCalendar, shippedCalendar } from './examples.ts';
import { feastsOf, tabularDate } from './feasts.ts';

const shipped = shippedCalendar();
const anyDay = fc.integer({ min: 0, max: 365 * 60 }).map((n) => addDays('2000-01-01', n));

test('civil dates know leap years, month ends and what does not exist', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addMonths('2026-12-31', 2)).toBe('2027-02-28');
  expect(addMonths('2027-12-31', 2)).toBe('2028-02-29');
  expect(addMonths('2026-08-31', 3)).toBe('2026-11-30');
  for (const wrong of ['2026-02-30', '2026-2-3', '2026-13-01', 'today', '1066-10-14', '2026-01-01T00:00Z'])
    expect(isCivilDate(wrong), wrong).toBe(false);
});

test('days added and days between are the same, whatever zone the machine believes to be in', () => {
  const zone = process.env.TZ;
  try {
    for (const belief of ['UTC', 'Africa/Casablanca', 'Pacific/Kiritimati', 'America/St_Johns']) {
      process.env.TZ = belief;
      fc.assert(
        fc.property(anyDay, fc.integer({ min: -5_000, max: 5_000 }), (day, days) => {
          expect(daysBetween(day, addDays(day, days))).toBe(days);
          expect(((weekdayOf(addDays(day, days)) - weekdayOf(day) - days) % 7) + 0).toBe(0);
        }),
      );
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test('a moment has the legal date of Morocco before, in and after the last change of the legal hour, and around Ramadan', () => {
  // Until 20 September 2026, 02:00, the legal hour was UTC+1; since then it is UTC.
  expect(calendarDate(new Date('2026-09-18T23:30:00Z'))).toBe('2026-09-19');
  expect(calendarDate(new Date('2026-09-19T23:30:00Z'))).toBe('2026-09-20');
  expect(calendarDate(new Date('2026-09-20T23:30:00Z'))).toBe('2026-09-20');
  expect(calendarDate(new Date('2027-03-01T23:30:00Z'))).toBe('2027-03-01');
  // Ramadan of 2026: UTC from 15 February to 22 March.
  expect(calendarDate(new Date('2026-02-14T23:30:00Z'))).toBe('2026-02-15');
  expect(calendarDate(new Date('2026-02-16T23:30:00Z'))).toBe('2026-02-16');
  expect(calendarDate(new Date('2026-03-23T23:30:00Z'))).toBe('2026-03-24');
});

test('the shipped calendar is what law and tabular calendar give, with announcements and closures on top', () => {
  const computed = computedCalendar([2025, 2026, 2027, 2028]);
  const exceptional = ['2025-06-09', '2026-03-23'];
  for (let day = '2025-01-01'; day <= '2028-12-31'; day = addDays(day, 1)) {
    const [ours, theirs] = [computed.closed.get(day), shipped.closed.get(day)];
    if (exceptional.includes(day)) expect(theirs).toMatchObject({ feast: null, certainty: 'announced' });
    else expect(theirs?.feast ?? null, day).toBe(ours?.feast ?? null);
  }
  expect([...shipped.years].sort()).toEqual([2025, 2026, 2027, 2028]);
});

test('holidays are in force from their year on', () => {
  const days = (year: number) => feastsOf(year).map(({ firstDay }) => firstDay);
  expect(days(2023)).not.toContain('2023-01-14');
  expect(days(2024)).toContain('2024-01-14');
  expect(days(2025)).not.toContain('2025-10-31');
  expect(days(2026)).toContain('2026-10-31');
  expect(feastsOf(2027).filter(({ feast }) => feast.id === 'eid-al-fitr')).toMatchObject([{ days: 2, year: 1448 }]);
  for (const feast of ['eid-al-fitr', 'eid-al-adha', 'mawlid'])
    expect(feastsOf(2028).find((one) => one.feast.id === feast)?.days, feast).toBe(2);
});

test('the tabular calendar agrees with ICU for three hundred years', () => {
  const icu = new Intl.DateTimeFormat('en-u-ca-islamic-civil-nu-latn', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 1300, max: 1600 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 29 }),
      (y, m, d) => {
        const parts = Object.fromEntries(
          icu.formatToParts(Date.parse(tabularDate(y, m, d))).map((p) => [p.type, p.value]),
        );
        expect([Number(parts.year), Number(parts.month), Number(parts.day)]).toEqual([y, m, d]);
      },
    ),
  );
});

test('offices work from Monday to Friday, and not on the days of the decree', () => {
  expect(closureOn(shipped, '2026-11-21')).toBe('weekend');
  expect(closureOn(shipped, '2026-11-18')).toMatchObject({ feast: 'independence-day', certainty: 'certain' });
  expect(closureOn(shipped, '2027-05-17')).toMatchObject({ feast: 'eid-al-adha', certainty: 'provisional' });
  expect(closureOn(shipped, '2026-03-23')).toMatchObject({ feast: null });
  expect(isWorkingDay(shipped, '2026-11-20')).toBe(true);
  expect(workingDayFrom(shipped, '2026-08-20')).toBe('2026-08-24');
  expect(() => closureOn(shipped, '2029-01-02')).toThrow(UncoveredYearError);
  expect(() => workingDayFrom(shipped, '2024-12-31')).toThrow(UncoveredYearError);
  expect(workingDaysByMonth(shipped, 2026)).toHaveLength(12);
  expect(workingDaysByMonth(shipped, 2026)[10]).toBe(19);
});

test('where two holidays share a day, the surer one names it', () => {
  const holiday = (feast: string, certainty: 'certain' | 'provisional') =>
    ({
      id: feast,
      feast,
      year: 2026,
      firstDay: '2026-08-20',
      days: 1,
      certainty,
      name: { fr: feast },
      source: null,
    }) as const;
  for (const order of [
    ['a', 'b'],
    ['b', 'a'],
  ]) {
    const holidays = order.map((id) => holiday(id, id === 'a' ? 'certain' : 'provisional'));
    expect(makeCalendar([2026], holidays).closed.get('2026-08-20')?.feast).toBe('a');
  }
});
