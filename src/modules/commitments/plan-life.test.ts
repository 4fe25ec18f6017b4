import { expect, test } from 'vitest';
import { leadsBack, phaseOn, phasesAfter } from './plan-life.ts';

const plan = { start: '2026-01-01', end: '2027-12-31', said: null };

test('a plan of which nothing was said stands where its dates say, and that is told', () => {
  expect(phaseOn(plan, '2025-12-31')).toEqual({ phase: 'adopted', since: null, said: false });
  expect(phaseOn(plan, '2026-01-01')).toEqual({ phase: 'implementation', since: '2026-01-01', said: false });
  expect(phaseOn(plan, '2027-12-31').phase).toBe('implementation');
  expect(phaseOn(plan, '2028-01-01')).toEqual({ phase: 'closed', since: '2027-12-31', said: false });
});

test('what its body said goes before its dates', () => {
  const said = { phase: 'closed', since: '2026-06-01' } as const;
  const now = phaseOn({ ...plan, said }, '2026-07-01');
  expect(now).toEqual({ phase: 'closed', since: '2026-06-01', said: true });
  expect(phasesAfter(now)).toEqual(['adopted', 'implementation', 'assessed']);
  expect(phasesAfter(phaseOn(plan, '2026-07-01'))).toContain('implementation');
});

test('only a step to an earlier phase leads back', () => {
  expect(leadsBack('closed', 'implementation')).toBe(true);
  expect(leadsBack('adopted', 'implementation')).toBe(false);
  expect(leadsBack('closed', 'assessed')).toBe(false);
});
