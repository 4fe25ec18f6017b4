import type { ColumnType } from 'kysely';
import type { Text } from '#platform/i18n/text.ts';
import type { Frequency, RoundKind } from './notification.ts';

/** What a person follows. Shared: people follow things of all bodies, and only the person sees the list. */
export type FollowTable = {
  person_id: string;
  /** As in `commitment:MALAA0004`. */
  subject_kind: string;
  subject_id: string;
  /** The body it belongs to: a plain id, without foreign key. */
  institution_id: string | null;
  /** A UUIDv7 of that moment: events with a smaller id happened before. */
  since: string;
  created_at: Date;
};

/** How a person wants to hear of it. One row for everybody who follows something. */
export type NotificationPreferenceTable = {
  person_id: string;
  frequency: Frequency;
  urgent_sms: boolean;
  /** Letters have told this person everything up to this batch: nothing twice, nothing lost when the frequency changes. */
  told_batch: number;
  changed_at: Date;
};

/** Something that happened at a public body. */
export type NotificationEventTable = {
  institution_id: string;
  id: string;
  at: Date;
  /** The thing it happened to, `kind:id`: the first of its subjects. */
  about: string;
  /** The message that says what happened, and its values. */
  event: string;
  event_values: ColumnType<Record<string, string | number>, unknown, unknown>;
  title: ColumnType<Text, unknown, unknown>;
  /** On the site of its body. */
  path: string;
  urgent: boolean;
  /** The batch that took it; null until the next look. Given after the commit, so that none is ever passed over. */
  batch: number | null;
};

/** Whom an event concerns: who follows one of these hears of it; `person:id` is that person alone. */
export type NotificationSubjectTable = {
  institution_id: string;
  event_id: string;
  subject_kind: string;
  subject_id: string;
};

/** The events that one look found new, in the order in which looks found them. */
export type NotificationBatchTable = { number: number; first_event: string; gathered_at: Date };

/** One period of one kind of letters: the events of the batches after `after_batch` up to `to_batch`, and who gets a letter. */
export type NotificationRoundTable = {
  id: string;
  kind: RoundKind;
  period: string;
  after_batch: number;
  to_batch: number;
  recipients: number;
  opened_at: Date;
  /** When a part of it was last written: a round that stands still is taken up again. */
  moved_at: Date;
  done_at: Date | null;
};

export type NotificationRecipientTable = { round_id: string; person_id: string; written_at: Date | null };

declare module '#platform/db/database.ts' {
  interface SharedTables {
    follow: FollowTable;
    notification_preference: NotificationPreferenceTable;
    notification_batch: NotificationBatchTable;
    notification_round: NotificationRoundTable;
    notification_recipient: NotificationRecipientTable;
  }
  interface TenantTables {
    notification_event: NotificationEventTable;
    notification_subject: NotificationSubjectTable;
  }
}
