import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSheet } from '#platform/sheets/parse-sheet.ts';
import { CHECK_RESULTS } from './judging.ts';
import { COLUMNS, estimateOf, readAnswers, sampleCsv, seedOf, USUAL_FORMAT } from './sampling.ts';

describe('what a sample says of all', () => {
  test('is Wilson’s interval, by known values', () => {
    const { low = 0, high = 0 } = estimateOf({ told: 100, found: 90, all: 10_000_000 }) ?? {};
    expect(low).toBeCloseTo(0.8256, 3);
    expect(high).toBeCloseTo(0.9448, 3);
    expect(estimateOf({ told: 0, found: 0, all: 10 })).toBeUndefined();
  });

  test('holds what was found, never more than all, and leaves no doubt when all were told', () => {
    const counts = fc
      .tuple(fc.integer({ min: 1, max: 2_000 }), fc.nat(2_000), fc.nat(2_000))
      .map(([told, found, more]) => ({ told, found: Math.min(found, told), all: told + more }));
    fc.assert(
      fc.property(counts, ({ told, found, all }) => {
        const estimate = estimateOf({ told, found, all });
        if (!estimate) throw new Error('nothing was estimated');
        const { low, share, high, signatures } = estimate;
        expect(low).toBeLessThanOrEqual(share);
        expect(share).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(signatures.low).toBeGreaterThanOrEqual(found);
        expect(signatures.high).toBeLessThanOrEqual(all - (told - found));
        if (told === all) expect([signatures.low, signatures.likely, signatures.high]).toEqual([found, found, found]);
      }),
    );
  });

  test('is surer the more were told', () => {
    const wide = estimateOf({ told: 50, found: 40, all: 10_000 });
    const narrow = estimateOf({ told: 500, found: 400, all: 10_000 });
    expect((narrow?.high ?? 1) - (narrow?.low ?? 0)).toBeLessThan((wide?.high ?? 1) - (wide?.low ?? 0));
  });
});

test('the seed of a sample follows from root, petition and number, and from nothing else', () => {
  const root = Buffer.alloc(32, 7);
  const seed = seedOf(root, 'PET-2026-7K4Q2-M', 1);
  expect(seed).toMatch(/^[0-9a-f]{64}$/);
  expect(seedOf(root, 'PET-2026-7K4Q2-M', 1)).toBe(seed);
  for (const other of [seedOf(root, 'PET-2026-7K4Q2-M', 2), seedOf(Buffer.alloc(32, 8), 'PET-2026-7K4Q2-M', 1)])
    expect(other).not.toBe(seed);
});

describe('the file of a sample', () => {
  const row = (place: number, words: object = {}) =>
    ({
      place: String(place),
      name: 'أمينة',
      address: '',
      residence: 'العيون',
      tie: 'سكن',
      result: '',
      ...words,
    }) as never;

  test('comes back as it went out, whatever people wrote and whichever separator is used', async () => {
    const word = fc.string({ maxLength: 20 });
    const rows = fc.array(fc.tuple(word, word, fc.constantFrom(...CHECK_RESULTS)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(',' as const, ';' as const, 'tab' as const), async (given, delimiter) => {
        const format = { ...USUAL_FORMAT, delimiter };
        const written = sampleCsv(
          format,
          given.map(([name, address, result], index) =>
            row(index + 1, { name, address, result: format.answers[result] }),
          ),
        );
        const answer = await parseSheet({ bytes: new TextEncoder().encode(written), sheet: '' });
        if (!('sheet' in answer)) throw new Error(answer.refused);
        const { answers, faults } = readAnswers(format, answer.sheet.rows, given.length);
        expect(faults).toEqual([]);
        expect([...answers]).toEqual(given.map(([, , result], index) => [index + 1, result]));
      }),
      { numRuns: 60 },
    );
  });

  test('runs no formula, and opens in Arabic', () => {
    const written = sampleCsv(USUAL_FORMAT, [row(1, { name: '=1+1', address: 'حي; "السلام"' })]);
    expect(written.startsWith('\uFEFF')).toBe(true);
    expect(written.split('\r\n')[1]).toBe(`1;'=1+1;"حي; ""السلام""";العيون;سكن;`);
  });

  test('is refused line by line for what nobody agreed on', () => {
    const { place, result } = USUAL_FORMAT.headings;
    const lines = [
      [place, result],
      ['1', 'TROUVE'],
      ['2', 'oui'],
      ['9', 'trouve'],
      ['1', 'trouve'],
      ['3', ''],
    ].map((cells, index) => ({ number: index + 1, cells }));
    const { answers, faults } = readAnswers(USUAL_FORMAT, lines, 3);
    expect([...answers]).toEqual([[1, 'found']]);
    expect(faults.map(({ key, values }) => [key, values.line])).toEqual([
      ['petitions.fault.sample-answer', 3],
      ['petitions.fault.sample-place', 4],
      ['petitions.fault.sample-twice', 5],
    ]);
    const headless = readAnswers(USUAL_FORMAT, [{ number: 1, cells: ['a', 'b'] }], 3);
    expect(headless.faults.map(({ values }) => values.heading)).toEqual([place, result]);
    expect(COLUMNS).toContain('result');
  });
});
