import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { signatureLeaf } from './signing.ts';

describe('a leaf', () => {
  const given = { receipt: '0ABCD-EFGHJ-KMNPQ-RSTVW-XYZ01-2', reference: 'PET-2026-7K4Q2-M', signature: 'an id' };

  test('is the hash that the page tells people to make', () => {
    expect(signatureLeaf(given)).toEqual(
      createHash('sha256').update('\x000ABCDEFGHJKMNPQRSTVWXYZ012\nPET-2026-7K4Q2-M\nan id').digest(),
    );
    expect(signatureLeaf({ ...given, receipt: given.receipt.toLowerCase().replaceAll('-', ' ') })).toEqual(
      signatureLeaf(given),
    );
  });

  test('of another receipt, petition or signature is another', () => {
    const others = [{ receipt: '1' }, { reference: 'PET-2026-7K4Q2-N' }, { signature: 'another' }];
    for (const other of others) expect(signatureLeaf({ ...given, ...other })).not.toEqual(signatureLeaf(given));
  });
});
