import type { Migration } from '#platform/db/migrate.ts';

// The last day of an appeal is that of the day of the refusal: what a body enters afterwards shortens nobody's time.
export const petitionAppealUntilMigration: Migration = {
  name: '2026-12-21-1010-petition-appeal-until',
  sql: 'alter table petition add column appeal_until date;',
};
