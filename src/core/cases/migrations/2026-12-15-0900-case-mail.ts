import type { Migration } from '#platform/db/migrate.ts';

// What came by e-mail is known by a keyed hash of its Message-ID: a message that is read twice stands in its case once.
export const caseMailMigration: Migration = {
  name: '2026-12-15-0900-case-mail',
  sql: `
    alter table case_event add column mail_key bytea;
    create unique index case_event_mail on case_event (institution_id, case_id, mail_key) where mail_key is not null;`,
};
