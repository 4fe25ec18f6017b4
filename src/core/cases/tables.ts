import type { ColumnType } from 'kysely';
import type { CaseReader } from '#platform/case-kind.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { CaseChannel, PartyKind } from './case.ts';

/** A numbered dossier of a body. What it is about stands in the capability that its kind belongs to. */
export type CaseFileTable = {
  institution_id: string;
  id: string;
  kind: string;
  /** `PET-2026-7K4Q2-M`. A case that went to another body keeps it there. */
  reference: string;
  /** What the capability calls the thing: the reference of a petition. */
  about: string;
  title: ColumnType<Text, unknown, unknown>;
  state: string;
  lang: Lang;
  channel: CaseChannel;
  party_kind: PartyKind;
  party_name: string;
  person_id: string | null;
  /** Where a party without an account is reached, sealed. */
  contact: Buffer | null;
  received_at: Date;
  /** The day the law counts from. */
  received_on: string;
  rule: string | null;
  /** The last day, as the deadline that runs says it; null where none runs. */
  due_on: string | null;
  provisional: boolean;
  extended: boolean;
  assigned_to: string | null;
  /** For which last day its reminder has gone out. */
  reminded_for: string | null;
  decided_on: string | null;
  /** The last day of the deadline that the decision met. */
  decided_due_on: string | null;
  outcome: string | null;
  ground: string | null;
  over_at: Date | null;
  came_from_institution: string | null;
  came_from: string | null;
  anonymised_at: Date | null;
  /** Whether a decision removed what it is about: nothing of it is public any more. */
  erased: boolean;
};

/** What happened in a case, in the order in which it happened. Rows are added; only redaction takes words out of one. */
export type CaseEventTable = {
  institution_id: string;
  case_id: string;
  id: string;
  at: Date;
  verb: string;
  /** The state it led to. */
  state: string;
  who: 'party' | 'office' | 'clock';
  person_id: string | null;
  readers: CaseReader;
  words: ColumnType<Text, unknown, unknown>;
  /** Facts in a form that programs read: outcome, ground, dates. Nothing that somebody wrote. */
  facts: ColumnType<Record<string, string | number>, unknown, unknown>;
  /** The letter that told the party. */
  letter_id: string | null;
  /** Which part of which e-mail it is: a keyed hash, so that a message that is read again is known. */
  mail_key: Buffer | null;
  redacted_at: Date | null;
  redacted_why: ColumnType<Text | null, unknown, unknown>;
};

declare module '#platform/db/database.ts' {
  interface TenantTables {
    case_file: CaseFileTable;
    case_event: CaseEventTable;
  }
}
