import type { Migration } from '#platform/db/migrate.ts';

// The seed follows from the newest root: nobody chooses it, and whoever has a receipt can see whether their signature was drawn.
export const petitionSamplesMigration: Migration = {
  name: '2026-11-24-1000-petition-samples',
  sql: `
    create table petition_sample (
      institution_id uuid not null,
      petition_id uuid not null,
      id uuid not null,
      number integer not null check (number > 0),
      register text not null check (register in ('population', 'electoral')),
      seed text not null,
      root_number integer not null,
      size integer not null check (size > 0),
      drawn_from integer not null check (drawn_from >= size),
      drawn_at timestamptz not null,
      checked_at timestamptz,
      primary key (institution_id, petition_id, id),
      unique (institution_id, petition_id, number),
      foreign key (institution_id, petition_id) references petition (institution_id, id)
    );
    create table petition_sample_item (
      institution_id uuid not null,
      petition_id uuid not null,
      sample uuid not null,
      place integer not null check (place > 0),
      signature_id uuid not null,
      result text check (result in ('found', 'not-found', 'not-eligible', 'unclear')),
      primary key (institution_id, petition_id, sample, place),
      foreign key (institution_id, petition_id, sample) references petition_sample (institution_id, petition_id, id),
      foreign key (institution_id, petition_id, signature_id) references petition_signature (institution_id, petition_id, id)
    );
    create index petition_sample_item_signature on petition_sample_item (institution_id, petition_id, signature_id);

    create table petition_register (
      institution_id uuid not null references institution (id),
      register text not null check (register in ('population', 'electoral')),
      delimiter text not null check (delimiter in (',', ';', 'tab')),
      headings jsonb not null,
      answers jsonb not null,
      primary key (institution_id, register)
    );`,
};
