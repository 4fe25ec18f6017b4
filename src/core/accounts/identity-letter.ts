import type { Db } from '#platform/db/database.ts';
import type { Keys } from '#platform/keys.ts';
import { readSpokenCode } from './counter.ts';
import './tables.ts';

const DAY = 86_400_000;

/** How long a printed code can be typed: letters to a douar take their time. */
export const LETTER_DAYS = 60;
export const LETTER_TRIES = 5;

/** Who the letter goes to, as the person wrote it. */
export type Addressee = { name: string; address: string };

/** When a letter that was asked for or printed on a day is over. */
export function letterExpiry(now: Date): Date {
  return new Date(now.getTime() + LETTER_DAYS * DAY);
}

/** The keyed hash of the code that a letter carries. */
export function hashOfLetterCode(keys: Keys, letterId: string, code: string): Buffer {
  return keys.fingerprint('accounts.letter', `${letterId}:${readSpokenCode(code)}`);
}

export function sealAddressee(keys: Keys, letterId: string, addressee: Addressee): Buffer {
  return keys.seal('accounts.letter-address', JSON.stringify(addressee), letterId);
}

export function openAddressee(keys: Keys, letterId: string, sealed: Buffer): Addressee | undefined {
  const content = keys.open('accounts.letter-address', sealed, letterId);
  return content === undefined ? undefined : (JSON.parse(content) as Addressee);
}

export type OwnLetter = {
  id: string;
  institution_id: string;
  asked_at: Date;
  printed_at: Date | null;
  expires_at: Date;
};

/** The letter a person waits for, if any. */
export async function letterOf(db: Db, personId: string, now: Date): Promise<OwnLetter | undefined> {
  return db
    .selectFrom('identity_letter')
    .select(['id', 'institution_id', 'asked_at', 'printed_at', 'expires_at'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

export type WaitingLetter = { id: string; asked_at: Date };

/** The letters that a body has to print, the oldest first: who they go to is seen when they are printed. */
export async function lettersToPrint(db: Db, institutionId: string, now: Date, limit = 100): Promise<WaitingLetter[]> {
  return db
    .selectFrom('identity_letter')
    .select(['id', 'asked_at'])
    .where('institution_id', '=', institutionId)
    .where('printed_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('asked_at')
    .limit(limit)
    .execute();
}
