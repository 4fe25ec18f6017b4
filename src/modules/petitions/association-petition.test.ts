import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ASSOCIATION_DOCUMENTS,
  associationConditions,
  isOlderThan,
  type PetitioningAssociation,
} from './association-petition.ts';
import { PETITION_LEVELS } from './law.ts';

const GOOD: PetitioningAssociation = {
  createdOn: '2020-01-15',
  seatInTerritory: true,
  branch: '',
  activity: 'الدفاع عن الولوجيات',
  members: 101,
  verified: true,
  documents: new Set(ASSOCIATION_DOCUMENTS),
};
const TODAY = '2026-11-21';
const missing = (level: (typeof PETITION_LEVELS)[number], changes: Partial<PetitioningAssociation>) =>
  associationConditions(level, { ...GOOD, ...changes }, TODAY)
    .filter(({ state }) => state === 'missing')
    .map(({ condition }) => condition);

describe('an association that petitions', () => {
  test('is more than three years old, to the day', () => {
    expect(isOlderThan('2023-11-21', 3, TODAY)).toBe(false);
    expect(isOlderThan('2023-11-20', 3, TODAY)).toBe(true);
    expect(isOlderThan('2024-02-29', 3, '2027-02-28')).toBe(false);
    expect(isOlderThan('2024-02-29', 3, '2027-03-01')).toBe(true);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), (days) => {
        const created = new Date(Date.UTC(2020, 1, 29) - days * 86_400_000).toISOString().slice(0, 10);
        expect(isOlderThan(created, 3, created)).toBe(false);
        expect(isOlderThan(created, 3, TODAY)).toBe(true);
      }),
    );
  });

  test('has more than 100 members at the level of prefectures and provinces, and there alone', () => {
    expect(missing('province', {})).toEqual([]);
    expect(missing('province', { members: 100 })).toEqual(['members']);
    expect(missing('province', { members: null })).toEqual(['members']);
    for (const level of ['region', 'commune'] as const) expect(missing(level, { members: null })).toEqual([]);
  });

  test('has its seat or a branch there, a linked activity, its verification and all documents', () => {
    for (const level of PETITION_LEVELS) {
      expect(missing(level, { seatInTerritory: false })).toEqual(['seat']);
      expect(missing(level, { seatInTerritory: false, branch: 'شارع مكة، العيون' })).toEqual([]);
      expect(missing(level, { activity: '' })).toEqual(['activity']);
      expect(missing(level, { verified: false })).toEqual(['standing']);
      for (const one of ASSOCIATION_DOCUMENTS) {
        const documents = new Set(ASSOCIATION_DOCUMENTS.filter((other) => other !== one));
        expect(missing(level, { documents })).toEqual(['documents']);
      }
    }
  });
});
