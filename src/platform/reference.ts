import { randomInt } from 'node:crypto';

/**
 * A reference that can be read on the telephone: `PET-2026-7K4Q2-M` is a kind, a year, five random signs and a check sign. The signs are
 * Crockford's base 32, which has no I, L, O and U; whoever reads or hears them as 1 and 0 is understood. 33 million for each kind and year:
 * it is a name, never a secret.
 */
export type Reference = { kind: string; year: number; text: string };

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_SIGNS = 5;

/** Makes a reference; that it is not taken, the unique key of its table says. `kind` is two to four Latin capitals. */
export function newReference(kind: string, year: number): string {
  let signs = '';
  for (let index = 0; index < RANDOM_SIGNS; index++) signs += SIGNS[randomInt(SIGNS.length)];
  return `${kind}-${year}-${signs}-${checkSign(kind, String(year), signs)}`;
}

/**
 * Reads what was typed or dictated: small letters, other dashes, spaces or none, O for 0, I and L for 1. Undefined when it is no reference
 * or its check sign is wrong, which every single wrong sign and every two exchanged neighbours make it.
 */
export function parseReference(typed: string): Reference | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '');
  const parts = /^([A-Z]{2,4})(\d{4})([0-9A-Z]{5})([0-9A-Z])$/.exec(plain);
  if (!parts) return undefined;
  const [, kind = '', year = ''] = parts;
  const signs = asSigns(parts[3] ?? '');
  const check = asSigns(parts[4] ?? '');
  if (!signs || !check || check !== checkSign(kind, year, signs)) return undefined;
  return { kind, year: Number(year), text: `${kind}-${year}-${signs}-${check}` };
}

function asSigns(heard: string): string | undefined {
  const signs = heard.replace(/O/g, '0').replace(/[IL]/g, '1');
  return [...signs].every((sign) => SIGNS.includes(sign)) ? signs : undefined;
}

/**
 * A polynomial over the field of 32 elements, with x⁵ + x² + 1: one wrong sign, or two exchanged ones, always change its value. Capitals
 * and digits of kind and year take part by their place in ASCII, so that a reference of another kind or year has another check sign.
 */
function checkSign(kind: string, year: string, signs: string): string {
  const values = [...kind, ...year].map((sign) => sign.charCodeAt(0) % 32);
  for (const sign of signs) values.push(SIGNS.indexOf(sign));
  let sum = 0;
  for (const value of values) sum = timesAlpha(sum) ^ value;
  return SIGNS[timesAlpha(sum)] as string;
}

function timesAlpha(value: number): number {
  return value & 0b10000 ? (value << 1) ^ 0b100101 : value << 1;
}
