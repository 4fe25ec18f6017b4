import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClosedDay, isWorkingDay, makeCalendar } from './calendar.ts';
import { addDays, addMonths, daysBetween, weekdayOf } from './civil-date.ts';
import { countDeadline, endOfFirstHalf, type Inputs } from './deadline.ts';
import { computedCalendar, shippedCalendar } from './examples.ts';
import { type Period, UNITS } from './rules.ts';

const calendar = shippedCalendar();
const years = Array.from({ length: 20 }, (_, index) => 2020 + index);
const long = computedCalendar(years);
/** Every day works: what is left is bare counting. */
const bare = makeCalendar(years, []);

const due = (from: string, value: number, unit: Period['unit'], more: Partial<Inputs> = {}) =>
  countDeadline(calendar, { from, period: { value, unit }, ...more }).deadline;

const anyDay = fc.integer({ min: 0, max: 365 * 17 }).map((n) => addDays('2020-01-01', n));
const anyPeriod = fc
  .record({ value: fc.integer({ min: 1, max: 90 }), unit: fc.constantFrom(...UNITS) })
  .map((period) => (period.unit === 'months' ? { ...period, value: 1 + (period.value % 12) } : period));

const counted = (from: string, period: Period, more: Partial<Inputs> = {}, on = long) => {
  const { deadline } = countDeadline(on, { from, period, ...more });
  if (!deadline) throw new Error('uncovered');
  return deadline;
};

test('the day of the event is not counted', () => {
  expect(due('2026-11-23', 1, 'days')?.due).toBe('2026-11-24');
  expect(due('2026-11-23', 1, 'working-days')?.due).toBe('2026-11-24');
  expect(due('2026-11-23', 1, 'full-days')?.due).toBe('2026-11-25');
});

test('the twenty working days of a request for information leave out weekends and holidays', () => {
  // From Tuesday 20 October 2026: Green March falls on a Friday, Independence on a Wednesday, Unity Day on a Saturday.
  const deadline = due('2026-10-20', 20, 'working-days');
  expect(deadline?.due).toBe('2026-11-19');
  expect(deadline?.closedDays.map(({ day }) => day)).toEqual(['2026-10-31', '2026-11-06', '2026-11-18']);
  expect(deadline?.steps.filter(({ kind }) => kind === 'closed')).toHaveLength(2);
  expect(deadline?.provisional).toBe(false);
});

test('ten full days: neither the first nor the last day counts', () => {
  expect(due('2026-11-21', 10, 'full-days')?.due).toBe('2026-12-02');
  expect(due('2028-02-20', 10, 'full-days')?.due).toBe('2028-03-02');
});

test('months run from date to date, to the last day of a shorter month, with the count of thirty days beside', () => {
  const petition = due('2026-12-31', 2, 'months');
  // 28 February 2027 is a Sunday.
  expect(petition).toMatchObject({ due: '2027-03-01', thirtyDayCount: '2027-03-01' });
  expect(petition?.steps.map(({ kind }) => kind)).toEqual([
    'day-zero',
    'months',
    'short-month',
    'end-weekend',
    'rolled',
    'thirty-days',
    'due',
  ]);
  expect(due('2026-04-15', 3, 'months')).toMatchObject({ due: '2026-07-15', thirtyDayCount: '2026-07-14' });
});

test('a period that ends on a holiday ends on the next working day, across the year end too', () => {
  // 1 January 2027 is a Friday.
  expect(due('2026-12-22', 10, 'days')?.due).toBe('2027-01-04');
  // 20 and 21 August 2026 are a Thursday and a Friday.
  expect(due('2026-08-05', 15, 'days')?.due).toBe('2026-08-24');
  // A closure that the Head of Government decided: Monday 23 March 2026, after Eid al-Fitr.
  expect(due('2026-03-10', 10, 'days')?.due).toBe('2026-03-24');
});

test('20 September 2026, when the legal hour changed, is a day like another', () => {
  expect(due('2026-09-18', 3, 'days')?.due).toBe('2026-09-21');
  expect(due('2026-09-19', 1, 'full-days')?.due).toBe('2026-09-21');
  expect(due('2026-09-14', 5, 'working-days')?.due).toBe('2026-09-21');
  expect(due('2026-07-20', 2, 'months')?.due).toBe('2026-09-21');
});

test('a computed religious day makes what it bears on provisional, and nothing else', () => {
  // Eid al-Adha is computed for 17 and 18 May 2027.
  expect(due('2027-05-03', 15, 'days')).toMatchObject({ due: '2027-05-19', provisional: true });
  expect(due('2027-05-04', 12, 'days'), 'the day before may be the feast').toMatchObject({
    due: '2027-05-19',
    provisional: true,
  });
  expect(due('2027-05-04', 20, 'working-days')).toMatchObject({ provisional: true });
  expect(due('2027-05-10', 15, 'days'), 'the feast lies in the middle').toMatchObject({
    due: '2027-05-25',
    provisional: false,
  });
  expect(due('2025-05-30', 20, 'working-days')?.steps.some(({ kind }) => kind === 'uncertain')).toBe(true);
  expect(due('2025-06-01', 6, 'days'), 'announced').toMatchObject({ due: '2025-06-10', provisional: false });
});

