import { timingSafeEqual } from 'node:crypto';
import type { Keys } from '#platform/keys.ts';
import { parseReference } from '#platform/reference.ts';

const KEY_SIGNS = 16;

/**
 * The address to which somebody answers a letter about their case: `reply+pet-2026-7k4q2-m.KEY@host`. The key is a keyed hash of the
 * reference in hexadecimal: whoever does not have a letter of the case cannot write into it, and mail programs keep its case as they like.
 */
export function replyAddress(keys: Pick<Keys, 'fingerprint'>, reference: string, host: string): string {
  return `reply+${reference.toLowerCase()}.${keyOf(keys, reference)}@${host}`;
}

/** The reference for which an address was made; undefined for any other address. */
export function referenceOfAddress(keys: Pick<Keys, 'fingerprint'>, address: string): string | undefined {
  const [, typed = '', key = ''] = /^reply\+([a-z0-9-]{8,40})\.([0-9a-f]{16})@/i.exec(address.trim()) ?? [];
  const reference = parseReference(typed)?.text;
  if (!reference) return undefined;
  const [right, given] = [Buffer.from(keyOf(keys, reference)), Buffer.from(key.toLowerCase())];
  return timingSafeEqual(right, given) ? reference : undefined;
}

function keyOf(keys: Pick<Keys, 'fingerprint'>, reference: string): string {
  return keys.fingerprint('cases.reply-address', reference).toString('hex').slice(0, KEY_SIGNS);
}
