import type { Migration } from '../db/migrate.ts';

export const textMessage: Migration = {
  name: '2026-11-22-0910-text-message',
  sql: `
    create table text_message (
      id uuid primary key,
      recipient text not null,
      body text not null,
      lang text not null,
      queued_at timestamptz not null,
      sent_at timestamptz
    );
    create index text_message_sent on text_message (sent_at);
    create index text_message_queued on text_message (queued_at);
  `,
};
