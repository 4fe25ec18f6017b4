import { calendarDate } from '#platform/clock.ts';
import type { Text } from '#platform/i18n/text.ts';
import { normalise } from '#platform/search/normalise.ts';

/**
 * `declared`: waits for an official, and nobody else sees it. `verified`: an official compared it with its receipt. `refused`: with a reason;
 * it may be mended and sent again. `closed`: dissolved, or gone from the platform; it speaks no more, what it said stays.
 */
export const ASSOCIATION_STATES = ['declared', 'verified', 'refused', 'closed'] as const;
export type AssociationState = (typeof ASSOCIATION_STATES)[number];

/**
 * The receipt that the local authority gives for the declaration (dahir 1-58-376, art. 5): a provisional one at once, the final one within
 * sixty days.
 */
export const RECEIPT_KINDS = ['provisional', 'final'] as const;
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];

/** Days in which the local authority gives the final receipt; without it the association may work all the same (art. 5). */
export const FINAL_RECEIPT_DAYS = 60;

/** What somebody is in an association. `mandated`: whoever the association's organ has mandated in writing. */
export const FUNCTIONS = ['president', 'vice-president', 'secretary-general', 'treasurer', 'mandated'] as const;
export type RepresentativeFunction = (typeof FUNCTIONS)[number];

export type RepresentationState = 'asked' | 'confirmed' | 'declined' | 'ended';

export const CLOSING_REASONS = ['dissolved', 'left'] as const;
export type ClosingReason = (typeof CLOSING_REASONS)[number];

/** What an official compares with the receipt and the statutes: it changes only by being verified anew. */
export type Declaration = {
  name: Text;
  purpose: Text;
  /** Code of the commune or arrondissement of the seat. */
  seat: string;
  address: string;
  /** The day of the constituent assembly, `YYYY-MM-DD`. */
  createdOn: string;
  receiptKind: ReceiptKind;
  receiptNumber: string;
  receiptOn: string;
  /** The local authority that gave the receipt, by its name. */
  receiptAuthority: string;
  /** The decree that recognises it as of public utility (art. 9), as it is cited. */
  publicUtility: string | null;
};

/** What the association says of itself and may change at any time. */
export type Particulars = {
  members: number | null;
  website: string | null;
  email: string | null;
  phone: string | null;
};

export type Association = Declaration &
  Particulars & {
    id: string;
    state: AssociationState;
    /** Changes that wait for an official; until then what was verified stands. */
    proposed: Declaration | null;
    declaredAt: Date;
    verifiedAt: Date | null;
    /** The body whose official decided, and when. */
    institutionId: string | null;
    decidedAt: Date | null;
    refusal: string | null;
    takenBy: string | null;
    closedOn: string | null;
    closedWhy: ClosingReason | null;
  };

/** A person who represents an association, or is asked to. */
export type Representative = {
  id: string;
  associationId: string;
  personId: string;
  /** As it stands in the papers of the association. */
  name: string;
  function: RepresentativeFunction;
  publicName: boolean;
  fromOn: string;
  untilOn: string | null;
  state: RepresentationState;
};

/** Whether somebody speaks for an association on a day: they said yes, and their term runs. */
export function represents(one: Pick<Representative, 'state' | 'fromOn' | 'untilOn'>, today: string): boolean {
  return one.state === 'confirmed' && one.fromOn <= today && (one.untilOn === null || today <= one.untilOn);
}

/** Number and authority of a receipt as they are compared: without accents, signs and spaces, digits of any script. */
export function receiptKey({
  receiptNumber,
  receiptAuthority,
}: Pick<Declaration, 'receiptNumber' | 'receiptAuthority'>): string {
  const plain = (text: string) =>
    normalise(text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))).replace(
      /[^\p{L}\p{N}]+/gu,
      '',
    );
  return `${plain(receiptNumber)}@${plain(receiptAuthority)}`;
}

/** All names of an association as one searchable line: `|ans environnement|جمعيه ...|`. */
export function searchLine(name: Text): string {
  const keys = new Set(Object.values(name).map((value) => normalise(value ?? '')));
  keys.delete('');
  return `|${[...keys].join('|')}|`;
}

const DECLARED = [
  'name',
  'purpose',
  'seat',
  'address',
  'createdOn',
  'receiptKind',
  'receiptNumber',
  'receiptOn',
  'receiptAuthority',
  'publicUtility',
] as const satisfies readonly (keyof Declaration)[];

/** The verified part of an association, or of what was sent. */
export function declarationOf(given: Declaration): Declaration {
  return Object.fromEntries(DECLARED.map((key) => [key, given[key]])) as Declaration;
}

/** The names of what differs between two declarations. */
export function changedIn(before: Declaration, after: Declaration): (keyof Declaration)[] {
  return DECLARED.filter((key) => !same(before[key], after[key]));
}

function same(a: string | Text | null, b: string | Text | null): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((lang) => a[lang as 'ar'] === b[lang as 'ar']);
}

/**
 * Whether the final receipt is out of time: a provisional one is older than sixty days. The association works all the same (art. 5); an
 * official is told so that they ask rather than refuse.
 */
export function finalReceiptOverdue(
  { receiptKind, receiptOn }: Pick<Declaration, 'receiptKind' | 'receiptOn'>,
  today: string,
): boolean {
  const last = new Date(Date.parse(`${receiptOn}T12:00:00Z`) + FINAL_RECEIPT_DAYS * 86_400_000);
  return receiptKind === 'provisional' && today > calendarDate(last);
}
