import { expect, test } from 'vitest';
import { signingDays } from './days.ts';

const open = { openedOn: '2026-11-21', closesOn: '2027-02-21', closedAt: null };

test.each([
  ['2026-11-21', open, 1],
  ['2026-11-30', open, 10],
  ['2027-06-01', open, 93],
  ['2027-06-01', { ...open, closedAt: new Date('2026-11-22T10:00:00Z') }, 2],
  ['2026-11-30', { ...open, openedOn: null }, 0],
])('the days of signing up to %s', (today, petition, days) => expect(signingDays(petition, today)).toBe(days));
