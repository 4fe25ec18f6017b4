import type { ColumnType } from 'kysely';
import type { Text } from '#platform/i18n/text.ts';
import type { CommentState, SignedAs, Stance, WrittenLang } from './comment.ts';

/** What is talked about: a public thing of some room, with its title and page as they were when the last comment was written. */
export type CommentThreadTable = {
  institution_id: string;
  subject_kind: string;
  subject_id: string;
  title: ColumnType<Text, unknown, unknown>;
  path: string;
  opened_at: Date;
};

/** One contribution to a thread. */
export type CommentTable = {
  institution_id: string;
  id: string;
  subject_kind: string;
  subject_id: string;
  /** What it replies to: replies stand one level deep. */
  parent_id: string | null;
  /** Null once the account is closed. Of an official answer: who wrote it, which is never shown. */
  author_id: string | null;
  signed_as: SignedAs;
  association_id: string | null;
  /** The office that signs, by its name on that day; null: the body itself. */
  office: ColumnType<Text | null, unknown, unknown>;
  official: boolean;
  state: CommentState;
  stance: Stance | null;
  /** Empty once it was withdrawn. */
  body: string;
  lang: WrittenLang;
  hidden_reason: ColumnType<Text | null, unknown, unknown>;
  likeness: Buffer | null;
  useful: number;
  created_at: Date;
  edited_at: Date | null;
};

/** What a comment said before it was edited. */
export type CommentVersionTable = {
  institution_id: string;
  comment_id: string;
  number: number;
  body: string;
  lang: WrittenLang;
  /** Null also for what was changed before stances were kept. */
  stance: Stance | null;
  written_at: Date;
};

/** Who found a comment useful, once each. */
export type CommentMarkTable = { institution_id: string; comment_id: string; person_id: string; marked_at: Date };

export type CommentMentionTable = {
  institution_id: string;
  comment_id: string;
  mentioned_id: string;
  mentioned_on: string;
  answered: boolean;
};

declare module '#platform/db/database.ts' {
  interface TenantTables {
    comment_thread: CommentThreadTable;
    comment: CommentTable;
    comment_version: CommentVersionTable;
    comment_mark: CommentMarkTable;
    comment_mention: CommentMentionTable;
  }
}
