import type { Migration } from '#platform/db/migrate.ts';

// Roots stay for ever; leaves only those of the newest root of a petition, from which proofs are made. Hashes do not compress.
export const petitionRootsMigration: Migration = {
  name: '2026-11-22-1800-petition-roots',
  sql: `
    create table petition_root (
      institution_id uuid not null,
      petition_id uuid not null,
      number integer not null,
      at timestamptz not null,
      signatures integer not null check (signatures >= 0),
      root bytea not null,
      chunks bytea not null,
      primary key (institution_id, petition_id, number),
      foreign key (institution_id, petition_id) references petition (institution_id, id)
    );
    create table petition_leaves (
      institution_id uuid not null,
      petition_id uuid not null,
      chunk integer not null,
      first_id uuid not null,
      leaves bytea not null,
      primary key (institution_id, petition_id, chunk),
      foreign key (institution_id, petition_id) references petition (institution_id, id)
    );
    create index petition_leaves_first on petition_leaves (institution_id, petition_id, first_id);
    alter table petition_leaves alter column leaves set storage external;`,
};
