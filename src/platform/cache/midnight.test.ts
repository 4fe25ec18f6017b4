import { expect, test } from 'vitest';
import { calendarDate, handClock } from '../clock.ts';
import { dayTurn, endOfDay } from './midnight.ts';

test.each([
  ['an ordinary day', '2026-11-21T10:17:30.500Z', '2026-11-22T00:00:00.000Z'],
  ['the first moment of a day', '2026-11-21T00:00:00Z', '2026-11-22T00:00:00.000Z'],
  ['the last moment of a day', '2026-11-21T23:59:59.999Z', '2026-11-22T00:00:00.000Z'],
  ['while Morocco was an hour ahead', '2026-07-01T10:00:00Z', '2026-07-01T23:00:00.000Z'],
  ['the day Morocco left UTC+1', '2026-09-19T23:30:00Z', '2026-09-21T00:00:00.000Z'],
])('the end of %s', (_, now, end) => {
  expect(new Date(endOfDay(new Date(now))).toISOString()).toBe(end);
});

test('the date changes exactly there, on every day of two years', () => {
  let moment = Date.parse('2025-06-01T09:00:00Z');
  for (let day = 0; day < 730; day++) {
    const end = endOfDay(new Date(moment));
    expect(calendarDate(new Date(end - 1))).toBe(calendarDate(new Date(moment)));
    expect(calendarDate(new Date(end)) > calendarDate(new Date(moment))).toBe(true);
    moment = end + 9 * 3_600_000;
  }
});

test('a new day is told once', () => {
  const clock = handClock('2026-11-21T23:59:59Z');
  const turned = dayTurn(clock);
  const told = () => turned(clock.now().getTime());
  expect(told()).toBe(false);
  clock.advance(1_000);
  expect(told()).toBe(true);
  expect(told()).toBe(false);
  clock.advance(3 * 86_400_000);
  expect(told()).toBe(true);
});
