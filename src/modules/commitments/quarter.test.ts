import { expect, test } from 'vitest';
import { quarterDays, quarterOf, quartersBetween } from './quarter.ts';

test('a day lies in one quarter, and a quarter has its days', () => {
  expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([
    '2026-Q1',
    '2026-Q1',
    '2026-Q2',
    '2026-Q4',
  ]);
  expect(quarterDays('2026-Q1')).toEqual({ start: '2026-01-01', end: '2026-03-31' });
  expect(quarterDays('2026-Q4')).toEqual({ start: '2026-10-01', end: '2026-12-31' });
  expect([quarterDays('2026-Q5'), quarterDays('x')]).toEqual([undefined, undefined]);
});

test('quarters between two days, the latest first', () => {
  expect(quartersBetween('2025-11-30', '2026-05-02')).toEqual(['2026-Q2', '2026-Q1', '2025-Q4']);
  expect(quartersBetween('2026-05-02', '2026-05-03')).toEqual(['2026-Q2']);
});
