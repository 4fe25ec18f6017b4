import type { Migration } from '#platform/db/migrate.ts';

// What came on paper, at a counter, in a meeting or by e-mail is entered by an official: it has a day of its own, and a place where it is kept.
export const channelsMigration: Migration = {
  name: '2026-12-16-1200-channels',
  sql: `
    alter table draft_text_contribution
      add column channel text not null default 'online' check (channel in ('online', 'counter', 'paper', 'meeting', 'email')),
      add column received_on date,
      add column kept_at text,
      add constraint draft_text_contribution_entered check (
        case when channel = 'online' then received_on is null and kept_at is null
        else received_on is not null and author_id is null end);
    alter table draft_text_contribution alter column channel drop default;`,
};
