import type { Migration } from '../db/migrate.ts';

export const keptForm: Migration = {
  name: '2026-11-22-0900-kept-form',
  sql: `
    create table kept_form (
      id text primary key,
      sealed bytea not null,
      expires_at timestamptz not null
    );
    create index kept_form_expiry on kept_form (expires_at);
  `,
};
