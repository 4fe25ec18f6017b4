import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balanceOf, GENDERS, isInForce, ORGANISATION_KINDS, SIDES } from './follow-up-body.ts';

const member = fc.record({
  side: fc.constantFrom(...SIDES),
  gender: fc.constantFrom(...GENDERS, null),
  province: fc.constantFrom('11.391.', '11.151.', null),
  organisationKind: fc.constantFrom(...ORGANISATION_KINDS),
});
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);

describe('the balance of a committee', () => {
  test('counts every member once in each figure', () => {
    fc.assert(
      fc.property(fc.array(member, { maxLength: 40 }), (members) => {
        const balance = balanceOf(members);
        expect(balance.total).toBe(members.length);
        expect(sum(balance.sides)).toBe(members.length);
        expect(balance.women + balance.men + balance.genderUnknown).toBe(members.length);
        expect(sum(balance.provinces) + balance.provinceUnknown).toBe(members.length);
        expect(sum(balance.organisations)).toBe(members.length);
      }),
    );
  });

  test('is equal when administration and civil society have as many members; experts count for neither', () => {
    const of = (...sides: (typeof SIDES)[number][]) =>
      balanceOf(sides.map((side) => ({ side, gender: null, province: null, organisationKind: 'other' })));
    expect(of('administration', 'civil-society', 'independent').difference).toBe(0);
    expect(of('administration', 'administration', 'civil-society').difference).toBe(1);
    expect(of('civil-society').difference).toBe(-1);
    expect(of().womenShare).toBeNull();
  });

  test('a mandate is in force from its first day to its last', () => {
    const term = { startsOn: '2026-01-01', endsOn: '2026-12-31' };
    expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((day) => isInForce(term, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isInForce({ startsOn: '2026-01-01', endsOn: null }, '2099-01-01')).toBe(true);
  });
});
