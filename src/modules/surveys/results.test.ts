import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUSES } from './examples.ts';
import { binsOf, type Counted, hiddenCells, tallyOf } from './results.ts';
import { CHANNELS } from './survey.ts';

const answers: fc.Arbitrary<Counted> = fc.record({
  answers: fc.record({
    q1: fc.constantFrom(['o1'], ['o2']),
    q2: fc.integer({ min: 1, max: 5 }).map((n) => [String(n)]),
    q3: fc.subarray(['o1', 'o2', 'o3']),
    q4: fc.constantFrom([], ['كلام']),
  }),
  channel: fc.constantFrom(...CHANNELS),
  groups: fc.record({
    gender: fc.constantFrom('woman', 'man', undefined),
    territory: fc.constantFrom('a', 'b', undefined),
  }),
});

const counted = (given: readonly Counted[], census = true) => {
  const tally = tallyOf(BUSES);
  for (const one of given) tally.add(one);
  return tally.results(
    census
      ? {
          year: 2024,
          populations: new Map([
            ['a', 3_000],
            ['b', 1_000],
          ]),
          groups: null,
        }
      : false,
  );
};

describe('results', () => {
  test('channels add up, and so do the options of a single choice', () => {
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 60 }), (given) => {
        const { total, channels, questions, crossed } = counted(given, false);
        expect(total).toBe(given.length);
        expect(CHANNELS.reduce((sum, channel) => sum + channels[channel], 0)).toBe(total);
        const { q1, q2 } = questions;
        expect((q1?.counts.o1 ?? 0) + (q1?.counts.o2 ?? 0)).toBe(total);
        // The rating applies to those who take the bus alone.
        expect(q2?.answered).toBe(q1?.counts.o1);
        expect(Object.values(q2?.counts ?? {}).reduce((sum, n) => sum + n, 0)).toBe(q2?.answered);
        expect(crossed).toEqual({});
      }),
    );
  });

  const one = (choice: string, groups: Counted['groups']): Counted => ({
    answers: { q1: [choice] },
    channel: 'online',
    groups,
  });
  const many = (n: number, choice: string, groups: Counted['groups']) =>
    Array.from({ length: n }, () => one(choice, groups));

  test('weighting moves shares to what they would be if territories had taken part like their people', () => {
    const given = [
      ...many(30, 'o1', { territory: 'a' }),
      ...many(10, 'o2', { territory: 'a' }),
      ...many(20, 'o1', { territory: 'b' }),
      ...many(60, 'o2', { territory: 'b' }),
    ];
    const { weighted, questions } = counted(given);
    expect(questions.q1?.counts).toEqual({ o1: 50, o2: 70 });
    expect(weighted?.by).toEqual(['territory']);
    expect(weighted?.groups).toBeNull();
    // Three quarters of the people live in a, where three quarters said o1; in b it was one quarter.
    expect(weighted?.shares.q1?.o1).toBeCloseTo(0.63);
    expect(weighted?.shares.q1?.o2).toBeCloseTo(0.38);
    expect(weighted?.covered).toBe(1);
    expect(weighted?.off).toBeCloseTo(0);
    expect(weighted?.effective).toBeLessThan(given.length);
    // Fewer than five answers speak for no territory.
    expect(counted([...given.slice(0, 4), ...given.slice(40)]).weighted).toBeNull();
  });

  test('where a cell is hidden no weighted share is told, however many weights there are', () => {
    const given = [
      ...many(30, 'o1', { territory: 'a' }),
      ...many(10, 'o2', { territory: 'b' }),
      one('o1', { territory: 'b' }),
      ...many(12, 'o1', {}),
    ];
    const { weighted, crossed } = counted(given);
    expect(Object.values(crossed.q1?.territory?.cells ?? {}).flat()).toContain(null);
    expect(weighted?.by).toEqual(['territory']);
    expect(weighted?.shares.q1).toBeUndefined();
  });

  test('where figures by sex and age are loaded they weigh too', () => {
    const groups = {
      year: 2024,
      source: 'HCP',
      gender: new Map([
        ['woman', 2_000],
        ['man', 2_000],
      ]),
      ageBand: new Map([
        ['18-24', 1_000],
        ['25-34', 3_000],
      ]),
    };
    const tally = tallyOf(BUSES);
    for (const gender of ['woman', 'man'])
      for (const ageBand of ['18-24', '25-34'])
        for (const each of [
          ...many(gender === 'woman' ? 20 : 40, 'o1', { gender, ageBand, territory: 'a' }),
          ...many(gender === 'woman' ? 5 : 10, 'o2', { gender, ageBand, territory: 'a' }),
          ...many(gender === 'woman' ? 10 : 20, 'o1', { gender, ageBand, territory: 'b' }),
          ...many(gender === 'woman' ? 15 : 30, 'o2', { gender, ageBand, territory: 'b' }),
        ])
          tally.add(each);
    const { weighted } = tally.results({
      year: 2024,
      populations: new Map([
        ['a', 3],
        ['b', 1],
      ]),
      groups,
    });
    expect(weighted?.by).toEqual(['territory', 'gender', 'ageBand']);
    expect(weighted?.groups).toEqual({ year: 2024, source: 'HCP' });
    expect(weighted?.shares.q1).toEqual({ o1: 0.7, o2: 0.3 });
    expect(weighted?.off).toBeLessThan(1e-6);
    expect(weighted?.most).toBeGreaterThan(1);
    expect(weighted?.least).toBeLessThan(1);
  });

  test('numbers are summed up', () => {
    const given = [1, 2, 5, 5].map(
      (n): Counted => ({ answers: { q1: ['o1'], q2: [String(n)] }, channel: 'paper', groups: {} }),
    );
    expect(counted(given).questions.q2?.numbers).toEqual({ mean: 3.25, median: 3.5, least: 1, most: 5 });
  });
});

