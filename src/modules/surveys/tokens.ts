import { timingSafeEqual } from 'node:crypto';
import type { Keys } from '#platform/keys.ts';
import type { Survey } from './queries/surveys.ts';

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const NUMBER_SIGNS = 4;
const MARK_SIGNS = 12;

type Of = Pick<Survey, 'id' | 'tokens'>;

/**
 * The code of a number: the number itself and 60 bits that only the secret outside the database can make, in Crockford's base 32. Codes are
 * stored nowhere: the list can be printed again, and a copy of the database holds none.
 */
export function tokenOf(keys: Keys, surveyId: string, number: number): string {
  const signs = inSigns(BigInt(number), NUMBER_SIGNS) + markOf(keys, surveyId, number);
  return (signs.match(/.{4}/g) ?? []).join('-');
}

/** The number of a code that was typed; undefined when it is none of those issued for this survey. */
export function tokenNumber(keys: Keys, { id, tokens }: Of, typed: string): number | undefined {
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (plain.length !== NUMBER_SIGNS + MARK_SIGNS) return undefined;
  let number = 0;
  for (const sign of plain.slice(0, NUMBER_SIGNS)) number = number * 32 + SIGNS.indexOf(sign);
  if (!Number.isInteger(number) || number < 1 || number > tokens) return undefined;
  const [right, given] = [markOf(keys, id, number), plain.slice(NUMBER_SIGNS)].map((text) => Buffer.from(text));
  return right && given && right.length === given.length && timingSafeEqual(right, given) ? number : undefined;
}

function markOf(keys: Keys, surveyId: string, number: number): string {
  const mark = keys.fingerprint('surveys.token', `${surveyId}:${number}`).readBigUInt64BE() >> 4n;
  return inSigns(mark, MARK_SIGNS);
}

function inSigns(value: bigint, length: number): string {
  let text = '';
  for (let left = value; text.length < length; left >>= 5n) text = `${SIGNS[Number(left & 31n)]}${text}`;
  return text;
}
