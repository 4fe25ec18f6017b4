import type { Migration } from '#platform/db/migrate.ts';

/** What a commitment is measured by: indicators with their targets, and the values that are recorded of them. */
export const indicatorsMigration: Migration = {
  name: '2026-11-25-0930-indicators',
  sql: `
    create table commitment_indicator (
      institution_id uuid not null,
      id uuid not null,
      commitment_id uuid not null,
      number integer not null check (number > 0),
      kind text not null check (kind in ('performance', 'impact')),
      name jsonb not null,
      unit jsonb,
      baseline double precision,
      baseline_on date,
      targets jsonb not null,
      method jsonb,
      frequency text not null check (frequency in ('monthly', 'quarterly', 'half-yearly', 'yearly', 'once')),
      office_id uuid,
      gone_at timestamptz,
      changed_at timestamptz not null,
      primary key (institution_id, id),
      unique (institution_id, commitment_id, number),
      foreign key (institution_id, commitment_id) references commitment (institution_id, id),
      foreign key (institution_id, office_id) references office (institution_id, id)
    );

    create table commitment_indicator_value (
      institution_id uuid not null,
      indicator_id uuid not null,
      on_date date not null,
      value double precision not null,
      source text not null,
      recorded_by uuid,
      recorded_at timestamptz not null,
      primary key (institution_id, indicator_id, on_date),
      foreign key (institution_id, indicator_id) references commitment_indicator (institution_id, id)
    );
    create index commitment_indicator_value_recorder on commitment_indicator_value (recorded_by)
      where recorded_by is not null;
  `,
};
