import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newReference, parseReference } from './reference.ts';

const references = fc
  .constantFrom('PET', 'DI', 'RECL')
  .chain((kind) => fc.integer({ min: 2024, max: 2199 }).map((year) => newReference(kind, year)));

describe('references', () => {
  it('are read as they were made', () => {
    fc.assert(fc.property(references, (text) => parseReference(text)?.text === text));
  });

  it('say their kind and year', () => {
    expect(parseReference(newReference('PET', 2026))).toMatchObject({ kind: 'PET', year: 2026 });
  });

  it('are understood in small letters, with other dashes, with spaces or without anything, and with O, I and L', () => {
    fc.assert(
      fc.property(references, (text) => {
        const [kind, year, signs = '', check = ''] = text.split('-');
        const heard = (part: string) => part.replaceAll('0', 'o').replaceAll('1', 'L');
        const ways = [
          text.toLowerCase(),
          text.replaceAll('-', '–'),
          text.replaceAll('-', ' '),
          text.replaceAll('-', ''),
          `\u2066${text}\u2069`,
          `${kind}-${year}-${heard(signs)}-${heard(check)}`,
        ];
        return ways.every((way) => parseReference(way)?.text === text);
      }),
    );
  });

  it('refuse every wrong sign among the last six', () => {
    fc.assert(
      fc.property(references, fc.nat(5), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (text, at, sign) => {
        const plain = text.replaceAll('-', '');
        const place = plain.length - 6 + at;
        fc.pre(plain[place] !== sign);
        return parseReference(plain.slice(0, place) + sign + plain.slice(place + 1)) === undefined;
      }),
    );
  });

  it('refuse two exchanged neighbours', () => {
    fc.assert(
      fc.property(references, fc.nat(4), (text, at) => {
        const plain = text.replaceAll('-', '');
        const place = plain.length - 6 + at;
        const [a, b] = [plain[place] ?? '', plain[place + 1] ?? ''];
        fc.pre(a !== b);
        return parseReference(plain.slice(0, place) + b + a + plain.slice(place + 2)) === undefined;
      }),
    );
  });

  it('refuse another year, and what is no reference', () => {
    const text = newReference('PET', 2026);
    expect(parseReference(text.replace('2026', '2027'))).toBeUndefined();
    for (const wrong of ['', 'PET', 'PET-2026', '2026-7K4Q2-M', 'PET-2026-7K4U2-M', "PET-2026-7K4Q2-M' or 1=1"])
      expect(parseReference(wrong)).toBeUndefined();
  });
});
