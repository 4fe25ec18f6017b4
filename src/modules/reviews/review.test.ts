import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerFigures, isOpen, type Resolution } from './resolution.ts';
import { type AgendaItem, agendaKindOf, draftAgenda, MOST_AGENDA, mayBecome, REVIEW_STATES, sealOf } from './review.ts';

describe('the states of a review', () => {
  test('follow the table, and nothing leaves what is over', () => {
    const steps = REVIEW_STATES.flatMap((from) =>
      REVIEW_STATES.filter((to) => mayBecome(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(steps).toEqual(['planned → held', 'planned → cancelled', 'held → published']);
  });
});

describe('a milestone comes on the agenda', () => {
  const at = (given: object) =>
    agendaKindOf(
      {
        status: 'in-progress',
        saidOn: '2026-11-01',
        start: '2026-01-01',
        end: null,
        timeliness: 'on-time',
        ...given,
      },
      '2026-12-15',
    );
  test.each([
    ['because it is late', { timeliness: 'late' }, 'late'],
    ['because somebody said it is stuck', { status: 'stuck' }, 'stuck'],
    ['because nothing was said for a quarter', { saidOn: '2026-09-15' }, 'stuck'],
    ['because it began a quarter ago and nothing was ever said', { saidOn: null, start: '2026-09-15' }, 'stuck'],
    ['because it ends within a quarter', { end: '2027-03-15' }, 'due'],
    ['not: it ends a day after the quarter', { end: '2027-03-16' }, undefined],
    ['not: something was said a day less than a quarter ago', { saidOn: '2026-09-16' }, undefined],
    ['not: it is over', { timeliness: 'ended', saidOn: null }, undefined],
    ['not: it has not begun', { saidOn: null, start: '2027-01-01' }, undefined],
  ])('%s', (_why, given, kind) => expect(at(given)).toBe(kind));
});

const item = (kind: AgendaItem['kind'], milestone: string | null, fr = 'x'): AgendaItem => ({
  kind,
  milestone,
  resolution: null,
  text: { fr },
});

describe('an agenda drawn anew', () => {
  test('keeps what people wrote and changed, drops what has no reason any more, and puts earlier resolutions first', () => {
    const before = [item('late', 'A', 'changed by hand'), item('due', 'B'), item('other', null, 'Budget')];
    const drawn = [item('due', 'C'), item('late', 'A', 'title'), { ...item('earlier', null), resolution: 'R' }];
    const { agenda, left } = draftAgenda(before, drawn);
    expect(agenda.map((one) => [one.kind, one.milestone ?? one.resolution, one.text.fr])).toEqual([
      ['earlier', 'R', 'x'],
      ['late', 'A', 'changed by hand'],
      ['due', 'C', 'x'],
      ['other', null, 'Budget'],
    ]);
    expect(left).toBe(0);
  });

  test('is never longer than it may be, and says what found no room', () => {
    const drawn = Array.from({ length: MOST_AGENDA + 20 }, (_, n) => item('late', `M${n}`));
    const { agenda, left } = draftAgenda([item('other', null)], drawn);
    expect(agenda).toHaveLength(MOST_AGENDA);
    expect(left).toBe(21);
    expect(agenda.at(-1)?.kind).toBe('other');
  });
});

test('the seal is of the content, whatever order its members were stored in', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(sealOf(turned)).toBe(sealOf(value));
    }),
  );
  expect(sealOf({ a: 1 })).not.toBe(sealOf({ a: 2 }));
  expect(sealOf([1, 2])).not.toBe(sealOf([2, 1]));
});

describe('figures of answers', () => {
  const asked = (given: Partial<Resolution>): Resolution => ({
    institutionId: 'i',
    id: 'r',
    plan: 'P',
    kind: 'recommendation',
    state: 'adopted',
    reviewId: null,
    bodyId: 'b',
    bodyName: {},
    milestone: null,
    text: {},
    withheld: null,
    officeId: null,
    officeName: null,
    dueOn: null,
    adoptedOn: '2026-10-01',
    answerDueOn: '2026-10-31',
    answer: null,
    last: null,
    ...given,
  });
  const answered = (answeredOn: string, outcome: 'accepted' | 'refused' = 'accepted') =>
    asked({ answer: { outcome, reasons: {}, action: null, plannedOn: null, officeName: null, answeredOn } });

  test('count the share, what is overdue, and the median of days', () => {
    const all = [answered('2026-10-11'), answered('2026-10-21'), asked({}), asked({ kind: 'decision' })];
    expect(answerFigures(all, '2026-10-31')).toEqual({
      recommendations: 3,
      answered: 2,
      share: 2 / 3,
      late: 0,
      medianDays: 15,
    });
    expect(answerFigures(all, '2026-11-01').late).toBe(1);
    expect(answerFigures([asked({ state: 'proposed' })], '2026-11-01')).toMatchObject({
      recommendations: 0,
      share: null,
    });
  });

  test('what was refused, done or dropped is over', () => {
    expect(isOpen(answered('2026-10-11'))).toBe(true);
    expect(isOpen(answered('2026-10-11', 'refused'))).toBe(false);
    expect(isOpen(asked({ last: { result: 'under-way', note: null, on: '2026-11-01' } }))).toBe(true);
    expect(isOpen(asked({ last: { result: 'done', note: null, on: '2026-11-01' } }))).toBe(false);
  });
});
