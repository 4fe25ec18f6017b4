import type { Migration } from '#platform/db/migrate.ts';

// A case that was handed to another body may come back: a reference lies in a body once, and has lain there before as often as it did.
export const caseComesBackMigration: Migration = {
  name: '2026-12-15-0930-case-comes-back',
  sql: `
    alter table case_file drop constraint case_file_institution_id_kind_reference_key;
    create unique index case_file_lies on case_file (institution_id, kind, reference) where state <> 'transferred';`,
};
