import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNumber, readValues, shareReached, targetOn, writeValues } from './indicator.ts';

test('numbers are read as people write them', () => {
  expect(['1 250,5', '1250.5', '١٢٥٠', '-3', '12٫5'].map(readNumber)).toEqual([1250.5, 1250.5, 1250, -3, 12.5]);
  expect(['', 'douze', '1.2.3', '1e9'].map(readNumber)).toEqual([undefined, undefined, undefined, undefined]);
});

test('lines of values come back as they were written', () => {
  const value = fc.record({
    on: fc
      .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
    value: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((whole) => whole / 100),
    source: fc.constantFrom('', 'Enquête 2026', 'HCP; bulletin', 'تقرير'),
  });
  fc.assert(
    fc.property(fc.array(value), (values) => {
      expect(readValues(writeValues(values))).toEqual({ values, wrong: null });
    }),
  );
  expect(readValues('2026-01-01\t12\tHCP\n\n2026-02-30; 4')).toMatchObject({ values: [{ value: 12 }], wrong: 3 });
});

test('what is reached is measured from the baseline to the target that counts', () => {
  const targets = [
    { on: '2027-12-31', value: 80 },
    { on: '2026-06-30', value: 50 },
  ];
  expect(targetOn(targets, '2026-06-30')?.value).toBe(50);
  expect(targetOn(targets, '2026-07-01')?.value).toBe(80);
  expect(targetOn(targets, '2030-01-01')?.value).toBe(80);
  const latest = { on: '2026-07-01', value: 50, source: '' };
  expect(shareReached({ baseline: 20, targets }, latest, '2026-07-01')).toBe(0.5);
  expect(shareReached({ baseline: 90, targets }, { ...latest, value: 95 }, '2026-07-01')).toBe(0);
  expect(shareReached({ baseline: null, targets }, latest, '2026-07-01')).toBeNull();
  expect(shareReached({ baseline: 20, targets }, undefined, '2026-07-01')).toBeNull();
});
