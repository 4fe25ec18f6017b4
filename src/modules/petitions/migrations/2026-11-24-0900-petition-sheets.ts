import type { Migration } from '#platform/db/migrate.ts';

// What two officials read from a sheet waits, sealed, until both readings are one; afterwards only what became of each line is kept.
// `tallied_at`: when officials last changed what counts, so that a root that is older is followed by another.
export const petitionSheetsMigration: Migration = {
  name: '2026-11-24-0900-petition-sheets',
  sql: `
    create table petition_sheet (
      institution_id uuid not null,
      petition_id uuid not null,
      number integer not null check (number > 0),
      state text not null check (state in ('issued', 'read-once', 'differing', 'counted')),
      issued_at timestamptz not null,
      counted_at timestamptz,
      primary key (institution_id, petition_id, number),
      foreign key (institution_id, petition_id) references petition (institution_id, id)
    );

    create table petition_sheet_reading (
      institution_id uuid not null,
      petition_id uuid not null,
      number integer not null,
      reading smallint not null check (reading in (1, 2)),
      official_id uuid not null references person (id),
      sealed bytea not null,
      read_at timestamptz not null,
      primary key (institution_id, petition_id, number, reading),
      foreign key (institution_id, petition_id, number) references petition_sheet (institution_id, petition_id, number)
    );
    create index petition_sheet_reading_official on petition_sheet_reading (official_id);

    create table petition_sheet_line (
      institution_id uuid not null,
      petition_id uuid not null,
      number integer not null,
      line smallint not null check (line > 0),
      signature_id uuid,
      rejected text,
      primary key (institution_id, petition_id, number, line),
      foreign key (institution_id, petition_id, number) references petition_sheet (institution_id, petition_id, number),
      foreign key (institution_id, petition_id, signature_id) references petition_signature (institution_id, petition_id, id),
      check ((signature_id is null) <> (rejected is null))
    );
    create index petition_sheet_line_signature on petition_sheet_line (institution_id, petition_id, signature_id);

    alter table petition add column tallied_at timestamptz;`,
};
