import type { Migration } from '#platform/db/migrate.ts';

// What was overdue stays so in the figures of the body that handed it over. The portal begins with the first year of all bodies.
export const caseHandedOverMigration: Migration = {
  name: '2026-12-21-1110-case-handed-over',
  sql: `
    alter table case_file add column handed_over_late boolean not null default false;
    update case_file set handed_over_late = true from deadline
      where case_file.state = 'transferred' and deadline.institution_id = case_file.institution_id
        and deadline.subject_kind = 'case' and deadline.subject_id = case_file.id::text and deadline.state = 'cancelled'
        and deadline.due_on < (case_file.over_at at time zone 'Africa/Casablanca')::date;
    create index case_file_first on case_file (received_on);`,
};
