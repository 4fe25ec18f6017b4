import { timingSafeEqual } from 'node:crypto';
import type { Keys } from '#platform/keys.ts';

const ID_BYTES = 16;
const PROOF_BYTES = 16;

/** The word in the address that stops a person's letters: their id and our proof of it. It never expires, as letters do not. */
export function unsubscribeToken(keys: Keys, personId: string): string {
  const id = Buffer.from(personId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, proofOf(keys, personId)]).toString('base64url');
}

/** Whose letters a token stops; undefined when we have not made it. */
export function readUnsubscribeToken(keys: Keys, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== ID_BYTES + PROOF_BYTES) return undefined;
  const hex = bytes.subarray(0, ID_BYTES).toString('hex');
  const personId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return timingSafeEqual(bytes.subarray(ID_BYTES), proofOf(keys, personId)) ? personId : undefined;
}

function proofOf(keys: Keys, personId: string): Buffer {
  return keys.fingerprint('notifications.stop-letters', personId).subarray(0, PROOF_BYTES);
}
