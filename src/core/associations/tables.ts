import type { ColumnType } from 'kysely';
import type { Text } from '#platform/i18n/text.ts';
import type {
  AssociationState,
  ClosingReason,
  Declaration,
  ReceiptKind,
  RepresentationState,
  RepresentativeFunction,
} from './association.ts';

/** Associations. Shared: one speaks to every public body. */
export type AssociationTable = {
  id: string;
  state: AssociationState;
  name: ColumnType<Text, unknown, unknown>;
  /** The names as they are looked for. */
  name_keys: string;
  purpose: ColumnType<Text, unknown, unknown>;
  seat: string;
  address: string;
  created_on: string;
  receipt_kind: ReceiptKind;
  receipt_number: string;
  receipt_on: string;
  receipt_authority: string;
  receipt_key: string;
  public_utility: string | null;
  members: number | null;
  website: string | null;
  email: string | null;
  phone: string | null;
  declared_by: string | null;
  declared_at: Date;
  proposed: ColumnType<Declaration | null, unknown, unknown>;
  /** The official who reads the papers now, and for which body. */
  taken_by: string | null;
  taken_for: string | null;
  /** The body whose official decided. */
  institution_id: string | null;
  decided_at: Date | null;
  verified_at: Date | null;
  refusal: string | null;
  closed_on: string | null;
  closed_why: ClosingReason | null;
};

/** Who represents an association, from when to when. */
export type AssociationRepresentativeTable = {
  id: string;
  association_id: string;
  person_id: string;
  name: string;
  function: RepresentativeFunction;
  public_name: boolean;
  from_on: string;
  until_on: string | null;
  /** Nobody speaks for an association without having said yes. */
  state: RepresentationState;
  asked_by: string | null;
  asked_at: Date;
  answered_at: Date | null;
  ended_at: Date | null;
};

declare module '#platform/db/database.ts' {
  interface SharedTables {
    association: AssociationTable;
    association_representative: AssociationRepresentativeTable;
  }
}
