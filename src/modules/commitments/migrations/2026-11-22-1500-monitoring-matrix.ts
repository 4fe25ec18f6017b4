import type { Migration } from '#platform/db/migrate.ts';

/** The monitoring matrix: what is published of a row, every version of it with its author, who answers for it, and what reminders were sent. */
export const monitoringMatrixMigration: Migration = {
  name: '2026-11-22-1500-monitoring-matrix',
  sql: `
    alter table milestone
      add column expected_result jsonb,
      add column indicator jsonb,
      add column target jsonb,
      add column percent smallint check (percent between 0 and 100),
      add column done jsonb,
      add column obstacles jsonb,
      add column next_step jsonb,
      add column evidence jsonb not null default '[]',
      add column reported_on date,
      add column office_id uuid,
      add column official_id uuid,
      add column row_version integer not null default 0,
      add column published_version integer not null default 0,
      add foreign key (institution_id, office_id) references office (institution_id, id);
    create index milestone_official on milestone (official_id) where official_id is not null and gone_at is null;
    create index milestone_office on milestone (institution_id, office_id) where office_id is not null and gone_at is null;
    create index milestone_draft on milestone (institution_id, plan_id)
      where row_version > published_version and gone_at is null;
    create index commitment_order on commitment (institution_id, plan_id, number, id) where gone_at is null;

    create table milestone_version (
      institution_id uuid not null,
      milestone_id uuid not null,
      version integer not null check (version >= 0),
      content jsonb not null,
      note jsonb,
      saved_by uuid,
      saved_at timestamptz not null,
      published_by uuid,
      published_at timestamptz,
      primary key (institution_id, milestone_id, version),
      foreign key (institution_id, milestone_id) references milestone (institution_id, id)
    );
    create index milestone_version_saver on milestone_version (saved_by) where saved_by is not null;
    create index milestone_version_publisher on milestone_version (published_by) where published_by is not null;

    alter table commitment_event drop constraint commitment_event_kind_check;
    alter table commitment_event add constraint commitment_event_kind_check check (kind in
      ('imported', 'added', 'text-changed', 'dates-changed', 'status-changed', 'reported', 'gone', 'returned'));
  `,
};
