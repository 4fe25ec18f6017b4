import { randomBytes } from 'node:crypto';
import type { ActionContext } from '#platform/action.ts';
import type { Db, Tx } from '#platform/db/database.ts';
import { NotSignedIn, TooMany } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Keys } from '#platform/keys.ts';
import type { PersonActor } from '#platform/tenant.ts';
import { latinDigits } from './contact.ts';
import { totpStep } from './totp.ts';
import './tables.ts';

/** The second factors of a person. */
export type SecondFactors = {
  /** An authenticator app is set up. */
  totp: boolean;
  passkeys: { id: string; name: string; created_at: Date; last_used_at: Date | null; backed_up: boolean }[];
  /** Recovery codes that were not used yet. */
  recoveryLeft: number;
};

export async function secondFactorsOf(db: Db, personId: string): Promise<SecondFactors> {
  const totp = await db
    .selectFrom('totp')
    .select('person_id')
    .where('person_id', '=', personId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  const passkeys = await db
    .selectFrom('passkey')
    .select(['id', 'name', 'created_at', 'last_used_at', 'backed_up'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute();
  const { left } = await db
    .selectFrom('recovery_code')
    .select(({ fn }) => fn.countAll<number>().as('left'))
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { totp: totp !== undefined, passkeys, recoveryLeft: left };
}

/** Whether a person has any second factor besides recovery codes. */
export function hasSecondFactor({ totp, passkeys }: SecondFactors): boolean {
  return totp || passkeys.length > 0;
}

/**
 * Whoever has a second factor shows it before changing how they sign in: else somebody who reads their letters could take the account
 * over. Refuses with the need that leads to showing it.
 */
export async function requireOwnSecondFactor(tx: Tx, person: PersonActor): Promise<void> {
  if (person.secondFactor) return;
  if (hasSecondFactor(await secondFactorsOf(tx, person.id)))
    throw new NotSignedIn({ level: 1, secondFactor: true }, 'accounts.refusal.second-factor');
}

export const RECOVERY_CODES = 10;
// Crockford's base 32: no I, L, O or U that one could misread. 50 bits each, and tries are counted.
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Replaces the recovery codes of a person; they are shown this once, kept are their keyed hashes. */
export async function makeRecoveryCodes(tx: Tx, keys: Keys, personId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => {
    const signs = [...randomBytes(10)].map((byte) => SIGNS[byte & 31]).join('');
    return `${signs.slice(0, 5)}-${signs.slice(5)}`;
  });
  await tx.deleteFrom('recovery_code').where('person_id', '=', personId).execute();
  await tx
    .insertInto('recovery_code')
    .values(
      codes.map((code) => ({ person_id: personId, code_hash: hashOfRecovery(keys, personId, code), used_at: null })),
    )
    .execute();
  return codes;
}

function hashOfRecovery(keys: Keys, personId: string, code: string): Buffer {
  const plain = code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return keys.fingerprint('accounts.recovery', `${personId}:${plain}`);
}

/** The secret of an authenticator app, opened; undefined when none is set up (or, with `pending`, begun). */
export async function totpSecretOf(
  db: Db,
  keys: Keys,
  personId: string,
  options: { pending?: boolean } = {},
): Promise<string | undefined> {
  const row = await db
    .selectFrom('totp')
    .select(['sealed', 'confirmed_at'])
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (!row || (row.confirmed_at === null) !== (options.pending ?? false)) return undefined;
  return keys.open('accounts.totp', row.sealed, personId);
}

/** Takes a time step if it is later than every step taken before: a code that somebody looked at while it was typed is worth nothing. */
export async function takeStep(tx: Tx, personId: string, step: number): Promise<boolean> {
  const taken = await tx
    .updateTable('totp')
    .set({ last_step: step })
    .where('person_id', '=', personId)
    .where('last_step', '<', step)
    .executeTakeFirstOrThrow();
  return Number(taken.numUpdatedRows) === 1;
}

const TRIES = 10;
const TRIES_MINUTES = 15;

/**
 * Tries the code of an app or a recovery code. False is counted, and the caller must commit it. Refuses (429) after ten wrong ones in a
 * quarter of an hour.
 */
export async function trySecondFactor(
  { db, around, now }: Pick<ActionContext, 'db' | 'around' | 'now'>,
  person: PersonActor,
  typed: string,
  network: string,
): Promise<boolean> {
  const { keys } = around;
  const fingerprint = keys.fingerprint('accounts.factor', person.id);
  const { failures } = await db
    .selectFrom('code_failure')
    .select(({ fn }) => fn.countAll<number>().as('failures'))
    .where('fingerprint', '=', fingerprint)
    .where('at', '>', new Date(now.getTime() - TRIES_MINUTES * 60_000))
    .executeTakeFirstOrThrow();
  if (failures >= TRIES) throw new TooMany(TRIES_MINUTES * 60, 'accounts.refusal.too-many-factors');
  const code = latinDigits(typed.normalize('NFKC')).replace(/\s/g, '');
  const secret = await totpSecretOf(db, keys, person.id);
  const step = secret ? totpStep(secret, code, now) : undefined;
  if (step !== undefined && (await takeStep(db, person.id, step))) return true;
  const used = await db
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('person_id', '=', person.id)
    .where('code_hash', '=', hashOfRecovery(keys, person.id, code))
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(used.numUpdatedRows) === 1) return true;
  await db.insertInto('code_failure').values({ id: newId(), fingerprint, network, at: now }).execute();
  return false;
}
