import type { Migration } from '#platform/db/migrate.ts';

// Plans belong to another room: they are named, not referred to.
export const reportsMigration: Migration = {
  name: '2026-11-23-1400-reports',
  sql: `
    create table scorecard_record (
      institution_id uuid not null references institution (id),
      plan_id uuid not null,
      month date not null check (extract(day from month) = 1),
      plan_reference text not null,
      counts jsonb not null,
      taken_on date not null,
      primary key (institution_id, plan_id, month)
    );
    create index scorecard_record_month on scorecard_record (month);
    create index scorecard_record_plan on scorecard_record (plan_reference, month);

    create table report (
      institution_id uuid not null references institution (id),
      id uuid not null,
      plan_id uuid not null,
      plan_reference text not null,
      reference text collate "C" not null,
      number integer not null check (number > 0),
      kind text not null check (kind in ('progress', 'annual', 'final')),
      starts_on date not null,
      ends_on date not null,
      draft jsonb not null,
      draft_revision integer not null,
      saved_by uuid,
      saved_at timestamptz not null,
      version integer not null default 0,
      created_at timestamptz not null,
      primary key (institution_id, id),
      unique (institution_id, plan_id, number),
      check (ends_on >= starts_on)
    );
    create index report_reference on report (reference);
    create index report_plan on report (plan_reference) where version > 0;
    create index report_saver on report (saved_by) where saved_by is not null;

    create table report_version (
      institution_id uuid not null,
      report_id uuid not null,
      version integer not null check (version > 0),
      narrative jsonb not null,
      content jsonb not null,
      reason jsonb,
      published_by uuid,
      published_at timestamptz not null,
      files jsonb,
      sealed_at timestamptz,
      primary key (institution_id, report_id, version),
      foreign key (institution_id, report_id) references report (institution_id, id),
      check ((files is null) = (sealed_at is null)),
      check ((version = 1) = (reason is null))
    );
    create index report_version_publisher on report_version (published_by) where published_by is not null;
    create index report_version_latest on report_version (published_at);
  `,
};