test('every number lies in one of at most eleven steps, which follow one another', () => {
  const numbers = fc.array(fc.oneof(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 30 })), {
    minLength: 1,
    maxLength: 50,
  });
  fc.assert(
    fc.property(numbers, (given) => {
      const bins = binsOf(given);
      expect(bins.reduce((sum, { n }) => sum + n, 0)).toBe(given.length);
      expect(bins.length).toBeLessThanOrEqual(11);
      for (const [index, { from, to, n }] of bins.entries()) {
        expect(n).toBe(given.filter((value) => value >= from && value < to).length);
        if (index > 0) expect(from).toBe(bins[index - 1]?.to);
      }
    }),
  );
});

describe('hidden cells', () => {
  const tables = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 5 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(fc.nat(30), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
    );

  test('all below five are hidden, and no line gives a hidden cell away', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const hidden = hiddenCells(table);
        const lines = [
          ...table.map((row, r) => row.map((n, c) => ({ n, gone: hidden[r]?.[c] === true }))),
          ...(table[0] ?? []).map((_, c) => table.map((row, r) => ({ n: row[c] ?? 0, gone: hidden[r]?.[c] === true }))),
        ];
        for (const line of lines) {
          for (const { n, gone } of line) if (n < 5) expect(gone).toBe(true);
          const out = line.filter(({ gone }) => gone);
          const people = out.reduce((sum, { n }) => sum + n, 0);
          const isWhole = out.length === line.length;
          if (out.length > 0 && !isWhole) expect(out.length >= 2 && people >= 5).toBe(true);
        }
      }),
    );
  });

  test('a table of many people hides nothing', () => {
    expect(
      hiddenCells([
        [10, 20],
        [30, 5],
      ]).flat(),
    ).toEqual([false, false, false, false]);
    expect(
      hiddenCells([
        [10, 20, 9],
        [30, 4, 8],
        [7, 7, 7],
      ])[1]?.filter(Boolean).length,
    ).toBeGreaterThanOrEqual(2);
  });
});
