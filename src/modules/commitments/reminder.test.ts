import { describe, expect, test } from 'vitest';
import { recipientsOf, remindersOf } from './reminder.ts';

const row = {
  status: 'in-progress' as const,
  start: '2026-01-01',
  end: '2026-05-20',
  precision: 'day' as const,
  reportedOn: '2026-04-02',
};
const stages = (today: string, change: object = {}) =>
  remindersOf({ ...row, ...change }, today).map((one) => one.stage);

describe('a reminder', () => {
  test.each([
    ['2026-05-12', []],
    ['2026-05-13', ['before']],
    ['2026-05-19', ['before']],
    ['2026-05-20', ['on']],
    ['2026-05-21', ['after']],
    ['2026-05-27', ['after']],
    ['2026-05-28', ['division']],
    ['2026-06-04', ['director']],
    ['2027-01-04', ['director']],
  ])('on %s', (today, expected) => expect(stages(today)).toEqual(expected));

  test('waits for the end of a month when the plan gives a month', () => {
    expect(stages('2026-05-21', { precision: 'month' })).toEqual([]);
    expect(stages('2026-06-01', { precision: 'month' })).toEqual(['after']);
  });

  test('is not for what is over', () => {
    for (const status of ['finished', 'incomplete'] as const) expect(stages('2027-01-01', { status })).toEqual([]);
  });

  test('asks in the last two weeks of a quarter for a report that is missing', () => {
    const undated = { end: null, precision: null };
    expect(stages('2026-09-16', undated)).toEqual([]);
    expect(stages('2026-09-17', undated)).toEqual(['quarter']);
    expect(remindersOf({ ...row, ...undated }, '2026-12-31')).toEqual([{ stage: 'quarter', dueOn: '2026-12-31' }]);
    expect(stages('2026-12-31', { ...undated, reportedOn: '2026-10-01' })).toEqual([]);
  });
});

describe('it is sent', () => {
  const seat = (personId: string, given: object = {}) => ({
    ...{ personId, function: 'editor', officeId: null, standsFor: null },
    ...given,
  });
  const seats = [
    seat('official', { officeId: 'service' }),
    seat('deputy', { standsFor: 'official' }),
    seat('colleague', { officeId: 'service' }),
    seat('head', { function: 'division-head', officeId: 'division' }),
    seat('other head', { function: 'division-head', officeId: 'elsewhere' }),
    seat('director', { function: 'director-general-of-services' }),
  ];
  const to = (stage: 'on' | 'division' | 'director', officialId: string | null, above: string[]) =>
    recipientsOf(stage, { officialId, officeId: above[0] ?? null }, seats, above);

  test('to the official and who stands in, else to the office', () => {
    expect(to('on', 'official', ['service'])).toEqual(['official', 'deputy']);
    expect(to('on', null, ['service'])).toEqual(['official', 'colleague']);
    expect(to('on', null, [])).toEqual([]);
    // Who has left the body hears nothing; the heads will.
    expect(to('on', 'gone', ['service'])).toEqual([]);
  });
  test('then to the head of the division above, then to the director', () => {
    expect(to('division', 'official', ['service', 'division'])).toEqual(['head']);
    expect(to('division', 'official', ['service'])).toEqual(['director']);
    expect(to('director', 'official', ['service', 'division'])).toEqual(['director']);
  });
});
