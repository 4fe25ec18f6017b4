import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PETITION_LAWS } from './law.ts';
import { type Council, missingFrom, requirementsFor } from './requirements.ts';

const region = (population: number, provinces = 4): Council => ({
  level: 'region',
  population,
  hasArrondissements: false,
  provinces: Array.from({ length: provinces }, (_, index) => ({ code: `11.${index}`, name: { fr: `P${index}` } })),
});
const commune = (population: number, hasArrondissements = false): Council => ({
  level: 'commune',
  population,
  hasArrondissements,
  provinces: [],
});

describe('the signatures that the law asks for', () => {
  it.each([
    [0, 300, 15],
    [999_999, 300, 15],
    [1_000_000, 400, 20],
    [3_000_000, 400, 20],
    [3_000_001, 500, 25],
  ])('of a region of %i inhabitants: %i, and %i in each province', (population, required, floor) => {
    const asked = requirementsFor(region(population));
    expect([asked.required, asked.perProvinceMinimum]).toEqual([required, floor]);
    expect(asked.provinces.map(({ minimum }) => minimum)).toEqual([floor, floor, floor, floor]);
  });

  it.each([
    [34_999, false, 100],
    [35_000, false, 200],
    [3_000_000, false, 200],
    [20_000, true, 400],
    [3_000_000, true, 400],
  ])('of a commune of %i inhabitants (arrondissements: %s): %i', (population, arrondissements, required) => {
    const asked = requirementsFor(commune(population, arrondissements));
    expect([asked.required, asked.perProvinceMinimum, asked.provinces]).toEqual([required, null, []]);
  });

  it('of a prefecture or province: 300, whatever its population', () => {
    fc.assert(
      fc.property(fc.nat(20_000_000), (population) => {
        const council: Council = { level: 'province', population, hasArrondissements: false, provinces: [] };
        return requirementsFor(council).required === 300;
      }),
    );
  });

  it('never falls when the population grows', () => {
    const two = fc.tuple(fc.nat(9_000_000), fc.nat(9_000_000));
    fc.assert(
      fc.property(two, fc.constantFrom(region, commune), ([a, b], council) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        return requirementsFor(council(less)).required <= requirementsFor(council(more)).required;
      }),
    );
  });

  it('leaves no population without a number', () => {
    for (const { steps } of Object.values(PETITION_LAWS)) {
      expect(steps[0]?.from).toBe(0);
      expect(steps.at(-1)?.to).toBe(Number.MAX_SAFE_INTEGER);
      for (const [index, step] of steps.entries())
        if (index > 0) expect(step.from).toBe((steps[index - 1]?.to ?? 0) + 1);
    }
  });
});

describe('what is missing', () => {
  const asked = requirementsFor(region(450_000));
  const tally = (byProvince: Record<string, number>, elsewhere = 0) => ({
    total: Object.values(byProvince).reduce((sum, count) => sum + count, elsewhere),
    byProvince: new Map(Object.entries(byProvince)),
  });

  it('is nothing when the total and every floor are reached', () => {
    const enough = tally({ '11.0': 255, '11.1': 15, '11.2': 15, '11.3': 15 });
    expect(missingFrom(asked, enough)).toEqual({ total: 0, provinces: [] });
  });

  it('names the province below its floor although the total is reached', () => {
    const { total, provinces } = missingFrom(asked, tally({ '11.0': 900, '11.1': 15, '11.2': 15, '11.3': 8 }));
    expect(total).toBe(0);
    expect(provinces.map(({ code, missing }) => [code, missing])).toEqual([['11.3', 7]]);
  });

  it('counts those who work in the region and live elsewhere for the total, not for a floor', () => {
    const { total, provinces } = missingFrom(asked, tally({ '11.0': 15, '11.1': 15, '11.2': 15 }, 255));
    expect(total).toBe(0);
    expect(provinces.map(({ code, missing }) => [code, missing])).toEqual([['11.3', 15]]);
  });

  it('is never negative, and one signature more never adds to it', () => {
    const counts = fc.array(fc.nat(600), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(counts, fc.nat(3), (signed, where) => {
        const before = missingFrom(asked, tally(Object.fromEntries(signed.map((n, i) => [`11.${i}`, n]))));
        const more = signed.map((n, i) => (i === where ? n + 1 : n));
        const after = missingFrom(asked, tally(Object.fromEntries(more.map((n, i) => [`11.${i}`, n]))));
        const sum = (m: typeof before) => m.provinces.reduce((total, { missing }) => total + missing, m.total);
        return before.total >= 0 && sum(after) <= sum(before);
      }),
    );
  });
});
