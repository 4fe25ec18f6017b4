import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '#core/deadlines/index.ts';
import {
  areInOrder,
  isBoundByDecree,
  isOnlyAnswer,
  lengthOf,
  owedAtClose,
  proposedDates,
  standingOf,
  toAnswer,
} from './consultation.ts';
import { MODELS } from './models.ts';
import { addUp, byChannel } from './participation.ts';
import { absentGroups, absentPlaces } from './report.ts';

const stage = (number: number, ...kinds: ('proposals' | 'triage' | 'discussion' | 'draft-text')[]) => ({
  id: `s${number}`,
  number,
  startsOn: '2026-12-01',
  endsOn: '2026-12-15',
  closedAt: null,
  activities: kinds.map((kind) => ({ id: `${kind}-${number}`, kind, held: kind === 'draft-text' ? 'TXT' : null })),
});

test('a stage that answers waits for every call before it; a call with a later answer does not hold its own stage', () => {
  const [ideas, triage, late] = [stage(1, 'proposals'), stage(2, 'triage'), stage(3, 'proposals')];
  const all = [ideas, triage, late];
  const owed = (one: (typeof all)[number]) => toAnswer(all, one).map(({ id }) => id);
  expect(owed(ideas)).toEqual([]);
  expect(owed(triage)).toEqual(['proposals-1']);
  expect(owed(late)).toEqual(['proposals-3']);
  const text = stage(1, 'draft-text', 'discussion');
  expect(toAnswer([text], text).map(({ id }) => id)).toEqual(['draft-text-1']);
  expect(toAnswer([text, stage(2, 'triage')], text)).toEqual([]);
  const unset = { ...text, activities: text.activities.map((one) => ({ ...one, held: null })) };
  expect(toAnswer([unset], unset)).toEqual([]);
});

test('with the last stage everything is owed, and the answers that earlier stages count on stay', () => {
  const [ideas, triage, late] = [stage(1, 'proposals'), stage(2, 'triage'), stage(3, 'discussion')];
  const [answers] = triage.activities;
  if (!answers) throw new Error('no activity');
  const all = [ideas, triage, late];
  expect(isOnlyAnswer(all, triage, answers)).toBe(true);
  expect(isOnlyAnswer([ideas, triage, stage(3, 'triage')], triage, answers)).toBe(false);
  expect(isOnlyAnswer([stage(1, 'discussion'), triage], triage, answers)).toBe(false);
  const closed = (one: ReturnType<typeof stage>) => ({ ...one, closedAt: new Date() });
  const without = [closed(ideas), closed({ ...triage, activities: [] }), late];
  expect(toAnswer(without, late)).toEqual([]);
  expect(owedAtClose(without, late).map(({ id }) => id)).toEqual(['proposals-1']);
  expect(owedAtClose(all, ideas)).toEqual([]);
});

test('every model proposes stages in order without gaps, and fifteen days for a draft text', () => {
  for (const stages of Object.values(MODELS)) {
    const dates = proposedDates(
      '2026-12-01',
      stages.map(({ days }) => days),
    );
    expect(areInOrder(dates)).toBe(true);
    for (const [index, one] of dates.entries()) {
      expect(lengthOf(one)).toBe(stages[index]?.days);
      const next = dates[index + 1];
      if (next) expect(next.startsOn).toBe(addDays(one.endsOn, 1));
    }
    expect(daysBetween(dates[0]?.startsOn ?? '', dates.at(-1)?.endsOn ?? '')).toBeGreaterThan(0);
  }
  expect(MODELS['draft-text'][0].days).toBe(15);
  expect([isBoundByDecree('ministry'), isBoundByDecree('region')]).toEqual([true, false]);
});

test('a stage runs on its first and on its last day', () => {
  const one = stage(1);
  expect(['2026-11-30', '2026-12-01', '2026-12-15', '2026-12-16'].map((today) => standingOf(one, today))).toEqual([
    'to-come',
    'running',
    'running',
    'ended',
  ]);
  expect(standingOf({ ...one, closedAt: new Date() }, '2026-12-05')).toBe('closed');
});

test('absent are places with people and without a word, and groups nobody has named once enough have told', () => {
  const place = (code: string, population: number, proposals: number) => ({ code, name: {}, population, proposals });
  const places = [place('a', 5_000, 0), place('b', 9_000, 0), place('c', 200, 0), place('d', 9_000, 1)];
  expect(absentPlaces(places).map(({ code }) => code)).toEqual(['b', 'a']);
  expect(absentGroups('gender', { man: 30, 'not-told': 4 })).toEqual(['woman']);
  expect(absentGroups('gender', { man: 30, woman: null })).toEqual([]);
  expect(absentGroups('gender', { man: 5 })).toEqual([]);
});

test('the channels of all activities add up to their totals, both ways', () => {
  const counts = fc.record({
    online: fc.nat(9_999),
    counter: fc.nat(9_999),
    paper: fc.nat(9_999),
    email: fc.nat(9_999),
  });
  fc.assert(
    fc.property(fc.array(counts, { maxLength: 12 }), (activities) => {
      const taken = activities.map((counted) => ({ channels: byChannel(counted) }));
      const rows = taken.reduce((sum, one) => sum + addUp([one]).total, 0);
      const { channels, total } = addUp(taken);
      expect(total).toBe(rows);
      expect(Object.values(channels).reduce((sum, n) => sum + n, 0)).toBe(total);
      expect(channels.paper).toBe(activities.reduce((sum, { paper }) => sum + paper, 0));
    }),
  );
  expect(() => byChannel({ pigeon: 1 })).toThrow('pigeon');
});
