import type { ColumnType } from 'kysely';
import type { Text } from '#platform/i18n/text.ts';
import type { AmendmentStanding, AmendmentState } from './amendment.ts';
import type {
  AnswerState,
  Channel,
  OutcomeKind,
  ProposalState,
  ReplyState,
  SignedAs,
  Standing,
  Theme,
} from './proposal.ts';
import type { Answers, Question } from './questions.ts';

type Json<T> = ColumnType<T, unknown, unknown>;
/** With a value of its own when nothing is written. */
type Kept<T> = ColumnType<T, unknown | undefined, unknown>;

/** A time in which proposals are taken, for one matter: the activity of a consultation, or anything else that asks people for ideas. */
export type ProposalCallTable = {
  institution_id: string;
  id: string;
  title: Json<Text>;
  /** The path of what asked for them. */
  about_path: string;
  opens_on: string;
  closes_on: string;
  /** How surely whoever proposes or supports must be known. */
  level: 1 | 2;
  themes: Json<Theme[]>;
  /** What the body asks beside the proposal itself. */
  questions: Kept<Question[]>;
  /** Whether other words for its proposals are taken. */
  amendments: ColumnType<boolean, boolean | undefined, boolean>;
  closed_at: Date | null;
};

export type ProposalTable = {
  institution_id: string;
  id: string;
  /** `PRO-2026-7K4Q2-M`. */
  reference: string;
  call_id: string;
  standing: Standing;
  state: ProposalState;
  title: Json<Text>;
  body: Json<Text>;
  theme: string | null;
  territory: string | null;
  place: string | null;
  /** By the key of the call's question. */
  answers: Kept<Answers>;
  /** Null once the account is closed, and for whoever was helped by an official. */
  author_id: string | null;
  signed_as: SignedAs;
  association_id: string | null;
  /** The name of a meeting, or of somebody helped at a counter who wants to be named. */
  signature: string | null;
  /** Where the paper is kept: for officials. */
  paper: string | null;
  channel: Channel;
  /** All its words as the search folds them. */
  words: string;
  /** Their stems, by which similar ones are found. */
  terms: string[];
  hidden_reason: Json<Text | null>;
  merged_into: string | null;
  split_from: string | null;
  created_at: Date;
  submitted_at: Date | null;
  edited_at: Date | null;
};

export type ProposalCoauthorTable = {
  institution_id: string;
  proposal_id: string;
  person_id: string;
  joined_at: Date;
};

export type ProposalVersionTable = {
  institution_id: string;
  proposal_id: string;
  number: number;
  title: Json<Text>;
  body: Json<Text>;
  written_at: Date;
};

export type ProposalSupportTable = {
  institution_id: string;
  proposal_id: string;
  /** Keyed hash of the person within the call. */
  supporter: Buffer;
  person_id: string | null;
  supported_at: Date;
  /** Why it does not count; null for those that do. */
  excluded_because: Json<Text | null>;
};

/** Supports on a paper, at a counter, in a meeting: a number and where the paper is kept, no names. */
export type ProposalSheetTable = {
  institution_id: string;
  proposal_id: string;
  /** The same on each proposal that a merger or a split gave it to. */
  id: string;
  channel: Exclude<Channel, 'online'>;
  supports: number;
  paper: string;
  taken_on: string;
  recorded_at: Date;
  struck_because: Json<Text | null>;
};

/** What the competent body answers to what was forwarded to it. */
export type ProposalReplyTable = {
  institution_id: string;
  answer_id: string;
  body_id: string;
  state: ReplyState;
  reasons: Json<Text>;
  replied_at: Date;
};

/** How many supports count, those on sheets too: moved by the statement that writes them. */
export type ProposalCountTable = { institution_id: string; proposal_id: string; call_id: string; supports: number };

export type ProposalEvaluationTable = {
  institution_id: string;
  id: string;
  proposal_id: string;
  evaluator_id: string;
  /** `conflict`: the evaluator has an interest in it, and stepped back. */
  state: 'asked' | 'done' | 'conflict';
  scores: Json<Record<string, number>>;
  opinion: string;
  asked_at: Date;
  done_at: Date | null;
};

export type ProposalNoteTable = {
  institution_id: string;
  id: string;
  proposal_id: string;
  author_id: string | null;
  body: string;
  written_at: Date;
};

/** The body's answer. The latest one that was not undone is the answer. */
export type ProposalAnswerTable = {
  institution_id: string;
  id: string;
  proposal_id: string;
  state: AnswerState;
  /** The state that undoing it leads back to. */
  before: ProposalState;
  reasons: Json<Text>;
  forwarded_to: string | null;
  batch_id: string | null;
  answered_at: Date;
  undone_at: Date | null;
};

/** What became of it: what it is now part of, and each later step. */
export type ProposalOutcomeTable = {
  institution_id: string;
  id: string;
  proposal_id: string;
  kind: OutcomeKind;
  /** Reference of the commitment, number of the decision; '' for a step. */
  target: string;
  words: Json<Text>;
  on_date: string;
  recorded_at: Date;
};

/** A merger that an official proposed to the author of the one that would end. */
export type ProposalMergeTable = {
  institution_id: string;
  proposal_id: string;
  into_id: string;
  state: 'asked' | 'done' | 'refused';
  asked_at: Date;
  decided_at: Date | null;
};

/** Other words that somebody proposes for a proposal. */
export type ProposalAmendmentTable = {
  institution_id: string;
  id: string;
  proposal_id: string;
  standing: AmendmentStanding;
  state: AmendmentState;
  title: Json<Text>;
  body: Json<Text>;
  reasons: string;
  /** How many versions the proposal had before the words it was written for. */
  written_for: number;
  /** Null once the account is closed. */
  author_id: string | null;
  signed_as: SignedAs;
  hidden_reason: Json<Text | null>;
  declined_because: string | null;
  written_at: Date;
  decided_at: Date | null;
};

export type ProposalAmendmentSupportTable = {
  institution_id: string;
  amendment_id: string;
  /** Keyed hash of the person within the call. */
  supporter: Buffer;
  person_id: string | null;
  supported_at: Date;
};

declare module '#platform/db/database.ts' {
  interface TenantTables {
    proposal_call: ProposalCallTable;
    proposal: ProposalTable;
    proposal_coauthor: ProposalCoauthorTable;
    proposal_version: ProposalVersionTable;
    proposal_support: ProposalSupportTable;
    proposal_sheet: ProposalSheetTable;
    proposal_reply: ProposalReplyTable;
    proposal_count: ProposalCountTable;
    proposal_evaluation: ProposalEvaluationTable;
    proposal_note: ProposalNoteTable;
    proposal_answer: ProposalAnswerTable;
    proposal_outcome: ProposalOutcomeTable;
    proposal_merge: ProposalMergeTable;
    proposal_amendment: ProposalAmendmentTable;
    proposal_amendment_support: ProposalAmendmentSupportTable;
  }
}
