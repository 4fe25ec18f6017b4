import { randomBytes } from 'node:crypto';
import type { Tx } from '#platform/db/database.ts';
import type { Keys } from '#platform/keys.ts';
import { latinDigits } from './contact.ts';
import './tables.ts';

const LIFE = 15 * 60_000;
// Crockford's base 32, without signs that one could misread.
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eight signs in two groups, to be read out: 40 bits. */
export function newSpokenCode(): string {
  const signs = [...randomBytes(8)].map((byte) => SIGNS[byte & 31]).join('');
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}

/** What was typed of such a code, as it was meant. */
export function readSpokenCode(typed: string): string {
  return latinDigits(typed.normalize('NFKC'))
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

function hashOf(keys: Keys, code: string): Buffer {
  return keys.fingerprint('accounts.counter', readSpokenCode(code));
}

/** A code that somebody shows at a counter for a quarter of an hour; the one before is worth nothing any more. */
export async function newCounterCode(tx: Tx, keys: Keys, personId: string, now: Date): Promise<string> {
  const code = newSpokenCode();
  const row = { code_hash: hashOf(keys, code), expires_at: new Date(now.getTime() + LIFE) };
  await tx
    .insertInto('counter_code')
    .values({ person_id: personId, ...row })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
    .execute();
  return code;
}

/** Whose code this is, used up. */
export async function takeCounterCode(tx: Tx, keys: Keys, code: string, now: Date): Promise<string | undefined> {
  const row = await tx
    .deleteFrom('counter_code')
    .where('code_hash', '=', hashOf(keys, code))
    .where('expires_at', '>', now)
    .returning('person_id')
    .executeTakeFirst();
  return row?.person_id;
}
