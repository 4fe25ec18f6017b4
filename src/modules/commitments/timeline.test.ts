import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFinal, MILESTONE_STATUSES } from './commitment.ts';
import { sumsOf } from './sums.ts';
import {
  addDays,
  coarser,
  commitmentTimeliness,
  type Dated,
  daysBetween,
  daysLate,
  isCalendarDate,
  lastDayOf,
  mosaicTone,
  nextOpenEnd,
  printedPrecision,
  TIMELINESS,
  timelinessOf,
} from './timeline.ts';

const today = '2026-11-21';
const ending = (end: string | null, status: Dated['status'] = 'not-reported'): Dated => ({
  status,
  end,
  precision: 'day',
});

const date = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days));
const milestone: fc.Arbitrary<Dated> = fc.record({
  status: fc.constantFrom(...MILESTONE_STATUSES),
  end: fc.option(date),
  precision: fc.constantFrom('day', 'month', 'year', null),
});

describe('a milestone against its end', () => {
  test.each([
    [ending('2026-11-20'), 'late'],
    [ending('2026-11-21'), 'due-soon'],
    [ending('2026-12-21'), 'due-soon'],
    [ending('2026-12-22'), 'on-time'],
    [ending(null), 'undated'],
    [ending('2020-01-01', 'finished'), 'ended'],
    [ending('2020-01-01', 'incomplete'), 'ended'],
    [ending('2020-01-01', 'not-reported'), 'late'],
    [ending('2020-01-01', 'in-progress'), 'late'],
  ] as const)('%j is %s', (one, expected) => {
    expect(timelinessOf(one, today)).toBe(expected);
  });

  test('given by month or year is not late before that month or year is over', () => {
    expect(timelinessOf({ status: 'stuck', end: '2026-11-01', precision: 'month' }, today)).toBe('due-soon');
    expect(timelinessOf({ status: 'stuck', end: '2026-01-01', precision: 'year' }, today)).toBe('on-time');
    expect(daysLate({ status: 'stuck', end: '2026-10-01', precision: 'month' }, today)).toBe(21);
  });

  test('is late by at least a day exactly when it is late', () => {
    fc.assert(
      fc.property(milestone, date, (one, day) => {
        const late = timelinessOf(one, day) === 'late';
        expect(daysLate(one, day) > 0).toBe(late);
        if (late) expect(isFinal(one.status)).toBe(false);
      }),
    );
  });

  test('never becomes less late as days pass', () => {
    const order = ['on-time', 'due-soon', 'late'];
    fc.assert(
      fc.property(milestone, date, fc.nat(400), (one, day, more) => {
        const now = timelinessOf(one, day);
        const then = timelinessOf(one, addDays(day, more));
        if (order.includes(now)) expect(order.indexOf(then)).toBeGreaterThanOrEqual(order.indexOf(now));
        else expect(then).toBe(now);
      }),
    );
  });
});

describe('a commitment', () => {
  test('stands where its most urgent open milestone stands', () => {
    fc.assert(
      fc.property(fc.array(milestone, { minLength: 1, maxLength: 12 }), date, (list, day) => {
        const sums = sumsOf(list, { end: null, precision: null });
        const own = commitmentTimeliness(sums.next_open_end, day);
        const all = list.map((one) => timelinessOf(one, day));
        const worst = (['late', 'due-soon', 'on-time'] as const).find((word) => all.includes(word));
        expect(own).toBe(worst ?? (all.includes('undated') ? 'undated' : 'ended'));
      }),
    );
  });

  test('without milestones is measured by its own end, and is undated without one', () => {
    expect(nextOpenEnd([], { end: '2026-06-01', precision: 'month' })).toBe('2026-06-30');
    expect(nextOpenEnd([], { end: null, precision: null })).toBeNull();
    expect(nextOpenEnd([ending(null)], { end: '2026-06-01', precision: 'day' })).toBeNull();
    const own = { end: null, precision: null };
    expect(commitmentTimeliness(sumsOf([], own).next_open_end, today)).toBe('undated');
    expect(commitmentTimeliness(sumsOf([ending(null)], own).next_open_end, today)).toBe('undated');
    expect(commitmentTimeliness(sumsOf([ending(null, 'finished')], own).next_open_end, today)).toBe('ended');
  });

  test('is a star: late before all else, done, running, or nothing known', () => {
    expect(mosaicTone('not-reported', 'late')).toBe('late');
    expect(mosaicTone('finished', 'ended')).toBe('done');
    expect(mosaicTone('stuck', 'on-time')).toBe('run');
    expect(mosaicTone('not-reported', 'undated')).toBe('none');
    for (const status of MILESTONE_STATUSES)
      for (const word of TIMELINESS) if (word === 'late') expect(mosaicTone(status, word)).toBe('late');
  });
});

describe('dates', () => {
  test('last day of a month, leap years included', () => {
    expect(lastDayOf('2024-02-01', 'month')).toBe('2024-02-29');
    expect(lastDayOf('2026-02-15', 'month')).toBe('2026-02-28');
    expect(lastDayOf('2026-12-31', 'month')).toBe('2026-12-31');
    expect(lastDayOf('2026-05-05', 'year')).toBe('2026-12-31');
    expect(lastDayOf('2026-05-05', 'day')).toBe('2026-05-05');
    expect(lastDayOf('2026-05-05', null)).toBe('2026-05-05');
  });

  test('the last day is never before the date, in the same month or year, and stays itself', () => {
    fc.assert(
      fc.property(date, fc.constantFrom('day' as const, 'month' as const, 'year' as const), (one, precision) => {
        const last = lastDayOf(one, precision);
        expect(last >= one && last.slice(0, 4) === one.slice(0, 4)).toBe(true);
        if (precision === 'month') expect(addDays(last, 1).slice(5, 7)).not.toBe(one.slice(5, 7));
        expect(lastDayOf(last, precision)).toBe(last);
      }),
    );
  });

  test('days between and days added undo each other', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -5000, max: 5000 }), (one, n) => daysBetween(one, addDays(one, n)) === n),
    );
  });

  test('only dates that exist are dates', () => {
    expect(['2026-02-28', '2024-02-29', '2026-12-31'].every(isCalendarDate)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '', '2026-02-28T00:00', '0000-00-00'].some(isCalendarDate)).toBe(
      false,
    );
  });

  test.each([
    ['2025', 'year'],
    ['Jun 2025', 'month'],
    ['June 2027', 'month'],
    ['06/2025', 'month'],
    ['يونيو 2025', 'month'],
    ['01/05/2021', 'day'],
    ['2nd April 2025', 'day'],
    [null, null],
  ] as const)('"%s" is printed by %s', (raw, precision) => {
    expect(printedPrecision(raw)).toBe(precision);
  });

  test('the coarser of two precisions', () => {
    expect(coarser('day', 'month')).toBe('month');
    expect(coarser('year', 'month')).toBe('year');
    expect(coarser(null, 'day')).toBe('day');
    expect(coarser(null, null)).toBeNull();
  });
});
