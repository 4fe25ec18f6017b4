import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MILESTONE_STATUSES } from './commitment.ts';
import {
  changedRow,
  differingFields,
  isUnreported,
  publishFaults,
  quarterStart,
  type RowContent,
  readEvidence,
  reconciled,
  writeEvidence,
} from './matrix-row.ts';

const EMPTY: RowContent = {
  expectedResult: null,
  indicator: null,
  target: null,
  status: 'not-reported',
  statusOn: null,
  percent: null,
  done: null,
  obstacles: null,
  nextStep: null,
  evidence: [],
};

const words = fc.constantFrom('', 'a', 'ب', ' c ');
const text = fc.record({ ar: words, fr: words }, { requiredKeys: [] });
const change = fc.record(
  {
    done: text,
    obstacles: text,
    target: text,
    status: fc.constantFrom(...MILESTONE_STATUSES),
    percent: fc.option(fc.integer({ min: 0, max: 100 })),
    evidence: fc.array(fc.record({ url: fc.constant('https://a.ma/'), title: fc.constantFrom('x', 'y') }), {
      maxLength: 2,
    }),
  },
  { requiredKeys: [] },
);

describe('a row', () => {
  test('changes only where it is told to, and only in the languages that are named', () => {
    const row = changedRow(
      { ...EMPTY, done: { ar: 'تم', en: 'Done' } },
      { done: { fr: ' Fait ', en: '' }, percent: 40 },
    );
    expect(row).toEqual({ ...EMPTY, done: { ar: 'تم', fr: 'Fait' }, percent: 40 });
    expect(differingFields(EMPTY, row)).toEqual(['percent', 'done']);
    expect(changedRow(row, { done: { ar: '', fr: '' } }).done).toBeNull();
  });

  test('that two people changed keeps what each wrote', () => {
    fc.assert(
      fc.property(change, change, change, (first, theirs, mine) => {
        const base = changedRow(EMPTY, first);
        const [a, b] = [changedRow(base, theirs), changedRow(base, mine)];
        const { content, both } = reconciled(base, a, b);
        for (const field of differingFields(base, a))
          if (!both.includes(field)) expect(differingFields(content, a)).not.toContain(field);
        for (const field of differingFields(base, b)) expect(differingFields(content, b)).not.toContain(field);
        // Nothing that both changed to something else is decided without a person.
        const contested = differingFields(a, b).filter(
          (field) => differingFields(base, a).includes(field) && differingFields(base, b).includes(field),
        );
        expect(both).toEqual(contested);
      }),
    );
  });

  test('is published with a status that stands', () => {
    const faults = (row: Partial<RowContent>) =>
      publishFaults({ ...EMPTY, ...row }, '2026-11-21').map((fault) => fault.pointer);
    expect(faults({})).toEqual(['/status']);
    expect(faults({ status: 'in-progress', percent: 50 })).toEqual([]);
    expect(faults({ status: 'in-progress', statusOn: '2026-11-22' })).toEqual(['/statusOn']);
    expect(faults({ status: 'finished', percent: 90 })).toEqual(['/percent']);
    expect(faults({ status: 'not-started', percent: 1 })).toEqual(['/percent']);
    expect(faults({ status: 'stuck' })).toEqual(['/obstacles']);
    expect(faults({ status: 'incomplete', obstacles: { fr: 'Fonds non versés' } })).toEqual([]);
  });
});

describe('evidence', () => {
  test('is read as it is written', () => {
    const evidence = [
      { url: 'https://region.ma/pv.pdf', title: 'محضر الدورة' },
      { url: 'http://a.ma/b?c=d', title: '' },
    ];
    expect(readEvidence(writeEvidence(evidence))).toEqual(evidence);
    expect(readEvidence(' \n\r\n')).toEqual([]);
  });
  test('is an address on the web', () => {
    for (const line of ['PV de la session', 'javascript:alert(1)', 'https://', 'ftp://a.ma/x', 'https://a.ma/"x'])
      expect([line, readEvidence(line)]).toEqual([line, undefined]);
  });
});

test('a quarter without a report is told from its first day on, while the milestone runs', () => {
  expect(['2026-01-01', '2026-03-31', '2026-11-21', '2026-12-31'].map(quarterStart)).toEqual([
    '2026-01-01',
    '2026-01-01',
    '2026-10-01',
    '2026-10-01',
  ]);
  const row = { status: 'in-progress' as const, start: '2026-01-01', reportedOn: '2026-09-30' };
  expect(isUnreported(row, '2026-10-01')).toBe(true);
  expect(isUnreported({ ...row, reportedOn: '2026-10-01' }, '2026-12-31')).toBe(false);
  expect(isUnreported({ ...row, start: '2027-01-01' }, '2026-11-21')).toBe(false);
  expect(isUnreported({ ...row, status: 'finished' }, '2026-11-21')).toBe(false);
  expect(isUnreported({ ...row, start: null, reportedOn: null }, '2026-11-21')).toBe(true);
});
