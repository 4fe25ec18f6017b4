import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monthsLater } from './months.ts';

describe('months are counted from date to date', () => {
  test.each([
    ['2025-04-02', 2, '2025-06-02'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-10-31', 4, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-10', -3, '2025-10-10'],
  ])('%s and %i months is %s', (date, months, expected) => expect(monthsLater(date, months)).toBe(expected));

  test('the month is always the right one, and the day the same or the last of its month', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.integer({ min: -60, max: 60 }), (moment, months) => {
        const date = moment.toISOString().slice(0, 10);
        const later = monthsLater(date, months);
        const index = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(index(later) - index(date)).toBe(months);
        const next = new Date(`${later}T00:00:00Z`);
        expect(next.toISOString().slice(0, 10)).toBe(later);
        const isLast = new Date(next.getTime() + 86_400_000).getUTCDate() === 1;
        expect(later.slice(8) === date.slice(8) || (isLast && later.slice(8) < date.slice(8))).toBe(true);
      }),
    );
  });
});
