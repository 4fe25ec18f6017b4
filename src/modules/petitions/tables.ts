import type { ColumnType, Generated } from 'kysely';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Condition, Outcome, Petitioner } from './council.ts';
import type { CollaboratorState, PetitionVersionWords } from './drafting.ts';
import type { CheckResult, Criterion, InvalidationGround } from './judging.ts';
import type { PetitionLevel } from './law.ts';
import type { NewsState } from './news.ts';
import type {
  AppealOutcome,
  Channel,
  PetitionState,
  RefusalGround,
  RemovalGround,
  SignatureState,
  Tie,
} from './petition.ts';
import type { Register, RegisterFormat } from './sampling.ts';
import type { LineFault, SheetState } from './sheet.ts';

/** A petition to a council. Its threshold is the law's on the day it was opened: later figures do not move it. */
export type PetitionTable = {
  institution_id: string;
  id: string;
  /** `PET-2026-7K4Q2-M`. */
  reference: string;
  level: PetitionLevel;
  state: PetitionState;
  /** The language it is written in. */
  lang: Lang;
  title: string;
  demand: string;
  reasons: string;
  /** Who follows the procedure for the petitioners. Null once the account is closed. */
  representative_id: string | null;
  /** The name that stands on the petition. */
  representative_name: string;
  months: number;
  population_year: number | null;
  population: number | null;
  required: number | null;
  per_province_minimum: number | null;
  created_at: Date;
  submitted_at: Date | null;
  decided_at: Date | null;
  opened_on: string | null;
  /** The last day of signing. */
  closes_on: string | null;
  closed_at: Date | null;
  refusal_ground: RefusalGround | null;
  refusal_reasons: ColumnType<Text | null, unknown, unknown>;
  /** When officials last changed what counts: sheets, the counter, signatures that were found not to count. */
  tallied_at: Generated<Date | null>;
  /** Who opened or refused it. */
  decided_by: Generated<string | null>;
  /** The last day on which its author may appeal against the refusal to open; null: there is no end. */
  appeal_until: Generated<string | null>;
  /** Which official looks at it now, and since when. */
  taken_by: Generated<string | null>;
  taken_at: Generated<Date | null>;
  /** Of the draft: 1, 2, 3… with each time it was saved. */
  version: Generated<number>;
  /** How surely a signatory must be known: the body's setting on the day of the opening. */
  assurance: Generated<1 | 2>;
  /** Why, by which decision and when it was taken off the platform. */
  removal_ground: Generated<RemovalGround | null>;
  removal_act: Generated<string | null>;
  removed_at: Generated<Date | null>;
  /** When it had what the law asks for, and people were told. */
  reached_at: Generated<Date | null>;
};

/** The appeal of an author against the refusal to open, with what it is against. One for each petition. */
export type PetitionAppealTable = {
  institution_id: string;
  petition_id: string;
  ground: RefusalGround;
  refusal_reasons: ColumnType<Text, unknown, unknown>;
  refused_at: Date;
  refused_by: string | null;
  appellant_id: string | null;
  /** What the author says, for whoever decides. */
  words: string;
  made_at: Date;
  outcome: AppealOutcome | null;
  reasons: ColumnType<Text | null, unknown, unknown>;
  decided_by: string | null;
  decided_at: Date | null;
};

/** Somebody who writes a draft with its representative, or was asked to. */
export type PetitionCollaboratorTable = {
  institution_id: string;
  petition_id: string;
  id: string;
  person_id: string;
  /** As the representative calls them. */
  name: string;
  state: CollaboratorState;
  asked_at: Date;
  answered_at: Date | null;
  ended_at: Date | null;
};

/** A draft as somebody saved it. */
export type PetitionVersionTable = {
  institution_id: string;
  petition_id: string;
  version: number;
  words: ColumnType<PetitionVersionWords, unknown, unknown>;
  saved_by: string | null;
  saved_at: Date;
};

/** Where somebody who signed wants to hear what becomes of a petition. One for each signature. */
export type PetitionNewsTable = {
  institution_id: string;
  petition_id: string;
  id: string;
  signature: string;
  /** The keyed hash of the address, by which accounts know it too. */
  fingerprint: Buffer;
  sealed: Buffer;
  lang: Lang;
  asked_at: Date;
};

