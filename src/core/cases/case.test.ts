import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CASE_READERS, type CaseKind } from '#platform/case-kind.ts';
import { Conflict } from '#platform/errors.ts';
import { keysOf } from '#platform/keys.ts';
import { newReference } from '#platform/reference.ts';
import { offers } from '../../app.ts';
import { referenceOfAddress, replyAddress } from './address.ts';
import { isOver, kindNamed, mayRead, remediesAfter, stepFrom, stepsOf } from './case.ts';
import { sameSecret, secretOf, trackPath } from './secret.ts';

const keys = keysOf('a secret for tests, longer than 32 signs');
const reference = fc.constantFrom('PET', 'DI', 'REC').map((kind) => newReference(kind, 2026));

describe('the secret of a case', () => {
  test('is four groups of four signs that can be read aloud, and the same each time', () => {
    fc.assert(
      fc.property(reference, (one) => {
        expect(secretOf(keys, one)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
        expect(secretOf(keys, one)).toBe(secretOf(keys, one));
        expect(trackPath(keys, one)).toContain(secretOf(keys, one));
      }),
    );
  });

  test('is taken as people type it, and no other is', () => {
    fc.assert(
      fc.property(reference, reference, fc.nat(18), (one, other, place) => {
        const secret = secretOf(keys, one);
        const typed = secret.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
        expect(sameSecret(keys, one, typed)).toBe(true);
        if (one !== other) expect(sameSecret(keys, other, secret)).toBe(false);
        const sign = secret[place];
        if (sign !== '-') {
          const wrong = `${secret.slice(0, place)}${sign === '7' ? '8' : '7'}${secret.slice(place + 1)}`;
          expect(sameSecret(keys, one, wrong)).toBe(false);
        }
        expect(sameSecret(keys, one, '')).toBe(false);
      }),
    );
  });

  test('is worth nothing under another key', () => {
    const others = keysOf('another secret for tests, longer than 32');
    expect(sameSecret(others, 'PET-2026-7K4Q2-M', secretOf(keys, 'PET-2026-7K4Q2-M'))).toBe(false);
  });
});

describe('the address that a case answers at', () => {
  test('leads back to its reference however it was written, and no other address does', () => {
    fc.assert(
      fc.property(reference, reference, (one, other) => {
        const address = replyAddress(keys, one, 'jamaa.example');
        expect(referenceOfAddress(keys, address)).toBe(one);
        expect(referenceOfAddress(keys, ` ${address.toUpperCase()} `)).toBe(one);
        const forged = address.replace(one.toLowerCase(), other.toLowerCase());
        expect(referenceOfAddress(keys, forged)).toBe(one === other ? one : undefined);
      }),
    );
    for (const wrong of ['office@example.ma', 'reply+x@jamaa.example', 'reply+pet-2026-7k4q2-m.0000000000000000@a.ma'])
      expect(referenceOfAddress(keys, wrong)).toBeUndefined();
  });
});

describe('who reads what', () => {
  test('officials read everything, parties what is theirs and public, others what is public', () => {
    const read = CASE_READERS.map((reader) => CASE_READERS.filter((readers) => mayRead(reader, { readers })));
    expect(read).toEqual([['public'], ['public', 'parties'], ['public', 'parties', 'officials']]);
  });
});

describe('every kind of case', () => {
  const kinds: [string, CaseKind][] = offers.caseKinds.map((kind) => [kind.kind, kind]);

  test.each(kinds)('%s: a step is one from each state, and each has words', (_name, kind) => {
    const known = kind.transitions.map(({ from, verb, who }) => `${from} ${verb} ${who}`);
    expect(new Set(known).size).toBe(known.length);
    for (const { to, verb } of kind.transitions) {
      expect(kind.states[to]).toBeDefined();
      expect(kind.steps[verb]).toBeDefined();
    }
    for (const end of kind.ends) expect(kind.states[end]).toBeDefined();
    for (const { after } of kind.remedies) for (const verb of after) expect(kind.steps[verb]).toBeDefined();
  });

  test.each(kinds)('%s: what is waited for begins with a clock and ends it', (_name, kind) => {
    expect(kind.transitions.some(({ from, clock }) => from === null && clock === 'starts')).toBe(true);
    for (const { to, clock } of kind.transitions)
      if (isOver(kind, to) && clock === 'starts') throw new Error(`${to} is over and waits`);
  });

  test('what the table does not know cannot be done', () => {
    const petition = kindNamed(offers.caseKinds, 'petition');
    expect(() => stepFrom(petition, 'finished', 'accept', 'office')).toThrow(Conflict);
    expect(() => stepFrom(petition, 'filed', 'accept', 'party')).toThrow(Conflict);
    expect(stepsOf(petition, 'filed', 'party').map(({ verb }) => verb)).toEqual(['withdraw']);
    expect(remediesAfter(petition, 'reject')).toHaveLength(1);
    expect(remediesAfter(petition, 'accept')).toEqual([]);
    expect(() => kindNamed(offers.caseKinds, 'nothing')).toThrow(RangeError);
  });
});
