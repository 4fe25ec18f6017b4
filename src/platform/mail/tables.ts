import type { ColumnType, Generated } from 'kysely';
import type { Lang } from '../i18n/languages.ts';

/** A letter that waits or was sent. Sent ones are dropped after a month: they hold addresses. */
export type LetterTable = {
  id: string;
  /** The body that wrote it; null: the platform. */
  institution_id: string | null;
  recipient: string;
  subject: string;
  text_part: string;
  html_part: string;
  headers: ColumnType<Record<string, string>, unknown, unknown>;
  queued_at: Generated<Date>;
  sent_at: Date | null;
  message_id: string | null;
  sender_name: string | null;
  lang: Lang;
};

/** A message to a telephone that waits or was sent. Sent ones are dropped after a month: they hold numbers. */
export type TextMessageTable = {
  id: string;
  /** `+` and digits. */
  recipient: string;
  body: string;
  lang: Lang;
  queued_at: Date;
  sent_at: Date | null;
};

declare module '../db/database.ts' {
  interface SharedTables {
    letter: LetterTable;
    text_message: TextMessageTable;
  }
}
