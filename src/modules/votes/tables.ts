import type { ColumnType } from 'kysely';
import type { Text } from '#platform/i18n/text.ts';
import type { Count } from './count.ts';
import type { Channel, Method, ResultsWhen, TieRule, VoteState } from './vote.ts';

type Json<T> = ColumnType<T, unknown, unknown>;

/** A vote of a public body. What it declares is fixed from its opening. */
export type VoteTable = {
  institution_id: string;
  id: string;
  /** `VOT-2026-7K4Q2-M`. */
  reference: string;
  state: VoteState;
  title: Json<Text>;
  explanation: Json<Text>;
  /** The path of what it is part of: a consultation, a plan. */
  about: string | null;
  method: Method;
  most: number;
  points: number;
  winners: number;
  secret: boolean;
  changeable: boolean;
  results: ResultsWhen;
  level: 1 | 2;
  territory: string | null;
  tie_rule: TieRule;
  opens_at: Date;
  closes_at: Date;
  created_at: Date;
  published_at: Date | null;
  closed_at: Date | null;
  cancel_reasons: Json<Text | null>;
  /** The last count: that of the closing, or a live one. */
  count: Json<Count | null>;
  counted_at: Date | null;
};

export type VoteOptionTable = {
  institution_id: string;
  vote_id: string;
  number: number;
  text: Json<Text>;
  link: string | null;
  cost: number | null;
};

/** Who voted, never what. Without a time: the day alone. */
export type VoteRollTable = {
  institution_id: string;
  vote_id: string;
  id: string;
  person_id: string | null;
  channel: Channel;
  state: 'counted' | 'invalidated';
  voted_on: string;
  reason: string | null;
};

/** All the names by which a voter is known, hashed: each stands once on the roll of a vote. */
export type VoteVoterTable = { institution_id: string; vote_id: string; voter: Buffer; roll_id: string };

/** Ballots while people vote: sealed. In a secret vote none has a place on the roll; the database refuses it. */
export type VoteUrnTable = {
  institution_id: string;
  vote_id: string;
  key: Buffer;
  secret: boolean;
  roll_id: string | null;
  channel: Channel;
  sealed: Buffer;
};

/** The published ballots, written once at the closing in the order of their random codes. */
export type VoteBallotTable = {
  institution_id: string;
  vote_id: string;
  code: string;
  choice: string;
  channel: Channel;
  name: string | null;
};

/** What happened in an hour, by channel: moved by the statement that writes the ballots. */
export type VotePaceTable = {
  institution_id: string;
  vote_id: string;
  channel: Channel;
  hour: Date;
  cast_n: number;
  withdrawn: number;
  changed: number;
  blocked: number;
  invalidated: number;
};

/** A published hash over all ballots at a moment. */
export type VoteRootTable = {
  institution_id: string;
  vote_id: string;
  number: number;
  at: Date;
  ballots: number;
  root: Buffer;
};

/** A paper that one official has entered and another has yet to. */
export type VotePaperTable = {
  institution_id: string;
  vote_id: string;
  /** The number that was written on the paper. */
  sheet: string;
  channel: Channel;
  /** Sealed until both entries agree; null afterwards, so that the numbered paper leads to no ballot. */
  sealed: Buffer | null;
  first_by: string | null;
  second_by: string | null;
};

declare module '#platform/db/database.ts' {
  interface TenantTables {
    vote: VoteTable;
    vote_option: VoteOptionTable;
    vote_roll: VoteRollTable;
    vote_voter: VoteVoterTable;
    vote_urn: VoteUrnTable;
    vote_ballot: VoteBallotTable;
    vote_pace: VotePaceTable;
    vote_root: VoteRootTable;
    vote_paper: VotePaperTable;
  }
}
