import { describe, expect, test } from 'vitest';
import { dueAssessments, type PlanDates } from './assessment.ts';
import { completionGap, completionLevels, FACETS, scaleOf } from './vocabulary.ts';

const plan: PlanDates = {
  start: '2025-01-01',
  end: '2027-06-30',
  submitted: '2025-04-02',
  finished: [{ reference: 'MALAA0003', on: '2026-01-31' }],
};

describe('assessments are due', () => {
  test('two months after submission, a month after each commitment, four months after the plan, every four months between', () => {
    expect(dueAssessments(plan, [])).toEqual([
      { kind: 'inception', commitment: null, dueOn: '2025-06-02' },
      { kind: 'update', commitment: null, dueOn: '2025-08-02' },
      { kind: 'commitment-end', commitment: 'MALAA0003', dueOn: '2026-02-28' },
      { kind: 'plan-end', commitment: null, dueOn: '2027-10-30' },
    ]);
  });

  test('no more once they are published; whatever is published counts as an update', () => {
    const published = [
      { kind: 'inception', commitment: null, on: '2025-05-30' },
      { kind: 'commitment-end', commitment: 'MALAA0003', on: '2026-10-31' },
    ] as const;
    expect(dueAssessments(plan, published)).toEqual([
      { kind: 'update', commitment: null, dueOn: '2027-02-28' },
      { kind: 'plan-end', commitment: null, dueOn: '2027-10-30' },
    ]);
    expect(dueAssessments(plan, [...published, { kind: 'update', commitment: null, on: '2027-03-15' }])).toEqual([
      { kind: 'plan-end', commitment: null, dueOn: '2027-10-30' },
    ]);
  });

  test('nobody guesses when a plan was submitted', () => {
    expect(dueAssessments({ ...plan, submitted: null }, []).map((due) => due.kind)).not.toContain('inception');
  });
});

describe('the scales', () => {
  test('are those of the day the plan began', () => {
    expect(completionLevels().map((level) => level.id)).toEqual([
      'no-evidence',
      'not-started',
      'limited',
      'substantial',
      'complete',
    ]);
    expect(scaleOf('earlyResults', '2018-07-01')?.version).toBe('did-it-open-government');
    expect(scaleOf('earlyResults', '2020-12-31')?.levels).toHaveLength(5);
    expect(scaleOf('earlyResults', '2021-01-01')?.version).toBe('earlyResults-2021');
    expect(scaleOf('potentialForResults', '2018-07-01')).toBeUndefined();
    for (const facet of FACETS)
      for (const { label } of scaleOf(facet, '2025-01-01')?.levels ?? [])
        expect([label.ar, label.fr, label.en].every(Boolean)).toBe(true);
  });

  test('the gap between two assessments is counted in levels; no evidence is no level', () => {
    expect(completionGap('complete', 'limited')).toBe(-2);
    expect(completionGap('limited', 'limited')).toBe(0);
    expect(completionGap('no-evidence', 'limited')).toBeNull();
    expect(completionGap('complete', 'no-evidence')).toBeNull();
  });
});
