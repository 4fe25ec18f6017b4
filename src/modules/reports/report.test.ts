import { describe, expect, test } from 'vitest';
import { EMPTY_NARRATIVE, fileName, periodFaults, publishFaults, readFileName } from './report.ts';

const both = { ar: 'نص', fr: 'texte' };
const pointers = (faults: readonly { pointer: string }[]) => faults.map((fault) => fault.pointer);

describe('a report is published', () => {
  test('with a summary in both languages, and no part in one language alone', () => {
    expect(publishFaults({ ...EMPTY_NARRATIVE, summary: both }, {}, 0)).toEqual([]);
    expect(pointers(publishFaults(EMPTY_NARRATIVE, {}, 0))).toEqual(['/summary/ar', '/summary/fr']);
    const half = { foreword: { ar: 'تقديم', fr: '  ' }, summary: both, conclusion: {} };
    expect(pointers(publishFaults(half, {}, 0))).toEqual(['/foreword/fr']);
  });

  test('again only with a reason in both languages', () => {
    const narrative = { ...EMPTY_NARRATIVE, summary: both };
    expect(pointers(publishFaults(narrative, { ar: 'تصحيح' }, 1))).toEqual(['/reason/fr']);
    expect(publishFaults(narrative, both, 1)).toEqual([]);
  });
});

test('a period has days that exist, in order, and has begun', () => {
  expect(periodFaults('2026-01-01', '2026-12-31', '2026-11-21')).toEqual([]);
  expect(pointers(periodFaults('2026-02-30', '', '2026-11-21'))).toEqual(['/start', '/end']);
  expect(pointers(periodFaults('2026-03-01', '2026-02-01', '2026-11-21'))).toEqual(['/end']);
  expect(pointers(periodFaults('2027-01-01', '2027-02-01', '2026-11-21'))).toEqual(['/start']);
});

test('the name of a file tells report, version and language, and other names tell nothing', () => {
  const name = fileName('MA-11-AP-2025-2027-R1', 12, 'fr');
  expect(readFileName(name)).toEqual({ reference: 'MA-11-AP-2025-2027-R1', version: 12, lang: 'fr', format: 'pdf' });
  for (const other of ['', 'x-v0-ar.pdf', 'x-v1-en.pdf', '../x-v1-ar.pdf/..', 'x-v1-ar.PDF'])
    expect(readFileName(other)).toBeUndefined();
});