test('outside the years of the calendar nothing is answered but the year', () => {
  expect(countDeadline(calendar, { from: '2028-12-20', period: { value: 20, unit: 'working-days' } })).toEqual({
    uncovered: 2029,
  });
  expect(countDeadline(calendar, { from: '2024-11-01', period: { value: 15, unit: 'days' } })).toEqual({
    uncovered: 2024,
  });
  expect(countDeadline(calendar, { from: '2024-12-20', period: { value: 20, unit: 'days' } }).deadline?.due).toBe(
    '2025-01-09',
  );
});

test('an extension is counted from the end of the first period', () => {
  const period = { value: 20, unit: 'working-days' } as const;
  const first = due('2026-10-20', 20, 'working-days');
  const extended = due('2026-10-20', 20, 'working-days', { extension: period });
  expect(extended?.firstDue).toBe(first?.due);
  expect(extended?.due).toBe(due(first?.due ?? '', 20, 'working-days')?.due);
});

test('each day on which the clock stands still moves the end by one', () => {
  const base = due('2026-10-05', 60, 'full-days');
  const paused = due('2026-10-05', 60, 'full-days', { pauses: [{ from: '2026-10-15', until: '2026-10-22' }] });
  expect(base?.due).toBe('2026-12-07');
  expect(paused?.due).toBe('2026-12-14');
  expect(paused?.steps.find(({ kind }) => kind === 'stood-still')?.values).toMatchObject({ n: 7, end: '2026-12-12' });
  const working = due('2026-10-20', 20, 'working-days', { pauses: [{ from: '2026-10-21', until: '2026-10-23' }] });
  expect(working?.due).toBe('2026-11-23');
});

test('the first half of a procedure: thirty of sixty days', () => {
  expect(endOfFirstHalf(calendar, '2026-10-01', { value: 60, unit: 'full-days' })).toBe('2026-10-31');
  expect(endOfFirstHalf(calendar, '2026-11-23', { value: 20, unit: 'working-days' })).toBe('2026-12-07');
  expect(endOfFirstHalf(calendar, '2026-10-01', { value: 2, unit: 'months' })).toBe('2026-10-31');
});

test('property: every end is a working day, after the day of the event', () => {
  fc.assert(
    fc.property(anyDay, anyPeriod, (from, period) => {
      const { due } = counted(from, period);
      expect(isWorkingDay(long, due)).toBe(true);
      expect(due > from).toBe(true);
      expect(weekdayOf(due)).toBeLessThan(6);
    }),
  );
});

test('property: without closed days, counting is bare arithmetic', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 90 }), (from, value) => {
      const open = (period: Period) => counted(from, period, {}, bare).due;
      const next = (day: string) => addDays(day, [0, 0, 0, 0, 0, 2, 1][weekdayOf(day) - 1] ?? 0);
      expect(open({ value, unit: 'days' })).toBe(next(addDays(from, value)));
      expect(open({ value, unit: 'full-days' })).toBe(next(addDays(from, value + 1)));
      const months = 1 + (value % 12);
      expect(open({ value: months, unit: 'months' })).toBe(next(addMonths(from, months)));
    }),
  );
});

test('property: working days between the event and the end are exactly those of the law', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (from, value) => {
      const { due } = counted(from, { value, unit: 'working-days' });
      let works = 0;
      for (let day = addDays(from, 1); day <= due; day = addDays(day, 1)) if (isWorkingDay(long, day)) works++;
      expect(works).toBe(value);
    }),
  );
});

test('property: later or longer never ends earlier', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 40 }), anyPeriod, (from, later, period) => {
      const { due } = counted(from, period);
      expect(counted(addDays(from, later), period).due >= due).toBe(true);
      expect(counted(from, { ...period, value: period.value + 1 }).due >= due).toBe(true);
      expect(counted(from, period, { extension: period }).due > due).toBe(true);
    }),
  );
});

test('property: one more closed day never makes a period end earlier, and a full period is never shorter than a plain one', () => {
  fc.assert(
    fc.property(anyDay, anyPeriod, fc.integer({ min: 1, max: 100 }), (from, period, offset) => {
      const extra: ClosedDay = { day: addDays(from, offset), name: { fr: 'x' }, feast: null, certainty: 'announced' };
      const more = { years: long.years, closed: new Map([...long.closed, [extra.day, extra]]) };
      expect(counted(from, period, {}, more).due >= counted(from, period).due).toBe(true);
      const { value } = period;
      expect(counted(from, { value, unit: 'full-days' }).due >= counted(from, { value, unit: 'days' }).due).toBe(true);
    }),
  );
});

test('property: a pause moves the end by its days, or to the next working day after them', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 30 }), (from, after, length) => {
      const pause = { from: addDays(from, after), until: addDays(from, after + length) };
      const period = { value: 60, unit: 'full-days' } as const;
      const { due } = counted(from, period, { pauses: [pause] });
      expect(daysBetween(from, due)).toBeGreaterThanOrEqual(61 + length);
      expect(due).toBe(counted(from, { value: 60 + length, unit: 'full-days' }).due);
    }),
  );
});
