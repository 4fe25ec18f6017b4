import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changedIn, type Declaration, finalReceiptOverdue, receiptKey, represents } from './association.ts';

describe('a receipt', () => {
  const key = (receiptNumber: string, receiptAuthority: string) => receiptKey({ receiptNumber, receiptAuthority });

  test('is the same however its number and authority are written', () => {
    expect(key('12/2021', 'Pachalik de Laâyoune')).toBe(key(' 12 / 2021', 'pachalik de  LAAYOUNE'));
    expect(key('١٢/٢٠٢١', 'باشوية العيون')).toBe(key('12/2021', 'باشوية العيون'));
    expect(key('12/2021', 'Pachalik de Laâyoune')).not.toBe(key('12/2021', 'Pachalik de Boujdour'));
    expect(key('12/2021', 'Pachalik de Laâyoune')).not.toBe(key('13/2021', 'Pachalik de Laâyoune'));
  });

  test('never takes what belongs to the number for the authority', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        if (a !== b) expect(key(String(a), 'caïdat')).not.toBe(key(String(b), 'caïdat'));
      }),
    );
  });

  test('is final within sixty days; a late one is told, the last day not yet', () => {
    const provisional = { receiptKind: 'provisional', receiptOn: '2026-09-01' } as const;
    expect(finalReceiptOverdue(provisional, '2026-10-31')).toBe(false);
    expect(finalReceiptOverdue(provisional, '2026-11-01')).toBe(true);
    expect(finalReceiptOverdue({ ...provisional, receiptKind: 'final' }, '2027-11-01')).toBe(false);
  });
});

describe('somebody represents an association', () => {
  const one = { state: 'confirmed', fromOn: '2026-01-01', untilOn: '2026-12-31' } as const;

  test('from the first to the last day of the term, once they said yes', () => {
    expect(represents(one, '2025-12-31')).toBe(false);
    expect(represents(one, '2026-01-01')).toBe(true);
    expect(represents(one, '2026-12-31')).toBe(true);
    expect(represents(one, '2027-01-01')).toBe(false);
    expect(represents({ ...one, untilOn: null }, '2036-01-01')).toBe(true);
    for (const state of ['asked', 'declined', 'ended'] as const)
      expect(represents({ ...one, state }, '2026-06-01')).toBe(false);
  });
});

test('what differs between two declarations is named, language by language', () => {
  const before: Declaration = {
    name: { ar: 'جمعية', fr: 'Association' },
    purpose: { fr: 'Objet' },
    seat: '11.321.01.01',
    address: 'Rue 1',
    createdOn: '2020-01-01',
    receiptKind: 'final',
    receiptNumber: '1',
    receiptOn: '2020-02-01',
    receiptAuthority: 'Pachalik',
    publicUtility: null,
  };
  expect(changedIn(before, { ...before, name: { fr: 'Association', ar: 'جمعية' } })).toEqual([]);
  expect(changedIn(before, { ...before, name: { fr: 'Association' }, publicUtility: '2-26-1' })).toEqual([
    'name',
    'publicUtility',
  ]);
});
