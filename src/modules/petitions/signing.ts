import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Keys } from '#platform/keys.ts';
import { leafOf } from '#platform/merkle.ts';
import { plainCode, receiptCode } from '#platform/receipt-code.ts';
import { ADDRESS_MAX, NAME_MAX, TIES, type Tie } from './petition.ts';

// What could be taken for another sign of the page is no part of a name.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A name as it is typed on a petition: at least two letters, kept on one line. */
export const nameInput = z
  .string('petitions.fault.name-missing')
  .transform((text) => text.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .max(NAME_MAX, 'petitions.fault.name-long')
      .refine((name) => (name.match(/\p{L}/gu)?.length ?? 0) >= 2, 'petitions.fault.name-missing'),
  );

/** An address as it is typed: the model of the file asks for it, on one line. */
export const addressInput = z
  .string()
  .transform((text) => text.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim())
  .pipe(z.string().max(ADDRESS_MAX, 'petitions.fault.address-long'));

/** What a signatory says of themselves. */
export const signatoryInput = z.object({
  name: nameInput,
  tie: z.enum(TIES, 'petitions.fault.tie-missing'),
  /** Code of the prefecture or province of residence; absent or empty: elsewhere. */
  territory: z.string('petitions.fault.territory').max(20).default(''),
  /** Where the signatory lives, for the file alone. */
  address: addressInput.default(''),
  /** Whether the name may be published. */
  publish: z.boolean().default(false),
  /** The law asks for a direct interest, and that nobody signs twice: the signatory says so. */
  declares: z.literal(true, 'petitions.fault.declares'),
});

/**
 * A signatory as it is kept until the code comes back, and with the signature afterwards. `copy`: an official saw the copy of the identity
 * card that the file must hold.
 */
export type Signatory = {
  name: string;
  tie: Tie;
  territory: string;
  publish: boolean;
  address?: string;
  copy?: boolean;
};

const USE = 'petitions.signatory';

/** Seals what a signatory says: only the secret outside the database opens it, for the row it was sealed for. */
export function sealSignatory(keys: Keys, signatory: Signatory, about: string): Buffer {
  return keys.seal(USE, JSON.stringify(signatory), about);
}

/** Opens it; undefined when key or row are not those. */
export function openSignatory(keys: Keys, sealed: Buffer, about: string): Signatory | undefined {
  const text = keys.open(USE, sealed, about);
  return text === undefined ? undefined : JSON.parse(text);
}

/**
 * Who signs: an account, an address that was confirmed (with the mailbox it comes down to), or a place where an official wrote it down
 * (`sheet 3, line 7`).
 */
export type Who = { personId: string } | { contact: Buffer; mailbox?: string | null } | { entry: string };

/**
 * Who signed, as a keyed hash that is of use for one petition only: it says that somebody has signed already, and does not say who
 * signed two petitions.
 */
export function signerOf(keys: Keys, petitionId: string, who: Who): Buffer {
  const name =
    'personId' in who
      ? `person:${who.personId}`
      : 'contact' in who
        ? `contact:${who.contact.toString('hex')}`
        : `entry:${who.entry}`;
  return keys.fingerprint('petitions.signer', `${petitionId}:${name}`);
}

/**
 * Name and residence as a keyed hash, of use for one petition only: the same for signatures that may be one person's, by whichever channel
 * they came. Accents, vowel signs, and the ways of writing alif, ya and ta marbuta make no difference.
 */
export function alikeOf(
  keys: Keys,
  petitionId: string,
  { name, territory }: Pick<Signatory, 'name' | 'territory'>,
): Buffer {
  const words = name
    .normalize('NFKD')
    .replace(/[\p{M}\u0640'’ʼ-]/gu, '')
    .toLowerCase()
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .split(/\s+/)
    .filter((word) => word !== '')
    .sort();
  return keys.fingerprint('petitions.alike', `${petitionId}:${territory}:${words.join(' ')}`);
}

/** 130 bits that nobody else can make: the same for the same signature. */
export function receiptOf(keys: Keys, signatureId: string): string {
  return receiptCode(keys.fingerprint('petitions.receipt', signatureId));
}

/** What a signatory's receipt proves: the receipt is the salt, which nobody else can guess. */
export type Receipted = { receipt: string; reference: string; signature: string };

/** The leaf of a signature: its receipt in capitals and without dashes, the reference of the petition, the id of the signature. */
export function signatureLeaf({ receipt, reference, signature }: Receipted): Buffer {
  return leafOf([plainCode(receipt), reference, signature]);
}

/** Whether this is the receipt of that signature, in small letters or without its dashes too. */
export function sameReceipt(keys: Keys, signatureId: string, typed: string): boolean {
  const [right, given] = [receiptOf(keys, signatureId), typed].map((code) => Buffer.from(plainCode(code)));
  return right?.length === given?.length && timingSafeEqual(right as Buffer, given as Buffer);
}
