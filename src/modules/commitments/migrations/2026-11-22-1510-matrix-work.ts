import type { Migration } from '#platform/db/migrate.ts';

/** Files of the matrix that were sent back and wait to be applied, and the reminders that officials got. */
export const matrixWorkMigration: Migration = {
  name: '2026-11-22-1510-matrix-work',
  sql: `
    create table matrix_import (
      institution_id uuid not null,
      id uuid not null,
      plan_id uuid not null,
      name text not null,
      row_count integer not null,
      changes jsonb not null,
      sent_by uuid,
      sent_at timestamptz not null,
      applied_at timestamptz,
      primary key (institution_id, id),
      foreign key (institution_id, plan_id) references action_plan (institution_id, id)
    );
    create index matrix_import_sender on matrix_import (sent_by) where sent_by is not null;
    create index matrix_import_sent on matrix_import (sent_at);

    create table milestone_reminder (
      institution_id uuid not null,
      milestone_id uuid not null,
      due_on date not null,
      stage text not null check (stage in ('before', 'on', 'after', 'division', 'director', 'quarter')),
      person_id uuid not null,
      sent_on date not null,
      primary key (institution_id, milestone_id, due_on, stage, person_id),
      foreign key (institution_id, milestone_id) references milestone (institution_id, id)
    );
    create index milestone_reminder_person on milestone_reminder (person_id, sent_on);
  `,
};
