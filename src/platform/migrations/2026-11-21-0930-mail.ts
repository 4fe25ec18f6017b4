import type { Migration } from '../db/migrate.ts';

export const mail: Migration = {
  name: '2026-11-21-0930-mail',
  sql: `
    create table letter (
      id uuid primary key,
      institution_id uuid,
      recipient text not null,
      subject text not null,
      text_part text not null,
      html_part text not null,
      headers jsonb not null,
      queued_at timestamptz not null,
      sent_at timestamptz,
      message_id text
    );
    create index letter_queued on letter (queued_at) where sent_at is null;
    create index letter_sent on letter (sent_at) where sent_at is not null;
  `,
};
