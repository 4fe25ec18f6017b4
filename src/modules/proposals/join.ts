import { timingSafeEqual } from 'node:crypto';
import type { Keys } from '#platform/keys.ts';

/** The word of the address that an author gives to those who write with them: nobody can guess it, and it needs no table. */
export function joinKey(keys: Keys, proposalId: string): string {
  return keys.fingerprint('proposals.join', proposalId).subarray(0, 18).toString('base64url');
}

/** Whether this is that word. */
export function isJoinKey(keys: Keys, proposalId: string, given: string): boolean {
  const [right, typed] = [Buffer.from(joinKey(keys, proposalId)), Buffer.from(given)];
  return right.length === typed.length && timingSafeEqual(right, typed);
}
