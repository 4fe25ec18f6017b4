import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SMALLEST_CELL, suppressed } from './suppression.ts';

/** Any division of people into up to eight cells, small ones more often than not. */
const division = fc.dictionary(
  fc.stringMatching(/^[a-h]$/),
  fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 10_000 })),
  { maxKeys: 8 },
);

describe('published counts', () => {
  test('stay as they are where every cell is large enough', () => {
    expect(suppressed({ women: 12, men: 5 })).toEqual({ counts: { women: 12, men: 5 }, total: 17 });
    expect(suppressed({})).toEqual({ counts: {}, total: 0 });
  });

  test('hide a small cell and the smallest of the others', () => {
    expect(suppressed({ under25: 3, from25: 40, from60: 9 })).toEqual({
      counts: { under25: null, from25: 40, from60: null },
      total: 52,
    });
  });

  test('hide more where the hidden people are too few together', () => {
    expect(suppressed({ a: 0, b: 1, c: 7, d: 30 })).toEqual({
      counts: { a: null, b: null, c: null, d: 30 },
      total: 38,
    });
    expect(suppressed({ a: 2, b: 3, c: 7 })).toEqual({ counts: { a: null, b: null, c: 7 }, total: 12 });
  });

  test('hide everything where there are too few people', () => {
    expect(suppressed({ women: 4 })).toEqual({ counts: { women: null }, total: null });
    expect(suppressed({ women: 1, men: 2 })).toEqual({ counts: { women: null, men: null }, total: null });
  });

  test('never show a cell below five', () => {
    fc.assert(
      fc.property(division, (counts) => {
        for (const shown of Object.values(suppressed(counts).counts))
          expect(shown === null || shown >= SMALLEST_CELL).toBe(true);
      }),
    );
  });

  test('never let a hidden cell be worked out from the total and the others', () => {
    fc.assert(
      fc.property(division, (counts) => {
        const published = suppressed(counts);
        const hidden = Object.values(published.counts).filter((shown) => shown === null).length;
        if (hidden === 0 || published.total === null) return;
        const rest = published.total - Object.values(published.counts).reduce<number>((sum, n) => sum + (n ?? 0), 0);
        // What whoever reads it knows: some cells, each nought or more, and their sum. Each may then be anything from 0 to the sum.
        expect(hidden).toBeGreaterThanOrEqual(2);
        expect(rest).toBeGreaterThanOrEqual(SMALLEST_CELL);
      }),
    );
  });

  test('hide the total wherever it would tell of fewer than five people, or a hidden cell', () => {
    fc.assert(
      fc.property(division, (counts) => {
        const { counts: cells, total } = suppressed(counts);
        const hidden = Object.values(cells).filter((shown) => shown === null).length;
        if (hidden === 1) expect(total).toBeNull();
        if (total !== null && total > 0) expect(total).toBeGreaterThanOrEqual(SMALLEST_CELL);
      }),
    );
  });

  test('never change what is shown, and hide no more than what is needed', () => {
    fc.assert(
      fc.property(division, (counts) => {
        const { counts: cells, total } = suppressed(counts);
        for (const [key, shown] of Object.entries(cells)) if (shown !== null) expect(shown).toBe(counts[key]);
        const sum = Object.values(counts).reduce((a, b) => a + b, 0);
        if (total !== null) expect(total).toBe(sum);
        if (Object.values(counts).every((n) => n >= SMALLEST_CELL)) expect(Object.values(cells)).not.toContain(null);
        // The largest cell that is hidden without being small was needed: without it the others would not do.
        const hidden = Object.keys(cells).filter((key) => cells[key] === null);
        const further = hidden.filter((key) => (counts[key] ?? 0) >= SMALLEST_CELL);
        if (total === null || further.length === 0) return;
        const largest = Math.max(...further.map((key) => counts[key] ?? 0));
        const without = hidden.reduce((n, key) => n + (counts[key] ?? 0), 0) - largest;
        expect(hidden.length - 1 < 2 || without < SMALLEST_CELL).toBe(true);
      }),
    );
  });
});