/** How far the letters about one state of a petition have come. */
export type PetitionNewsRoundTable = {
  institution_id: string;
  petition_id: string;
  state: NewsState;
  begun_at: Date;
  after: string | null;
  written: Generated<number>;
  done_at: Date | null;
};

/** How many signatures of a day count. */
export type PetitionDayTable = { institution_id: string; petition_id: string; day: string; signatures: number };

/** What a body asks of petitions to its council beyond the law; without a row, nothing. */
export type PetitionSettingTable = {
  institution_id: string;
  level: PetitionLevel;
  assurance: 1 | 2;
  set_by: string | null;
  set_at: Date;
};

/** One person's support. The name is sealed: it is private unless the signatory wants it published. */
export type PetitionSignatureTable = {
  institution_id: string;
  petition_id: string;
  id: string;
  /** Keyed hash of who signed: a person signs a petition once. */
  signer: Buffer;
  sealed: Buffer | null;
  /** The name, only of whoever asked for it to be published. */
  public_name: string | null;
  tie: Tie;
  /** Code of the prefecture or province of residence; `''` for somebody who lives outside the territory. */
  territory: string;
  channel: Channel;
  state: SignatureState;
  lang: Lang;
  person_id: string | null;
  contribution: string | null;
  signed_at: Date;
  /** Keyed hash of name and residence: two signatures with the same one may be one person's. */
  alike: Generated<Buffer | null>;
  /** What it was found not to count by. */
  invalidation: Generated<string | null>;
};

/** How many signatures count, by residence and channel: moved by the statement that writes them. */
export type PetitionCountTable = {
  institution_id: string;
  petition_id: string;
  territory: string;
  channel: Channel;
  signatures: number;
};

/** A signature that waits for its code or link. What was typed is sealed; it is gone when the time is over. */
export type PetitionSigningTable = {
  institution_id: string;
  petition_id: string;
  /** The challenge that was sent. */
  id: string;
  sealed: Buffer;
  /** The sealed address of whoever asks to hear what becomes of the petition, until the signature is confirmed. */
  news: Generated<Buffer | null>;
  lang: Lang;
  begun_at: Date;
  expires_at: Date;
};

/** A published hash over the signatures that counted at a moment. */
export type PetitionRootTable = {
  institution_id: string;
  petition_id: string;
  /** 1, 2, 3… within the petition. */
  number: number;
  at: Date;
  signatures: number;
  root: Buffer;
  /** The hashes of the chunks, 32 bytes each. */
  chunks: Buffer;
};

/** The leaves of the newest root of a petition, 1,024 in each row, in the order of the signatures' ids. */
export type PetitionLeavesTable = {
  institution_id: string;
  petition_id: string;
  chunk: number;
  first_id: string;
  leaves: Buffer;
};

/** What the council does with a petition whose file was given to its president. */
export type PetitionCouncilTable = {
  institution_id: string;
  petition_id: string;
  /** Its dossier in `core/cases`, with the log of every step. */
  case_id: string;
  petitioner: Petitioner;
  /** The council that has had its file since a day, where it is another one than was addressed; its case and its level. */
  lies_with: Generated<string | null>;
  lies_with_case: Generated<string | null>;
  lies_with_level: Generated<PetitionLevel | null>;
  lies_since: Generated<string | null>;
  filed_on: string;
  accepted_on: string | null;
  rejected_on: string | null;
  rejected_ground: Condition | null;
  /** The ordinary session that follows the acceptance, by the law's calendar. */
  session_due_on: string | null;
  /** The session on whose agenda it stands. */
  session_on: string | null;
  agenda_item: number | null;
  agenda_title: ColumnType<Text | null, unknown, unknown>;
  committee: ColumnType<Text | null, unknown, unknown>;
  answered_on: string | null;
  outcome: Outcome | null;
  deliberation: string | null;
};

