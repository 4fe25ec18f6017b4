import type { ColumnType } from 'kysely';
import type { Text } from '#platform/i18n/text.ts';
import type { AssessmentContent, AssessmentKind, Coding } from './assessment.ts';
import type { BodyKind, EndReason, Gender, MemberFunction, OrganisationKind, Side } from './follow-up-body.ts';
import type { AnswerOutcome, ResolutionKind, ResolutionState, Result } from './resolution.ts';
import type { AgendaItem, Attendance, Chair, FrozenRow, ReviewState } from './review.ts';

/** A text as `jsonb`: written with `json(…)`. */
type Words = ColumnType<Text, unknown, unknown>;

/** A committee, a thematic group or the independent monitoring body of a plan. */
export type FollowUpBodyTable = {
  institution_id: string;
  id: string;
  /** The plan's reference, which never changes. */
  plan: string;
  kind: BodyKind;
  name: Words;
  mandate: Words;
  decision_number: string | null;
  decided_on: string | null;
  created_at: Date;
  closed_on: string | null;
};

/** One mandate of one person in one body; kept for ever: together they are the body's history. */
export type FollowUpMemberTable = {
  institution_id: string;
  id: string;
  body_id: string;
  person_id: string | null;
  name: string;
  side: Side;
  organisation: string;
  organisation_kind: OrganisationKind;
  function: MemberFunction;
  gender: Gender | null;
  province: string | null;
  starts_on: string;
  ends_on: string | null;
  end_reason: EndReason | null;
  replaces: string | null;
  consented_on: string | null;
};

/** A quarterly review of a plan. */
export type ReviewTable = {
  institution_id: string;
  id: string;
  plan: string;
  state: ReviewState;
  on_date: string;
  place: Words;
  chair: Chair;
  agenda: ColumnType<AgendaItem[], unknown, unknown>;
  attendance: ColumnType<Attendance, unknown, unknown>;
  minutes: ColumnType<Text | null, unknown, unknown>;
  held_at: Date | null;
  matrix_hash: string | null;
  published_at: Date | null;
  published_by: string | null;
  minutes_hash: string | null;
  created_at: Date;
};

/** The matrix as it was presented: written once, never changed. */
export type ReviewRowTable = {
  institution_id: string;
  review_id: string;
  position: number;
  content: ColumnType<FrozenRow, unknown, never>;
};

/** A decision or recommendation. */
export type ResolutionTable = {
  institution_id: string;
  id: string;
  plan: string;
  kind: ResolutionKind;
  state: ResolutionState;
  review_id: string | null;
  body_id: string | null;
  milestone: string | null;
  words: Words;
  withheld: ColumnType<Text | null, unknown, unknown>;
  office_id: string | null;
  due_on: string | null;
  proposed_by: string | null;
  proposed_at: Date;
  adopted_on: string | null;
  answer_due_on: string | null;
};

export type ResolutionAnswerTable = {
  institution_id: string;
  resolution_id: string;
  outcome: AnswerOutcome;
  reasons: Words;
  action: ColumnType<Text | null, unknown, unknown>;
  planned_on: string | null;
  office_id: string | null;
  answered_on: string;
  answered_at: Date;
  answered_by: string | null;
};

export type ResolutionResultTable = {
  institution_id: string;
  id: string;
  resolution_id: string;
  result: Result;
  note: ColumnType<Text | null, unknown, unknown>;
  on_date: string;
  reported_at: Date;
};

export type MatrixCommentTable = {
  institution_id: string;
  id: string;
  plan: string;
  milestone: string;
  body_id: string;
  member_id: string;
  words: Words;
  withheld: ColumnType<Text | null, unknown, unknown>;
  written_on: string;
  written_at: Date;
};

/** An assessment by the independent monitoring body: its draft. */
export type AssessmentTable = {
  institution_id: string;
  id: string;
  plan: string;
  kind: AssessmentKind;
  commitment: string | null;
  due_on: string | null;
  version: number;
  summary: ColumnType<Text | null, unknown, unknown>;
  evidence: ColumnType<Text | null, unknown, unknown>;
  opened_at: Date;
  opened_by: string;
};

export type AssessmentCodingTable = {
  institution_id: string;
  assessment_id: string;
  commitment: string;
  levels: ColumnType<Coding['levels'], unknown, unknown>;
  reasons: Words;
};

/** What was published: written once, never changed. */
export type AssessmentVersionTable = {
  institution_id: string;
  assessment_id: string;
  version: number;
  published_at: Date;
  published_on: string;
  published_by: string;
  why: ColumnType<Text | null, unknown, never>;
  content: ColumnType<AssessmentContent, unknown, never>;
  hash: string;
};

export type AssessmentReplyTable = {
  institution_id: string;
  assessment_id: string;
  version: number;
  words: ColumnType<Text, unknown, never>;
  replied_on: string;
  replied_at: Date;
  replied_by: string | null;
};

/** What the body says of its own commitment: each word of it is kept. */
export type SelfAssessmentTable = {
  institution_id: string;
  id: string;
  plan: string;
  commitment: string;
  completion: string;
  words: ColumnType<Text, unknown, never>;
  published_on: string;
  published_at: Date;
  published_by: string | null;
};

declare module '#platform/db/database.ts' {
  interface TenantTables {
    follow_up_body: FollowUpBodyTable;
    follow_up_member: FollowUpMemberTable;
    review: ReviewTable;
    review_row: ReviewRowTable;
    resolution: ResolutionTable;
    resolution_answer: ResolutionAnswerTable;
    resolution_result: ResolutionResultTable;
    matrix_comment: MatrixCommentTable;
    assessment: AssessmentTable;
    assessment_coding: AssessmentCodingTable;
    assessment_version: AssessmentVersionTable;
    assessment_reply: AssessmentReplyTable;
    self_assessment: SelfAssessmentTable;
  }
}
