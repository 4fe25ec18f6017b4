import { timingSafeEqual } from 'node:crypto';
import type { Keys } from '#platform/keys.ts';

/**
 * The secret with which a case is followed without an account: 80 bits of a keyed hash of its reference in Crockford's base 32, in groups of
 * four that can be read on the telephone. It is stored nowhere and stays the same when the case goes to another body.
 */
export function secretOf(keys: Pick<Keys, 'fingerprint'>, reference: string): string {
  let bits = BigInt(`0x${keys.fingerprint('cases.secret', reference).subarray(0, 10).toString('hex')}`);
  let text = '';
  for (let index = 0; index < 16; index++) {
    text = `${SIGNS[Number(bits & 31n)]}${text}`;
    bits >>= 5n;
  }
  return (text.match(/.{4}/g) ?? []).join('-');
}

/** Whether this is the secret of a reference, however it was typed: small letters, no dashes, O for 0, I and L for 1. */
export function sameSecret(keys: Pick<Keys, 'fingerprint'>, reference: string, typed: string): boolean {
  const right = Buffer.from(plain(secretOf(keys, reference)));
  const given = Buffer.from(plain(typed));
  return right.length === given.length && timingSafeEqual(right, given);
}

/** The path of the page that follows a case, for letters, receipts and printed codes. */
export function trackPath(keys: Pick<Keys, 'fingerprint'>, reference: string): string {
  return `/track?${new URLSearchParams({ reference, secret: secretOf(keys, reference) })}`;
}

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '');
}
