import type { ColumnType } from 'kysely';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Accent, Contact } from '#platform/tenant.ts';
import type { Kind, State } from './institution.ts';

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

declare module '#platform/db/database.ts' {
  interface SharedTables {
    institution: InstitutionTable;
    institution_member: InstitutionMemberTable;
    institution_alias: InstitutionAliasTable;
  }
}
