import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MILESTONE_STATUSES, type PlanCounts } from '#modules/commitments/index.ts';
import { addedCounts, scorecardOf } from './scorecard.ts';

const n = fc.nat({ max: 50 });
const statuses = fc
  .tuple(n, n, n, n, n, n)
  .map((all) => Object.fromEntries(MILESTONE_STATUSES.map((s, i) => [s, all[i]])));
const counts = fc.record({
  commitments: n,
  statuses,
  finishedOnTime: n,
  finishedLate: n,
  late: n,
  incomplete: n,
  evidenced: fc.constant(0),
  comments: fc.constant(60),
  answerDays: fc.dictionary(fc.nat({ max: 40 }).map(String), fc.integer({ min: 1, max: 3 }), { maxKeys: 8 }),
  lastReport: fc.option(fc.constantFrom('2026-01-01', '2026-05-01', '2026-11-21')),
}) as fc.Arbitrary<PlanCounts>;

const nothing = addedCounts([]);

describe('a scorecard', () => {
  test('says nothing where nothing was reported, not zero', () => {
    const card = scorecardOf({ ...nothing, statuses: { ...nothing.statuses, 'not-reported': 7 }, late: 3 });
    expect(card.progress.total).toBe(7);
    expect(card.late).toBe(3);
    expect([card.progress.share, card.onTimeShare, card.evidenceShare, card.replyRate, card.medianDays]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('counts what kept its date out of what is settled', () => {
    const card = scorecardOf({
      ...nothing,
      statuses: { ...nothing.statuses, finished: 4, incomplete: 1, 'not-reported': 1 },
      finishedOnTime: 2,
      finishedLate: 1,
      late: 1,
      incomplete: 1,
      evidenced: 5,
    });
    expect(card).toMatchObject({ settled: 5, onTime: 2, onTimeShare: 0.4, evidenceShare: 1 });
    expect(card.progress.share).toBeCloseTo(4 / 6);
  });

  test('the delay is a number of days in which at least half were answered, and no smaller one is', () => {
    fc.assert(
      fc.property(counts, (one) => {
        const { medianDays, answered } = scorecardOf(one);
        const within = (days: number) =>
          Object.entries(one.answerDays).reduce((sum, [day, times]) => sum + (Number(day) <= days ? times : 0), 0);
        if (medianDays === null) return answered === 0;
        return within(medianDays) * 2 >= answered && within(medianDays - 1) * 2 < answered;
      }),
    );
  });

  test('plans are added in any order and any grouping, and nothing changes nothing', () => {
    fc.assert(
      fc.property(counts, counts, counts, (a, b, c) => {
        const whole = scorecardOf(addedCounts([a, b, c]));
        expect(scorecardOf(addedCounts([c, addedCounts([b, a]), nothing]))).toEqual(whole);
        expect(whole.progress.total).toBe([a, b, c].reduce((sum, one) => sum + scorecardOf(one).progress.total, 0));
      }),
    );
  });
});
