import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFinal, MILESTONE_STATUSES, type MilestoneStatus } from './commitment.ts';
import { addCounts, countStatuses, noStatuses, overallStatus, progressOf } from './progress.ts';

const status = fc.constantFrom(...MILESTONE_STATUSES);
const statuses = fc.array(status, { maxLength: 30 });
const of = (...list: MilestoneStatus[]) => countStatuses(list);

describe('progress', () => {
  test('is the share of finished milestones among all', () => {
    const progress = progressOf(of('finished', 'finished', 'in-progress', 'not-reported'));
    expect(progress).toMatchObject({ total: 4, reported: 3, share: 0.5, reportedShare: 0.75 });
    expect(progress.explanation).toBe('partly-reported');
  });

  test('is unknown, not zero, when nobody has reported', () => {
    expect(progressOf(of('not-reported', 'not-reported'))).toMatchObject({
      share: null,
      reportedShare: 0,
      explanation: 'nothing-reported',
    });
    expect(progressOf(noStatuses())).toMatchObject({ share: null, reportedShare: null, explanation: 'no-milestones' });
  });

  test('is zero when everything is reported as not started', () => {
    expect(progressOf(of('not-started', 'not-started'))).toMatchObject({ share: 0, explanation: 'all-reported' });
  });

  test('lies between 0 and 1, whatever the milestones', () => {
    fc.assert(
      fc.property(statuses, (list) => {
        const { share, reportedShare, total, reported, counts } = progressOf(countStatuses(list));
        expect(total).toBe(list.length);
        expect(reported + counts['not-reported']).toBe(total);
        for (const value of [share, reportedShare]) if (value !== null) expect(value >= 0 && value <= 1).toBe(true);
        expect(share === 1).toBe(total > 0 && list.every((one) => one === 'finished'));
        expect(share === null).toBe(reported === 0);
      }),
    );
  });

  test('never falls when a milestone is finished, and each weighs the same', () => {
    fc.assert(
      fc.property(statuses, fc.nat(), (list, place) => {
        fc.pre(list.length > 0);
        const at = place % list.length;
        const before = progressOf(countStatuses(list));
        const after = progressOf(countStatuses(list.map((one, index) => (index === at ? 'finished' : one))));
        const step = list[at] === 'finished' ? 0 : 1;
        expect(after.share).toBeCloseTo((before.share ?? 0) + step / list.length, 10);
      }),
    );
  });

  test('of a plan counts the milestones of its commitments together, in any order', () => {
    fc.assert(
      fc.property(fc.array(statuses, { maxLength: 8 }), (plan) => {
        const together = progressOf(countStatuses(plan.flat()));
        expect(progressOf(addCounts(plan.map(countStatuses)))).toEqual(together);
        expect(progressOf(addCounts([...plan].reverse().map(countStatuses)))).toEqual(together);
      }),
    );
  });
});

describe('the one word for a commitment', () => {
  test.each<[MilestoneStatus[], MilestoneStatus]>([
    [[], 'not-reported'],
    [['not-reported', 'not-reported'], 'not-reported'],
    [['not-started', 'not-reported'], 'not-reported'],
    [['not-started', 'not-started'], 'not-started'],
    [['in-progress', 'not-reported'], 'in-progress'],
    [['finished', 'not-reported'], 'in-progress'],
    [['finished', 'stuck'], 'stuck'],
    [['finished', 'finished'], 'finished'],
    [['finished', 'incomplete'], 'incomplete'],
    [['incomplete', 'in-progress'], 'in-progress'],
  ])('%j is %s', (list, expected) => {
    expect(overallStatus(of(...list))).toBe(expected);
  });

  test('is "not started" only when every milestone was reported so', () => {
    fc.assert(
      fc.property(statuses, (list) => {
        const word = overallStatus(countStatuses(list));
        expect(word === 'not-started').toBe(list.length > 0 && list.every((one) => one === 'not-started'));
        expect(isFinal(word)).toBe(list.length > 0 && list.every(isFinal));
      }),
    );
  });
});
