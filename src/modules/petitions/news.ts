import { timingSafeEqual } from 'node:crypto';
import type { Keys } from '#platform/keys.ts';
import type { PetitionState } from './petition.ts';

/** What those who asked for it are told of: once for each, whatever comes between. */
export const NEWS_STATES = ['withdrawn', 'filed', 'rejected', 'accepted', 'scheduled', 'answered'] as const;
export type NewsState = (typeof NEWS_STATES)[number] & PetitionState;

const USE = 'petitions.news';
const BYTES = 16;

/** Seals the address of somebody who asked to hear what becomes of a petition. `id` of their row. */
export function sealAddress(keys: Keys, address: string, id: string): Buffer {
  return keys.seal(USE, address, id);
}

/** The address that was sealed; undefined when it is not of this row. */
export function openAddress(keys: Keys, sealed: Buffer, id: string): string | undefined {
  return keys.open(USE, sealed, id);
}

/** The word in the address that stops these letters: the row and our proof of it. */
export function newsToken(keys: Keys, id: string): string {
  return Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), proofOf(keys, id)]).toString('base64url');
}

/** Whose letters a word stops; undefined when we have not made it. */
export function readNewsToken(keys: Keys, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 2 * BYTES) return undefined;
  const hex = bytes.subarray(0, BYTES).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return timingSafeEqual(bytes.subarray(BYTES), proofOf(keys, id)) ? id : undefined;
}

function proofOf(keys: Keys, id: string): Buffer {
  return keys.fingerprint('petitions.stop-news', id).subarray(0, BYTES);
}
