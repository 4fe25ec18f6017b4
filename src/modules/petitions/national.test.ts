import { expect, test } from 'vitest';
import { ruleOn } from '#core/deadlines/index.ts';
import { NATIONAL_LAWS, NATIONAL_TYPES, regionsOfCommittee } from './national.ts';

test('national petitions and motions are declared with their thresholds', () => {
  expect(NATIONAL_TYPES.map((type) => NATIONAL_LAWS[type].signatures)).toEqual([4_000, 20_000]);
  expect(regionsOfCommittee(NATIONAL_LAWS.motion, 12)).toBe(4);
  expect(regionsOfCommittee(NATIONAL_LAWS.motion, 13)).toBe(5);
  expect(regionsOfCommittee(NATIONAL_LAWS.petition, 12)).toBeNull();
});

test('and with clocks that the calculator knows', () => {
  for (const type of NATIONAL_TYPES) {
    for (const name of NATIONAL_LAWS[type].rules)
      expect(ruleOn(name, '2026-11-21')?.period?.value, name).toBeGreaterThan(0);
  }
  expect(ruleOn('motion.decision', '2026-11-21')?.period).toEqual({ value: 60, unit: 'days' });
});
