import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueDay, lastFullDay } from './request.ts';

test('ten full days: neither the first nor the last day counts', () => {
  expect(lastFullDay('2026-11-21', 10)).toBe('2026-12-02');
  expect(lastFullDay('2026-02-20', 10)).toBe('2026-03-03');
  expect(lastFullDay('2028-02-20', 10)).toBe('2028-03-02');
});

test('a full period leaves exactly its days between the event and its end', () => {
  const date = fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(date, fc.integer({ min: 0, max: 400 }), (moment, days) => {
      const start = moment.toISOString().slice(0, 10);
      const between = (Date.parse(lastFullDay(start, days)) - Date.parse(start)) / 86_400_000 - 1;
      expect(between).toBe(days);
    }),
  );
});

test('the law sets a date for corrections, not for objections', () => {
  expect(dueDay('rectification', '2026-11-21')).toBe('2026-12-02');
  expect(dueDay('objection', '2026-11-21')).toBeNull();
});
