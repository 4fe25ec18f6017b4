import type { Migration } from '../db/migrate.ts';

export const letterSender: Migration = {
  name: '2026-11-21-0940-letter-sender',
  sql: `
    alter table letter add column sender_name text, add column lang text not null default 'ar';
  `,
};
