import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Calendar, weekdayOf } from '#core/deadlines/index.ts';
import { articleOf, CONDITIONS, conditionsOf, PETITIONERS, stillOpen } from './council.ts';
import { PETITION_LAWS, PETITION_LEVELS } from './law.ts';
import { COUNCIL_STATES, TRANSITIONS } from './petition.ts';
import { petitionCase } from './petition-case.ts';
import { isSessionLate, sessionAfter, sessionsOf } from './session.ts';

const YEARS = { years: new Set(Array.from({ length: 120 }, (_none, index) => 2000 + index)) };
const PLAIN: Calendar = { ...YEARS, closed: new Map() };
const closedOn = (...days: string[]): Calendar => ({
  ...YEARS,
  closed: new Map(days.map((day) => [day, { day, name: { fr: 'fête' }, feast: null, certainty: 'certain' }])),
});
const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((days) => addDays('2016-07-01', days))
  .filter((one) => one < '2099-01-01');
const level = fc.constantFrom(...PETITION_LEVELS);

describe('ordinary sessions', () => {
  test('of a region: the first Monday of March, July and October (111-14 art. 36)', () => {
    expect(sessionsOf('region', 2027, PLAIN).map(({ opensOn }) => opensOn)).toEqual([
      '2027-03-01',
      '2027-07-05',
      '2027-10-04',
    ]);
  });

  test('of a province: the second Monday of January, June and September (112-14 art. 34), not on a holiday', () => {
    const days = sessionsOf('province', 2027, closedOn('2027-01-11', '2027-01-12')).map(({ opensOn }) => opensOn);
    expect(days).toEqual(['2027-01-13', '2027-06-14', '2027-09-13']);
  });

  test('of a commune: the first week of February, May and October (113-14 art. 33), and the law names no day', () => {
    const [first] = sessionsOf('commune', 2027, PLAIN);
    expect(first).toMatchObject({ opensOn: '2027-02-01', precision: 'week', endsOn: '2027-02-15' });
  });

  test('in a year that the calendar does not hold, the day is provisional', () => {
    const [first] = sessionsOf('region', 2027, { years: new Set(), closed: new Map() });
    expect(first).toMatchObject({ opensOn: '2027-03-01', provisional: true });
  });

  test('the one that follows is after the day, on a working day of a month of the law, and none is skipped', () => {
    fc.assert(
      fc.property(level, day, (which, from) => {
        const next = sessionAfter(which, from, PLAIN);
        expect(next.opensOn > from).toBe(true);
        expect(weekdayOf(next.opensOn)).toBeLessThanOrEqual(5);
        expect(PETITION_LAWS[which].sessions.months).toContain(Number(next.opensOn.slice(5, 7)));
        const year = Number(from.slice(0, 4));
        const between = [year, year + 1]
          .flatMap((one) => sessionsOf(which, one, PLAIN))
          .filter(({ opensOn }) => opensOn > from && opensOn < next.opensOn);
        expect(between).toEqual([]);
        expect(next.agendaBy).toBe(addDays(next.opensOn, -20));
      }),
    );
  });

  test('a session that passed without the petition is late, and stays so in the record', () => {
    const due = { sessionDueOn: '2027-03-01', sessionOn: null, answeredOn: null };
    expect(isSessionLate(due, '2027-03-15')).toBe(false);
    expect(isSessionLate(due, '2027-03-16')).toBe(true);
    expect(isSessionLate({ ...due, sessionOn: '2027-07-05' }, '2027-03-02')).toBe(true);
    expect(isSessionLate({ ...due, sessionOn: '2027-03-02', answeredOn: '2027-03-02' }, '2028-01-01')).toBe(false);
    expect(isSessionLate({ ...due, sessionDueOn: null }, '2030-01-01')).toBe(false);
  });
});

describe('the conditions of the law', () => {
  test('a region asks for the spread and for nothing electoral; communes and provinces the other way round', () => {
    expect(conditionsOf('region', 'citizens')).toContain('spread');
    expect(conditionsOf('region', 'citizens')).not.toContain('electoral');
    for (const which of ['province', 'commune'] as const) {
      expect(conditionsOf(which, 'citizens')).not.toContain('spread');
      expect(conditionsOf(which, 'citizens')).toContain('electoral');
    }
  });

  test('only provinces ask associations for more than 100 members, and nobody counts their signatures', () => {
    expect(conditionsOf('province', 'association')).toContain('association-members');
    for (const which of ['region', 'commune'] as const)
      expect(conditionsOf(which, 'association')).not.toContain('association-members');
    for (const which of PETITION_LEVELS) expect(conditionsOf(which, 'association')).not.toContain('signatures');
  });

  test('each stands in an article, is a ground of the case, and none is asked of nobody', () => {
    const asked = new Set(PETITION_LEVELS.flatMap((one) => PETITIONERS.flatMap((who) => conditionsOf(one, who))));
    expect([...asked].sort()).toEqual([...CONDITIONS].sort());
    for (const condition of CONDITIONS) {
      expect(petitionCase.grounds[condition]).toBeDefined();
      expect(articleOf('region', condition)).not.toBe('');
    }
  });

  test('a petition is ready when every condition was checked and is met', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...CONDITIONS), fc.boolean())), (found) => {
        const checks = [...new Map(found)].map(([condition, met]) => ({
          condition,
          met,
          evidence: '-',
          checkedAt: new Date(0),
        }));
        const { unchecked, unmet } = stillOpen(CONDITIONS, checks);
        const ready = CONDITIONS.every((one) => checks.some(({ condition, met }) => condition === one && met));
        expect(unchecked.length + unmet.length === 0).toBe(ready);
      }),
    );
  });
});

describe('the case of a petition', () => {
  test('has every step of the table from the filing on, and words for each', () => {
    const council = TRANSITIONS.filter(
      ({ from, verb }) => verb === 'file' || (COUNCIL_STATES as readonly string[]).includes(from),
    );
    expect(petitionCase.transitions).toHaveLength(council.length);
    for (const { verb, to } of petitionCase.transitions) {
      expect(petitionCase.steps[verb]).toBeDefined();
      expect(petitionCase.states[to]).toBeDefined();
    }
  });

  test('every state leads to an end', () => {
    // An order that removes it is none of its own.
    const reached = new Set<string>(petitionCase.ends.filter((end) => end !== 'removed'));
    for (let grown = true; grown; ) {
      const before = reached.size;
      for (const { from, to } of petitionCase.transitions) if (from && reached.has(to)) reached.add(from);
      grown = reached.size > before;
    }
    expect([...reached].sort()).toEqual([...COUNCIL_STATES, 'withdrawn'].sort());
  });
});
