import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cell, effectiveSize, furthestOff, type Margins, rakedWeights, WEIGHT_BOUNDS } from './weights.ts';

type D = 'gender' | 'territory';
const TERRITORIES = ['a', 'b', 'c'] as const;

const shares = (groups: readonly string[]): fc.Arbitrary<ReadonlyMap<string, number>> =>
  fc.array(fc.integer({ min: 1, max: 100 }), { minLength: groups.length, maxLength: groups.length }).map((parts) => {
    const all = parts.reduce((sum, part) => sum + part, 0);
    return new Map(groups.map((group, index) => [group, (parts[index] ?? 0) / all]));
  });
const margins: fc.Arbitrary<Margins<D>> = fc.record({
  gender: shares(['woman', 'man']),
  territory: shares(TERRITORIES),
});
/** Somebody in every group of every other one; and people who did not tell. */
const cells: fc.Arbitrary<Cell<D>[]> = fc
  .array(fc.integer({ min: 1, max: 200 }), { minLength: 9, maxLength: 9 })
  .map((counts) =>
    ['woman', 'man', null].flatMap((gender, row) =>
      TERRITORIES.map((territory, column) => ({
        n: counts[row * 3 + column] ?? 1,
        groups: { gender, territory: gender === null && column === 0 ? null : territory },
      })),
    ),
  );

const mean = (of: readonly Cell<D>[], weights: readonly number[]) =>
  of.reduce((sum, { n }, index) => sum + n * (weights[index] ?? 0), 0) / of.reduce((sum, { n }) => sum + n, 0);

test('weights average one and stay within their bounds, whatever the people', () => {
  fc.assert(
    fc.property(cells, margins, (of, wanted) => {
      const weights = rakedWeights(of, wanted);
      expect(mean(of, weights)).toBeCloseTo(1, 8);
      for (const weight of weights) {
        expect(weight).toBeGreaterThanOrEqual(WEIGHT_BOUNDS.least - 1e-12);
        expect(weight).toBeLessThanOrEqual(WEIGHT_BOUNDS.most + 1e-12);
      }
      const size = effectiveSize(of, weights);
      const all = of.reduce((sum, { n }) => sum + n, 0);
      expect(size).toBeGreaterThan(0);
      expect(size).toBeLessThanOrEqual(all + 1e-6);
    }),
  );
});

test('without bounds every margin is that of the population', () => {
  fc.assert(
    fc.property(cells, margins, (of, wanted) => {
      const weights = rakedWeights(of, wanted, { least: 0, most: Number.POSITIVE_INFINITY });
      expect(furthestOff(of, weights, wanted)).toBeLessThan(1e-6);
      expect(mean(of, weights)).toBeCloseTo(1, 8);
    }),
  );
});

test('those who did not tell keep their share', () => {
  const of: Cell<'gender'>[] = [
    { n: 30, groups: { gender: 'woman' } },
    { n: 50, groups: { gender: 'man' } },
    { n: 20, groups: { gender: null } },
  ];
  const wanted = {
    gender: new Map([
      ['woman', 0.5],
      ['man', 0.5],
    ]),
  };
  const weights = rakedWeights(of, wanted);
  expect(weights[0]).toBeCloseTo(40 / 30);
  expect(weights[1]).toBeCloseTo(40 / 50);
  expect(weights[2]).toBeCloseTo(1);
  expect(effectiveSize(of, weights)).toBeLessThan(100);
  expect(effectiveSize(of, [1, 1, 1])).toBeCloseTo(100);
});

test('a bound that holds is told by how far the margins are off', () => {
  const of: Cell<'gender'>[] = [
    { n: 5, groups: { gender: 'woman' } },
    { n: 995, groups: { gender: 'man' } },
  ];
  const wanted = {
    gender: new Map([
      ['woman', 0.5],
      ['man', 0.5],
    ]),
  };
  const weights = rakedWeights(of, wanted);
  expect(weights[0]).toBeCloseTo(WEIGHT_BOUNDS.most);
  expect(furthestOff(of, weights, wanted)).toBeGreaterThan(0.4);
});
