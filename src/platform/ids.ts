import { randomBytes } from 'node:crypto';
import { v7, validate, version } from 'uuid';

/** A new UUIDv7: sorts by the moment it was made, so indexes stay compact and keyset paging can end with it. */
export function newId(): string {
  return v7();
}

/** Whether a text from outside is one of our ids; ask before it reaches a `uuid` column. */
export function isId(text: string): boolean {
  return validate(text) && version(text) === 7;
}

/** A secret nobody can guess, safe in addresses and files: `bytes` random bytes as base64url (32 → 43 signs). */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}
