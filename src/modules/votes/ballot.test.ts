import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Marks, marksOf, readChoice, writeChoice } from './ballot.ts';
import type { Method } from './vote.ts';

const marks = (given: Partial<Marks>): Marks => ({ picked: [], given: {}, ...given });
const terms = (method: Method, most = 1, points = 1, n = 4) => ({
  method,
  most,
  points,
  options: Array.from({ length: n }, (_, index) => index + 1),
});

/** A ballot that can be cast, with the terms of its vote. */
const castable = fc
  .record({
    method: fc.constantFrom('choose' as const, 'rank' as const, 'points' as const),
    n: fc.integer({ min: 2, max: 8 }),
  })
  .chain(({ method, n }) => {
    const ballot = terms(method, n, 20, n);
    const number = fc.integer({ min: 1, max: n });
    const picked = fc.uniqueArray(number, { minLength: 1, maxLength: n });
    return fc.record({
      ballot: fc.constant(method === 'points' ? { ...ballot, most: 3, points: 3 * n } : ballot),
      given: picked.chain((options) =>
        fc
          .array(fc.integer({ min: 1, max: Math.min(n, 3) }), { minLength: options.length, maxLength: options.length })
          .map((values) =>
            method === 'choose'
              ? marks({ picked: options.map(String) })
              : marks({ given: Object.fromEntries(options.map((option, index) => [option, values[index] ?? 1])) }),
          ),
      ),
    });
  });

describe('a ballot', () => {
  test('has one written form, which says what was marked', () => {
    expect(writeChoice(terms('support'), marks({ picked: ['yes'] }))).toEqual({ choice: 'yes' });
    expect(writeChoice(terms('choose', 2), marks({ picked: ['4', '2'] }))).toEqual({ choice: '2+4' });
    expect(writeChoice(terms('rank'), marks({ given: { 1: 2, 3: 1, 2: 2 } }))).toEqual({ choice: '3>1=2' });
    expect(writeChoice(terms('points', 7, 10), marks({ given: { 2: 7, 1: 3, 3: 0 } }))).toEqual({ choice: '1:3+2:7' });
  });

  test.each([
    ['answer', terms('support'), marks({ picked: [] })],
    ['answer', terms('support'), marks({ picked: ['yes', 'no'] })],
    ['option', terms('choose'), marks({ picked: ['5'] })],
    ['option', terms('points', 3, 3), marks({ given: { 9: 1 } })],
    ['nothing', terms('choose'), marks({})],
    ['nothing', terms('rank'), marks({})],
    ['nothing', terms('points', 3, 3), marks({ given: { 1: 0 } })],
    ['too-many', terms('choose', 1), marks({ picked: ['1', '2'] })],
    ['rank', terms('rank'), marks({ given: { 1: 5 } })],
    ['points-whole', terms('points', 3, 3), marks({ given: { 1: -1 } })],
    ['points-on-one', terms('points', 3, 9), marks({ given: { 1: 4 } })],
    ['points-sum', terms('points', 3, 5), marks({ given: { 1: 3, 2: 3 } })],
  ] as const)('that cannot be cast is refused: %s', (key, ballot, given) => {
    expect(writeChoice(ballot, given)).toMatchObject({ pointer: '/choice', key: `votes.fault.${key}` });
  });

  test('written and read again is the same ballot', () => {
    fc.assert(
      fc.property(castable, ({ ballot, given }) => {
        const written = writeChoice(ballot, given);
        if (!('choice' in written)) throw new Error(JSON.stringify(written));
        expect(writeChoice(ballot, marksOf(ballot.method, written.choice))).toEqual(written);
        const named = given.picked.length + Object.keys(given.given).length;
        expect(readChoice(ballot.method, written.choice).size).toBe(named);
      }),
    );
  });
});
