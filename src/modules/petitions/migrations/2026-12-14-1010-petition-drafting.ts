import type { Migration } from '#platform/db/migrate.ts';

// A draft that several people write keeps what each of them saved. The level that signatories need is the body's on the day of the opening.
export const petitionDraftingMigration: Migration = {
  name: '2026-12-14-1010-petition-drafting',
  sql: `
    alter table petition add column version integer not null default 1;
    alter table petition add column assurance smallint not null default 1 check (assurance in (1, 2));

    create table petition_collaborator (
      institution_id uuid not null,
      petition_id uuid not null,
      id uuid not null,
      person_id uuid not null references person (id),
      name text not null,
      state text not null check (state in ('asked', 'accepted', 'declined', 'left', 'removed')),
      asked_at timestamptz not null,
      answered_at timestamptz,
      ended_at timestamptz,
      primary key (institution_id, id),
      foreign key (institution_id, petition_id) references petition (institution_id, id)
    );
    create unique index petition_collaborator_once on petition_collaborator (institution_id, petition_id, person_id)
      where state in ('asked', 'accepted');
    create index petition_collaborator_person on petition_collaborator (person_id);

    create table petition_version (
      institution_id uuid not null,
      petition_id uuid not null,
      version integer not null,
      words jsonb not null,
      saved_by uuid references person (id),
      saved_at timestamptz not null,
      primary key (institution_id, petition_id, version),
      foreign key (institution_id, petition_id) references petition (institution_id, id)
    );
    create index petition_version_saved_by on petition_version (saved_by) where saved_by is not null;

    create table petition_setting (
      institution_id uuid not null references institution (id),
      level text not null check (level in ('region', 'province', 'commune')),
      assurance smallint not null check (assurance in (1, 2)),
      set_by uuid references person (id),
      set_at timestamptz not null,
      primary key (institution_id, level)
    );`,
};
