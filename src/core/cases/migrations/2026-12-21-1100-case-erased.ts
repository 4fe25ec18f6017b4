import type { Migration } from '#platform/db/migrate.ts';

export const caseErasedMigration: Migration = {
  name: '2026-12-21-1100-case-erased',
  sql: 'alter table case_file add column erased boolean not null default false;',
};
