import type { Migration } from '#platform/db/migrate.ts';

export const notificationsMigration: Migration = {
  name: '2026-11-22-1400-notifications',
  sql: `
    create table follow (
      person_id uuid not null references person (id) on delete cascade,
      subject_kind text collate "C" not null,
      subject_id text collate "C" not null,
      institution_id uuid,
      -- Made at that moment: what happened before has a smaller id.
      since uuid not null,
      created_at timestamptz not null,
      primary key (person_id, subject_kind, subject_id)
    );
    create index follow_subject on follow (subject_kind, subject_id, person_id);

    create table notification_preference (
      person_id uuid primary key references person (id) on delete cascade,
      frequency text not null check (frequency in ('at-once', 'daily', 'weekly', 'never')),
      urgent_sms boolean not null,
      told_batch bigint not null,
      changed_at timestamptz not null
    );

    create table notification_event (
      institution_id uuid not null references institution (id),
      id uuid not null,
      at timestamptz not null,
      about text collate "C" not null,
      event text not null,
      event_values jsonb not null,
      title jsonb not null,
      path text not null,
      urgent boolean not null,
      batch bigint,
      primary key (institution_id, id)
    );
    create index notification_event_id on notification_event (id);
    create index notification_event_new on notification_event (institution_id, id) where batch is null;
    create index notification_event_batch on notification_event (batch);
    create index notification_event_about on notification_event (institution_id, about);
    create index notification_event_at on notification_event (at);

    create table notification_subject (
      institution_id uuid not null,
      event_id uuid not null,
      subject_kind text collate "C" not null,
      subject_id text collate "C" not null,
      primary key (institution_id, event_id, subject_kind, subject_id),
      foreign key (institution_id, event_id) references notification_event (institution_id, id) on delete cascade
    );
    create index notification_subject_events on notification_subject (subject_kind, subject_id, event_id);

    create table notification_batch (
      number bigint primary key,
      first_event uuid not null,
      gathered_at timestamptz not null
    );

    create table notification_round (
      id uuid primary key,
      kind text not null check (kind in ('at-once', 'daily', 'weekly', 'urgent')),
      period text not null,
      after_batch bigint not null,
      to_batch bigint not null,
      recipients int not null,
      opened_at timestamptz not null,
      moved_at timestamptz not null,
      done_at timestamptz,
      unique (kind, period)
    );
    create index notification_round_open on notification_round (moved_at) where done_at is null;

    -- One letter for each person and period: the key says so.
    create table notification_recipient (
      round_id uuid not null references notification_round (id) on delete cascade,
      person_id uuid not null references person (id) on delete cascade,
      written_at timestamptz,
      primary key (round_id, person_id)
    );
    create index notification_recipient_waiting on notification_recipient (round_id, person_id) where written_at is null;
    create index notification_recipient_person on notification_recipient (person_id);
  `,
};
