import type { Migration } from '#platform/db/migrate.ts';

// `alike`: a keyed hash of name and residence, of use for one petition only: it says that two signatures may be one person's, and not whose.
export const petitionInvalidationsMigration: Migration = {
  name: '2026-11-24-0930-petition-invalidations',
  sql: `
    create table petition_invalidation (
      institution_id uuid not null,
      petition_id uuid not null,
      id uuid not null,
      ground text not null,
      reasons text not null,
      criterion jsonb not null,
      signatures integer not null check (signatures > 0),
      at timestamptz not null,
      undone_at timestamptz,
      undone_reasons text,
      primary key (institution_id, petition_id, id),
      foreign key (institution_id, petition_id) references petition (institution_id, id),
      check ((undone_at is null) = (undone_reasons is null))
    );
    alter table petition_signature add column alike bytea;
    alter table petition_signature add column invalidation uuid;
    alter table petition_signature add foreign key (institution_id, petition_id, invalidation)
      references petition_invalidation (institution_id, petition_id, id);
    create index petition_signature_invalidation on petition_signature (institution_id, petition_id, invalidation)
      where invalidation is not null;`,
};
