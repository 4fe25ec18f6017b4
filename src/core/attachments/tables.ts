import type { ColumnType } from 'kysely';
import type { FileType } from '#platform/files/file-types.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { DocumentLang, Visibility, WordsState } from './attachment.ts';

/** A file with what is said of it, hung on something of this or another room. */
export type AttachmentTable = {
  institution_id: string;
  id: string;
  subject_kind: string;
  subject_id: string;
  visibility: Visibility;
  state: 'shown' | 'removed';
  /** The key of its content in the store of files. Null once it is removed. */
  hash: string | null;
  /** In bytes. */
  size: number;
  type: FileType;
  name: string;
  /** Pictures only, in pixels. */
  width: number | null;
  height: number | null;
  title: ColumnType<Text, unknown, unknown>;
  /** Of a picture: what it shows, for those who do not see it. */
  description: ColumnType<Text, unknown, unknown>;
  lang: DocumentLang;
  words: string | null;
  words_state: WordsState;
  /** Null when a job attached it, or the account is closed. Never shown. */
  attached_by: string | null;
  attached_at: Date;
  changed_at: Date | null;
  removed_at: Date | null;
  removed_reason: ColumnType<Text | null, unknown, unknown>;
};

/** A file that was sent and waits to be attached, under a secret that only its sender has. */
export type AttachmentUploadTable = {
  institution_id: string;
  id: string;
  person_id: string | null;
  hash: string;
  size: number;
  type: FileType;
  name: string;
  width: number | null;
  height: number | null;
  kept_at: Date;
};

declare module '#platform/db/database.ts' {
  interface TenantTables {
    attachment: AttachmentTable;
    attachment_upload: AttachmentUploadTable;
  }
}
