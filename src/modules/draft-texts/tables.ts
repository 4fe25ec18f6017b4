import type { ColumnType } from 'kysely';
import type { Text } from '#platform/i18n/text.ts';
import type { Deed } from './amend.ts';
import type { Article, TextLang } from './article.ts';
import type { Channel, ContributionKind, ContributionState, DraftTextState, Level, Outcome } from './draft-text.ts';
import type { SplitPart } from './split.ts';

type Json<T> = ColumnType<T, unknown, unknown>;

/** A text that a public body puts before citizens before it decides on it. */
export type DraftTextTable = {
  institution_id: string;
  id: string;
  /** `TXT-2026-7K4Q2-M`. */
  reference: string;
  state: DraftTextState;
  title: Json<Text>;
  /** What it is about, who decides, what is open to change. */
  presentation: Json<Text>;
  official_lang: TextLang;
  /** How surely contributors must be known: 1 or 2. */
  level: Level;
  opens_on: string | null;
  closes_on: string | null;
  /** The rule that said how long it is open at least, and the first day on which it might close; null where none did. */
  period_rule: string | null;
  earliest_on: string | null;
  /** Why a State body consults for less than the decree asks: in urgency alone (2-08-229 art. 6). */
  urgency: Json<Text | null>;
  /** The version that everybody reads; 0 before the first one. */
  version: number;
  /** How often it was put before everybody so far; 0 before the first time. */
  round: number;
  /** The numbers given so far: to contributions, and to parts of the text. */
  last_contribution: number;
  last_part: number;
  summary: Json<Text | null>;
  created_at: Date;
  published_at: Date | null;
  concluded_at: Date | null;
  adopted_on: string | null;
  /** What was adopted, and where it can be read. */
  adoption: Json<{ note: Text; url: string | null } | null>;
};

/** A version of the text, with all its parts. The one without a date of publication is being written. */
export type DraftTextVersionTable = {
  institution_id: string;
  text_id: string;
  number: number;
  articles: Json<Article[]>;
  /** Contributions that were accepted and could not be written into it without a person. */
  clashes: Json<string[]>;
  /** What changed and why, in a few words. */
  note: Json<Text | null>;
  made_at: Date;
  published_at: Date | null;
};

/** A period in which everybody could say something on one version. The dates of the last round are those of the text. */
export type DraftTextRoundTable = {
  institution_id: string;
  text_id: string;
  number: number;
  version: number;
  opens_on: string;
  closes_on: string;
  opened_at: Date;
};

/** A text that was pasted or sent, split into parts, and waits to be looked at and taken over. */
export type DraftTextImportTable = {
  institution_id: string;
  id: string;
  text_id: string;
  lang: TextLang;
  parts: Json<SplitPart[]>;
  sent_at: Date;
  taken_at: Date | null;
};

/** What somebody says on a text: a comment, or an amendment. */
export type DraftTextContributionTable = {
  institution_id: string;
  id: string;
  text_id: string;
  /** 1, 2, 3… within the text: the number by which the table calls it. */
  number: number;
  /** The version it was said on, and in which round. */
  version: number;
  round: number;
  kind: ContributionKind;
  /** Null: on the text as a whole. For a new article the part behind which it would stand. */
  article_id: string | null;
  deed: Deed | null;
  /** The language of the words it quotes and proposes. */
  lang: TextLang;
  quote: string | null;
  wording: string;
  /** Of a new article; empty: it has none. */
  heading: string;
  reasons: string;
  /** Null once the account is closed. */
  author_id: string | null;
  /** The name that stands with it in public. Null once it may be kept no longer. */
  author_name: string | null;
  association_id: string | null;
  state: ContributionState;
  hidden_reason: Json<Text | null>;
  supports: number;
  created_at: Date;
  edited_at: Date | null;
  outcome: Outcome | null;
  answer_reasons: Json<Text | null>;
  /** The words that are taken over of an amendment which is accepted in part. */
  answer_wording: string | null;
  answered_at: Date | null;
  channel: Channel;
  /** On which day it came in elsewhere than on the site, and where the paper is kept or under which number. */
  received_on: string | null;
  kept_at: string | null;
};

/** What a contribution said before it was changed. */
export type DraftTextEarlierTable = {
  institution_id: string;
  contribution_id: string;
  number: number;
  quote: string | null;
  wording: string;
  heading: string;
  reasons: string;
  written_at: Date;
};

/** Who supports a contribution, once each. */
export type DraftTextSupportTable = {
  institution_id: string;
  contribution_id: string;
  person_id: string;
  at: Date;
};

declare module '#platform/db/database.ts' {
  interface TenantTables {
    draft_text: DraftTextTable;
    draft_text_version: DraftTextVersionTable;
    draft_text_round: DraftTextRoundTable;
    draft_text_import: DraftTextImportTable;
    draft_text_contribution: DraftTextContributionTable;
    draft_text_earlier: DraftTextEarlierTable;
    draft_text_support: DraftTextSupportTable;
  }
}
