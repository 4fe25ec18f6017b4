import { domainToASCII } from 'node:url';
import type { Keys } from '#platform/keys.ts';
import type { ContactKind } from './tables.ts';

/** An address people are reached at: `address` in the one form in which it is written everywhere. */
export type Contact = { kind: ContactKind; address: string };

const LOCAL_PART = /^[^\s@<>",;:\\()[\]]{1,64}$/u;
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/**
 * Reads what somebody typed as an e-mail address or a telephone number. Numbers without a country are Moroccan (`06…`, `07…`, `05…`,
 * `08…`); digits may be Arabic. Undefined when it is neither.
 */
export function parseContact(typed: string): Contact | undefined {
  const text = typed.normalize('NFKC').trim();
  return text.includes('@') ? parseEmail(text) : parsePhone(text);
}

function parseEmail(text: string): Contact | undefined {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at).toLowerCase();
  const domain = domainToASCII(text.slice(at + 1).toLowerCase());
  if (!LOCAL_PART.test(local) || !DOMAIN.test(domain)) return undefined;
  return { kind: 'email', address: `${local}@${domain}` };
}

function parsePhone(text: string): Contact | undefined {
  const signs = latinDigits(text).replace(/[\s().\-\u2010-\u2015\u200e\u200f]/g, '');
  if (!/^\+?\d{6,17}$/.test(signs)) return undefined;
  const international = signs.startsWith('00') ? `+${signs.slice(2)}` : signs;
  // People write +212 0612… too.
  const number = international.startsWith('+')
    ? international.replace(/^\+2120(?=\d{9}$)/, '+212')
    : /^0[5-8]\d{8}$/.test(international)
      ? `+212${international.slice(1)}`
      : international;
  if (number.startsWith('+212') && !/^\+212[5-8]\d{8}$/.test(number)) return undefined;
  return /^\+[1-9]\d{7,14}$/.test(number) ? { kind: 'phone', address: number } : undefined;
}

/** Arabic and Persian digits as Latin ones. */
export function latinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** The keyed hash by which a contact is found. */
export function fingerprintOf(keys: Keys, { kind, address }: Contact): Buffer {
  return keys.fingerprint('accounts.contact', `${kind}:${address}`);
}

/** The same for an address as it was typed; undefined when it is none. */
export function contactFingerprint(keys: Keys, typed: string): Buffer | undefined {
  const contact = parseContact(typed);
  return contact && fingerprintOf(keys, contact);
}

/** Enough of an address for its owner to know it: `f•••a@example.ma`, `+212 6•• ••• •78`. */
export function maskContact({ kind, address }: Contact): string {
  if (kind === 'phone') return `${address.slice(0, 5)}${'•'.repeat(address.length - 7)}${address.slice(-2)}`;
  const at = address.lastIndexOf('@');
  const local = [...address.slice(0, at)];
  const end = local.length > 3 ? local.at(-1) : '';
  return `${local[0]}•••${end}${address.slice(at)}`;
}
