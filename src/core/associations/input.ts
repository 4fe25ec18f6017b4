import { z } from 'zod';
import { territoryByCode } from '#core/territory/index.ts';
import type { Db } from '#platform/db/database.ts';
import { type Fault, InvalidInput } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { type Declaration, FUNCTIONS, RECEIPT_KINDS } from './association.ts';

/** The id of a thing of ours. */
export const id = z.string().refine(isId, 'associations.fault.choose');

/** An empty field of a form is no answer. */
const blank = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);

/** A text in the languages that were filled in: Arabic or French at least. */
const text = (longest: number, missing: 'associations.fault.name-missing' | 'associations.fault.purpose-missing') => {
  const words = z.preprocess(blank, z.string().trim().max(longest).optional());
  return z
    .object({ ar: words, fr: words, zgh: words, en: words })
    .transform((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)))
    .refine((given) => given.ar !== undefined || given.fr !== undefined, { message: missing, path: ['ar'] });
};

const date = z.iso.date('associations.fault.date');
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(blank, schema.nullish()).transform((value) => value ?? null);

/** What an official compares with the receipt and the statutes. */
export const declarationInput = {
  name: text(300, 'associations.fault.name-missing'),
  purpose: text(2_000, 'associations.fault.purpose-missing'),
  /** Code of the commune or arrondissement of the seat. */
  seat: z.string('associations.fault.seat').trim().min(1, 'associations.fault.seat').max(20),
  address: z.string().trim().min(5, 'associations.fault.address').max(300),
  createdOn: date,
  receiptKind: z.enum(RECEIPT_KINDS, 'associations.fault.choose'),
  receiptNumber: z
    .string()
    .trim()
    .min(1, 'associations.fault.receipt-number')
    .max(60)
    .regex(/\p{N}/u, 'associations.fault.receipt-number'),
  receiptOn: date,
  receiptAuthority: z
    .string()
    .trim()
    .max(200)
    .regex(/\p{L}{2}/u, 'associations.fault.authority'),
  publicUtility: optional(z.string().trim().max(200)),
};

/** What the association says of itself. */
export const particularsInput = {
  members: optional(
    z.coerce
      .number('associations.fault.members')
      .int('associations.fault.members')
      .min(0, 'associations.fault.members')
      .max(10_000_000, 'associations.fault.members'),
  ),
  website: optional(z.url({ protocol: /^https?$/, error: 'associations.fault.website' }).max(300)),
  email: optional(z.email('associations.fault.email').max(254)),
  phone: optional(
    z
      .string()
      .trim()
      .max(30)
      .regex(/^\+?[\d\s().-]{6,}$/, 'associations.fault.phone'),
  ),
};

/** Somebody as a representative: their name as it stands in the papers, what they are, until when. */
export const representativeInput = {
  representative: z.string().trim().min(2, 'associations.fault.representative').max(120),
  function: z.enum(FUNCTIONS, 'associations.fault.choose'),
  untilOn: optional(date),
};

/** Refuses what no paper can say: days to come, a receipt older than the association, a seat that is no commune. */
export async function checkDeclaration(db: Db, given: Declaration, today: string): Promise<void> {
  const faults: Fault[] = [];
  if (given.createdOn > today) faults.push({ pointer: '/createdOn', key: 'associations.fault.future' });
  if (given.receiptOn > today) faults.push({ pointer: '/receiptOn', key: 'associations.fault.future' });
  else if (given.receiptOn < given.createdOn)
    faults.push({ pointer: '/receiptOn', key: 'associations.fault.receipt-before' });
  const seat = await territoryByCode(db, given.seat);
  if (seat?.level !== 'commune' && seat?.level !== 'arrondissement')
    faults.push({ pointer: '/seat', key: 'associations.fault.seat' });
  if (faults.length > 0) throw new InvalidInput(faults);
}
