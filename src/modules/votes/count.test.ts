import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countBallots } from './count.ts';

const counted = (choices: Record<string, number>) => new Map(Object.entries(choices));
const standing = (count: ReturnType<typeof countBallots>) =>
  Object.fromEntries(count.standings.map(({ option, place, outcome }) => [option, `${place} ${outcome}`]));

const N = 5;
const options = Array.from({ length: N }, (_, index) => index + 1);

/** Ballots one by one: for each option its place, or none. */
const rankings = fc.array(
  fc
    .array(fc.option(fc.integer({ min: 1, max: N })), { minLength: N, maxLength: N })
    .filter((one) => one.some((place) => place !== null)),
  { minLength: 1, maxLength: 12 },
);

function written(ranking: readonly (number | null)[]): string {
  const places = [...new Set(ranking.filter((place) => place !== null))].sort((a, b) => a - b);
  return places.map((place) => options.filter((option) => ranking[option - 1] === place).join('=')).join('>');
}

function choicesOf(all: readonly string[]): Map<string, number> {
  const choices = new Map<string, number>();
  for (const one of all) choices.set(one, (choices.get(one) ?? 0) + 1);
  return choices;
}

/** Schulze by its definition: the strongest of all chains that pass no option twice. */
function strongest(
  wins: (a: number, b: number) => number,
  from: number,
  to: number,
  passed: readonly number[] = [],
): number {
  const direct = wins(from, to);
  const others = options.filter((one) => one !== from && one !== to && !passed.includes(one));
  return Math.max(direct, ...others.map((by) => Math.min(wins(from, by), strongest(wins, by, to, [...passed, from]))));
}

describe('ranked options', () => {
  test('are counted as Schulze’s own example says', () => {
    // Markus Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method", 45 voters.
    const letters: Record<string, number> = { A: 1, B: 2, C: 3, D: 4, E: 5 };
    const ballots = { ACBED: 5, ADECB: 5, BEDAC: 8, CABED: 3, CAEBD: 7, CBADE: 2, DCEBA: 7, EBADC: 8 };
    const choices = counted(
      Object.fromEntries(
        Object.entries(ballots).map(([word, n]) => [[...word].map((one) => letters[one]).join('>'), n]),
      ),
    );
    const count = countBallots({ method: 'rank', winners: 1, options }, choices);
    expect(count.standings.map(({ option }) => option)).toEqual(['5', '1', '3', '2', '4']);
    expect(count.pairs?.['1']?.['2']).toBe(20);
  });

  test('are counted as the definition says, chain by chain', () => {
    fc.assert(
      fc.property(rankings, (all) => {
        const prefer = (a: number, b: number) =>
          all.filter((one) => (one[a - 1] ?? Infinity) < (one[b - 1] ?? Infinity)).length;
        const wins = (a: number, b: number) => (prefer(a, b) > prefer(b, a) ? prefer(a, b) : 0);
        const places = new Map(
          options.map((a) => [
            String(a),
            1 + options.filter((b) => b !== a && strongest(wins, b, a) > strongest(wins, a, b)).length,
          ]),
        );
        const { standings } = countBallots({ method: 'rank', winners: 1, options }, choicesOf(all.map(written)));
        for (const { option, place } of standings) expect(place).toBe(places.get(option));
      }),
      { numRuns: 60 },
    );
  });

  test('whoever beats each other one wins', () => {
    const count = countBallots(
      { method: 'rank', winners: 1, options: [1, 2, 3] },
      counted({ '1>2>3': 4, '2>3>1': 3, '3>2>1': 2 }),
    );
    expect(standing(count)).toEqual({ 2: '1 retained', 1: '3 not-retained', 3: '2 not-retained' });
  });
});

describe('votes and points', () => {
  test('add up as one by one', () => {
    const ballot = fc.uniqueArray(fc.integer({ min: 1, max: N }), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(ballot, { maxLength: 20 }), fc.boolean(), (all, points) => {
        const texts = all.map((one) =>
          one.map((option) => (points ? `${option}:${option}` : String(option))).join('+'),
        );
        const count = countBallots({ method: points ? 'points' : 'choose', winners: 2, options }, choicesOf(texts));
        expect(count.ballots).toBe(all.length);
        for (const option of options) {
          const found = count.standings.find((one) => one.option === String(option));
          const times = all.filter((one) => one.includes(option)).length;
          expect(found?.votes).toBe(points ? times * option : times);
        }
      }),
    );
  });

  test('equal options are shown as equal: retained where there is room for all, else the rule decides', () => {
    const vote = { method: 'choose', winners: 2, options: [1, 2, 3, 4] } as const;
    expect(standing(countBallots(vote, counted({ '1': 3, '2': 3, '3': 1 })))).toEqual({
      1: '1 retained',
      2: '1 retained',
      3: '3 not-retained',
      4: '4 not-retained',
    });
    expect(standing(countBallots(vote, counted({ '1': 3, '2': 2, '3': 2 })))).toEqual({
      1: '1 retained',
      2: '2 tied',
      3: '2 tied',
      4: '4 not-retained',
    });
  });

  test('where nobody voted nothing is retained', () => {
    const count = countBallots({ method: 'choose', winners: 1, options: [1, 2] }, new Map());
    expect(count.standings.map(({ outcome }) => outcome)).toEqual(['not-retained', 'not-retained']);
  });

  test('a question is carried by more yes than no; abstentions count for neither', () => {
    const support = (choices: Record<string, number>) =>
      standing(countBallots({ method: 'support', winners: 1, options: [] }, counted(choices)));
    expect(support({ yes: 2, no: 1, abstain: 9 })).toEqual({
      yes: '1 retained',
      no: '2 not-retained',
      abstain: '2 not-retained',
    });
    expect(support({ yes: 1, no: 1 })).toMatchObject({ yes: '1 tied', no: '1 tied' });
    expect(support({ no: 1 })).toMatchObject({ yes: '2 not-retained', no: '1 retained' });
  });
});
