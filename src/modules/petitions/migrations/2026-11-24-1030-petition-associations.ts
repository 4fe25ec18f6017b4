import type { Migration } from '#platform/db/migrate.ts';

export const petitionAssociationsMigration: Migration = {
  name: '2026-11-24-1030-petition-associations',
  sql: `
    create table petition_association (
      institution_id uuid not null,
      petition_id uuid not null,
      association_id uuid not null references association (id),
      branch text not null,
      activity text not null,
      members integer check (members >= 0),
      declared_at timestamptz not null,
      primary key (institution_id, petition_id),
      foreign key (institution_id, petition_id) references petition (institution_id, id)
    );
    create index petition_association_association on petition_association (association_id);`,
};
