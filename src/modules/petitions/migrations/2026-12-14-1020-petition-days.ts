import type { Migration } from '#platform/db/migrate.ts';

// How many signatures of each day count, written by a job: a page that counts millions of rows for every reader would be none.
export const petitionDaysMigration: Migration = {
  name: '2026-12-14-1020-petition-days',
  sql: `
    alter table petition add column reached_at timestamptz;
    create table petition_day (
      institution_id uuid not null,
      petition_id uuid not null,
      day date not null,
      signatures integer not null check (signatures > 0),
      primary key (institution_id, petition_id, day),
      foreign key (institution_id, petition_id) references petition (institution_id, id)
    );`,
};
