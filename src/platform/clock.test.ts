import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate, checkTimeZoneData, handClock, systemClock } from './clock.ts';

describe('the calendar date of Morocco', () => {
  test.each([
    // Until 20 September 2026, 02:00 UTC the country was an hour ahead of UTC (outside Ramadan).
    ['2026-09-18T22:59:59Z', '2026-09-18'],
    ['2026-09-18T23:00:00Z', '2026-09-19'],
    ['2026-09-19T23:30:00Z', '2026-09-20'],
    // Since then the day changes with that of UTC.
    ['2026-09-20T23:30:00Z', '2026-09-20'],
    ['2026-09-21T00:00:00Z', '2026-09-21'],
    ['2026-12-31T23:59:59Z', '2026-12-31'],
    ['2027-07-01T23:30:00Z', '2027-07-01'],
    // In Ramadan 2026 the country was at UTC as well.
    ['2026-03-01T23:30:00Z', '2026-03-01'],
  ])('at %s it is %s', (moment, day) => {
    expect(calendarDate(new Date(moment))).toBe(day);
  });

  test('since the change it is the day of UTC, always', () => {
    const from = Date.parse('2026-09-20T03:00:00Z');
    fc.assert(
      fc.property(fc.integer({ min: from, max: from + 50 * 365 * 86_400_000 }), (time) => {
        expect(calendarDate(new Date(time))).toBe(new Date(time).toISOString().slice(0, 10));
      }),
    );
  });
});

describe('time-zone data', () => {
  test.each(['2025b', '2025c', '2026b', '', 'unknown'])('older than 2026c is refused in plain words: %s', (version) => {
    expect(() => checkTimeZoneData(version)).toThrow(/older than 2026c/);
  });

  test.each(['2026c', '2026d', '2027a'])('%s is good', (version) => {
    expect(() => checkTimeZoneData(version)).not.toThrow();
  });

  test('this Node has it', () => {
    expect(() => checkTimeZoneData()).not.toThrow();
  });
});

test('a hand clock stands until it is moved', () => {
  const clock = handClock('2026-09-20T23:30:00Z');
  expect(clock.today()).toBe('2026-09-20');
  clock.advance(60 * 60 * 1000);
  expect(clock.today()).toBe('2026-09-21');
  expect(clock.now().toISOString()).toBe('2026-09-21T00:30:00.000Z');
  clock.set('2027-01-01T12:00:00Z');
  expect(clock.today()).toBe('2027-01-01');
});

test('the system clock gives the same day both ways', () => {
  const before = calendarDate(systemClock.now());
  const today = systemClock.today();
  expect([before, calendarDate(systemClock.now())]).toContain(today);
});
