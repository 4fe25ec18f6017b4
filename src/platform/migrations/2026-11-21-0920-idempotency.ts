import type { Migration } from '../db/migrate.ts';

export const idempotency: Migration = {
  name: '2026-11-21-0920-idempotency',
  sql: `
    create table idempotency_key (
      key text primary key,
      request_hash text not null,
      status integer,
      body text,
      created_at timestamptz not null,
      expires_at timestamptz not null
    );
    create index idempotency_key_expiry on idempotency_key (expires_at);
  `,
};
