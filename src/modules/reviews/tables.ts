import type { ColumnType } from 'kysely';
import type { Text } from '#platform/i18n/text.ts';
import type { BodyKind, EndReason, Gender, MemberFunction, OrganisationKind, Side } from './follow-up-body.ts';

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

declare module '#platform/db/database.ts' {
  interface TenantTables {
    follow_up_body: FollowUpBodyTable;
    follow_up_member: FollowUpMemberTable;
  }
}
