import type { ColumnType } from 'kysely';
import type { Text } from '#platform/i18n/text.ts';
import type { AppealOutcome } from './moderation.ts';
import type { Sign } from './spam-score.ts';

/** One thing that a moderator looks at, or has looked at. */
export type ModerationItemTable = {
  institution_id: string;
  id: string;
  /** The kind of `ModeratedKind`, and the thing's id within it. */
  kind: string;
  thing_id: string;
  /** The title of what it stands under, which is public. */
  about: ColumnType<Text, unknown, unknown>;
  state: 'open' | 'closed';
  /** It waits unseen, because its score was high. */
  held: boolean;
  points: number;
  signs: Sign[];
  opened_at: Date;
  due_on: string;
};

/** What a reader found wrong. */
export type ModerationReportTable = {
  institution_id: string;
  id: string;
  item_id: string;
  ground: string;
  note: string | null;
  person_id: string | null;
  /** Keyed hash of the network of somebody who did not sign in. */
  client: string | null;
  /** Signed in, or the browser made the calculation. */
  proven: boolean;
  reported_at: Date;
  reported_on: string;
};

export type Verdict = 'hide' | 'keep' | 'restore';

/** What a moderator decided. */
export type ModerationDecisionTable = {
  institution_id: string;
  id: string;
  item_id: string;
  verdict: Verdict;
  held: boolean;
  ground: string | null;
  /** The ground in words, as they were on that day. */
  ground_label: ColumnType<Text | null, unknown, unknown>;
  /** What the moderator wrote to the author. */
  words: string | null;
  decided_by: string;
  decided_at: Date;
  decided_on: string;
};

/** What an author answers to a decision. */
export type ModerationAppealTable = {
  institution_id: string;
  id: string;
  item_id: string;
  decision_id: string;
  person_id: string | null;
  words: string;
  made_at: Date;
  made_on: string;
  due_on: string;
  hidden_by: string;
  outcome: AppealOutcome | null;
  answer: string | null;
  decided_by: string | null;
  decided_at: Date | null;
  decided_on: string | null;
};

/** A ground of one body: its own, or its own words for one that all have. */
export type ModerationGroundTable = {
  institution_id: string;
  key: string;
  label: ColumnType<Text, unknown, unknown>;
  /** What the author is told. */
  letter: ColumnType<Text, unknown, unknown>;
  position: number;
  closed_on: string | null;
};

export type UsedProofTable = { id: string; expires_at: Date };

declare module '#platform/db/database.ts' {
  interface SharedTables {
    used_proof: UsedProofTable;
  }
  interface TenantTables {
    moderation_item: ModerationItemTable;
    moderation_report: ModerationReportTable;
    moderation_decision: ModerationDecisionTable;
    moderation_appeal: ModerationAppealTable;
    moderation_ground: ModerationGroundTable;
  }
}
