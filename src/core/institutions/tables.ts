import type { ColumnType } from 'kysely';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Accent, Contact } from '#platform/tenant.ts';
import type { PlatformFunction, PostFunction } from './functions.ts';
import type { Kind, State } from './institution.ts';
import type { OfficeKind } from './staff.ts';

/** The public bodies. Shared: every body's rows refer to it, and the portal shows all of them. */
export type InstitutionTable = {
  id: string;
  slug: string;
  kind: Kind;
  name: ColumnType<Text, string, string>;
  short_name: ColumnType<Text | null, string | null, string | null>;
  /** The names as they are looked for, see `nameKeys` of the territory room. */
  name_keys: string;
  territory_code: string | null;
  parent_id: string | null;
  host: string | null;
  accent: Accent;
  emblem: string | null;
  contact: ColumnType<Contact, string, string>;
  languages: Lang[];
  state: State;
};

/** Who belongs to a consortium, in the order of its founding text. */
export type InstitutionMemberTable = { consortium_id: string; member_id: string; position: number };

/** What sources call a body, see `aliasKey`. A name finds one body only. */
export type InstitutionAliasTable = { alias_key: string; institution_id: string };

/** A part of a body: a directorate, a division, a service. */
export type OfficeTable = {
  institution_id: string;
  id: string;
  kind: OfficeKind;
  name: ColumnType<Text, unknown, unknown>;
  parent_id: string | null;
  position: number;
  closed_on: string | null;
};

/** A place that somebody holds; its function says what its holder may do. */
export type PostTable = {
  institution_id: string;
  id: string;
  function: PostFunction;
  /** Its own title, where the name of the function is not enough. */
  title: ColumnType<Text | null, unknown, unknown>;
  office_id: string | null;
  extra_powers: string[];
  created_on: string;
  closed_on: string | null;
};

/** Who holds a post from when to when; a deputy acts while the holder is absent. */
export type PostHolderTable = {
  institution_id: string;
  id: string;
  post_id: string;
  person_id: string;
  /** As it stands in the organisation chart: the body's record of a public function, apart from the account. */
  name: string;
  starts_on: string;
  /** The last day. */
  ends_on: string | null;
  /** Ended at once, whatever the dates say. */
  ended_at: Date | null;
  deputy_of: string | null;
  absent_from: string | null;
  absent_until: string | null;
  appointed_at: Date;
};

/** A letter that offers a post. Only a hash of the secret in its link is kept. */
export type PostInvitationTable = {
  institution_id: string;
  id: string;
  post_id: string;
  deputy_of: string | null;
  name: string;
  email: string;
  lang: Lang;
  token_hash: Buffer;
  starts_on: string;
  ends_on: string | null;
  sent_at: Date;
  expires_at: Date;
  accepted_at: Date | null;
  withdrawn_at: Date | null;
  holder_id: string | null;
  invited_by: string | null;
};

/** Who runs the platform itself. */
export type PlatformPostTable = {
  id: string;
  function: PlatformFunction;
  person_id: string;
  name: string;
  starts_on: string;
  ends_on: string | null;
  ended_at: Date | null;
  appointed_at: Date;
};

declare module '#platform/db/database.ts' {
  interface SharedTables {
    platform_post: PlatformPostTable;
    institution: InstitutionTable;
    institution_member: InstitutionMemberTable;
    institution_alias: InstitutionAliasTable;
  }
  interface TenantTables {
    office: OfficeTable;
    post: PostTable;
    post_holder: PostHolderTable;
    post_invitation: PostInvitationTable;
  }
}
