import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BURST_LEAST, burstsOf, byChannel, leftWithout, type Meant, type Span, unevenness } from './judging.ts';
import { CHANNELS } from './petition.ts';

const spans = (sizes: readonly number[]): Span[] =>
  sizes.map((signatures, index) => ({ at: new Date(index * 600_000), signatures }));

describe('bursts', () => {
  test('are spans far fuller than the middle one', () => {
    const { bursts, middle } = burstsOf(spans([2, 3, 2, 90, 3, 21]));
    expect(middle).toBe(3);
    expect(bursts.map(({ signatures }) => signatures)).toEqual([90]);
  });

  test('are none in a steady crowd, nor among the few', () => {
    expect(burstsOf(spans(Array.from({ length: 30 }, () => 400))).bursts).toEqual([]);
    expect(burstsOf(spans([1, 1, 1, BURST_LEAST - 1])).bursts).toEqual([]);
    expect(burstsOf([])).toEqual({ bursts: [], middle: 0 });
  });
});

describe('the gaps between signatures', () => {
  test('of a machine are even, those of a crowd are not', () => {
    const steady = Array.from({ length: 50 }, (_, index) => new Date(index * 3_000));
    expect(unevenness(steady)).toBe(0);
    const crowd = Array.from({ length: 50 }, (_, index) => new Date(index * index * 700));
    expect(unevenness(crowd)).toBeGreaterThan(0.5);
    expect(unevenness(steady.slice(0, 9))).toBeUndefined();
  });

  test('do not depend on the order or on how fast everything went', () => {
    const times = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 10, maxLength: 60 });
    fc.assert(
      fc.property(times, fc.integer({ min: 2, max: 9 }), (moments, faster) => {
        const once = unevenness(moments.map((one) => new Date(one)));
        const scaled = unevenness(moments.map((one) => new Date(one * faster)).reverse());
        expect(scaled).toBeCloseTo(once ?? Number.NaN, 6);
      }),
    );
  });
});

test('what is left and what is taken add up, by channel and by province', () => {
  const meant: fc.Arbitrary<Meant> = fc.record({
    id: fc.uuid(),
    territory: fc.constantFrom('', 'a', 'b'),
    channel: fc.constantFrom(...CHANNELS),
  });
  fc.assert(
    fc.property(fc.array(meant), fc.nat(500), (some, others) => {
      const of = (code: string) => some.filter(({ territory }) => territory === code).length;
      const counts = {
        total: some.length + others,
        byProvince: new Map([
          ['a', of('a') + others],
          ['b', of('b')],
        ]),
      };
      const left = leftWithout(counts, some);
      expect(left.total).toBe(others);
      expect([left.byProvince.get('a'), left.byProvince.get('b')]).toEqual([others, 0]);
      expect(byChannel(some).reduce((sum, { n }) => sum + n, 0)).toBe(some.length);
    }),
  );
});
