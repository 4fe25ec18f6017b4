import type { Migration } from '#platform/db/migrate.ts';

/** A report may tell how a plan was made. */
export const coCreationReportsMigration: Migration = {
  name: '2026-11-25-1000-co-creation-reports',
  sql: `
    alter table report drop constraint report_kind_check;
    alter table report add constraint report_kind_check check (kind in ('progress', 'annual', 'final', 'co-creation'));
  `,
};