/** What the bureau found of one condition of the law, and by what. */
export type PetitionCheckTable = {
  institution_id: string;
  petition_id: string;
  condition: Condition;
  met: boolean;
  evidence: string;
  checked_at: Date;
  checked_by: string | null;
};

/** A paper sheet for signatures, with its number on it. */
export type PetitionSheetTable = {
  institution_id: string;
  petition_id: string;
  /** 1, 2, 3… within the petition. */
  number: number;
  state: SheetState;
  issued_at: Date;
  counted_at: Date | null;
};

/** What one official read from a sheet. Gone as soon as the sheet is counted. */
export type PetitionSheetReadingTable = {
  institution_id: string;
  petition_id: string;
  number: number;
  reading: 1 | 2;
  official_id: string;
  /** `ReadLine[]`. */
  sealed: Buffer;
  read_at: Date;
};

/** What became of a line of a counted sheet: a signature, or a reason for which it is none. */
export type PetitionSheetLineTable = {
  institution_id: string;
  petition_id: string;
  number: number;
  line: number;
  signature_id: string | null;
  rejected: LineFault | null;
};

/** A finding that signatures do not count, with its reasons, which stay in the file; and how it was taken back. */
export type PetitionInvalidationTable = {
  institution_id: string;
  petition_id: string;
  id: string;
  ground: InvalidationGround;
  reasons: string;
  criterion: ColumnType<Criterion, unknown, unknown>;
  signatures: number;
  at: Date;
  undone_at: Date | null;
  undone_reasons: string | null;
};

/** A random sample of the signatures that counted in a root, to be compared with a register. */
export type PetitionSampleTable = {
  institution_id: string;
  petition_id: string;
  id: string;
  /** 1, 2, 3… within the petition. */
  number: number;
  register: Register;
  /** SHA-256 in hexadecimal, see `seedOf`. */
  seed: string;
  root_number: number;
  size: number;
  /** How many it was drawn from. */
  drawn_from: number;
  drawn_at: Date;
  checked_at: Date | null;
};

/** A signature of a sample, and what the register answered. */
export type PetitionSampleItemTable = {
  institution_id: string;
  petition_id: string;
  sample: string;
  place: number;
  signature_id: string;
  result: CheckResult | null;
};

/** How a body exchanges files with whoever keeps a register; without a row, as usual. */
export type PetitionRegisterTable = {
  institution_id: string;
  register: Register;
  delimiter: RegisterFormat['delimiter'];
  headings: ColumnType<RegisterFormat['headings'], unknown, unknown>;
  answers: ColumnType<RegisterFormat['answers'], unknown, unknown>;
};

/** The association in whose name a petition is made, and what it says of the law's conditions. */
export type PetitionAssociationTable = {
  institution_id: string;
  petition_id: string;
  association_id: string;
  /** The address of its branch in the territory; empty where its seat is there. */
  branch: string;
  /** How its activity is linked to the subject. */
  activity: string;
  members: number | null;
  declared_at: Date;
};

declare module '#platform/db/database.ts' {
  interface TenantTables {
    petition: PetitionTable;
    petition_appeal: PetitionAppealTable;
    petition_collaborator: PetitionCollaboratorTable;
    petition_version: PetitionVersionTable;
    petition_setting: PetitionSettingTable;
    petition_day: PetitionDayTable;
    petition_news: PetitionNewsTable;
    petition_news_round: PetitionNewsRoundTable;
    petition_council: PetitionCouncilTable;
    petition_check: PetitionCheckTable;
    petition_signature: PetitionSignatureTable;
    petition_count: PetitionCountTable;
    petition_signing: PetitionSigningTable;
    petition_root: PetitionRootTable;
    petition_leaves: PetitionLeavesTable;
    petition_invalidation: PetitionInvalidationTable;
    petition_association: PetitionAssociationTable;
    petition_register: PetitionRegisterTable;
    petition_sample: PetitionSampleTable;
    petition_sample_item: PetitionSampleItemTable;
    petition_sheet: PetitionSheetTable;
    petition_sheet_reading: PetitionSheetReadingTable;
    petition_sheet_line: PetitionSheetLineTable;
  }
}
