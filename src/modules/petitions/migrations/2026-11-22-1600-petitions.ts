import type { Migration } from '#platform/db/migrate.ts';

// Counters stand apart in a narrow table, so that moving one does not write a petition's texts anew. A signature has no territory of its
// own making: '' is "lives elsewhere", so that the key of the counter has no nulls.
export const petitionsMigration: Migration = {
  name: '2026-11-22-1600-petitions',
  sql: `
    create table petition (
      institution_id uuid not null references institution (id),
      id uuid not null,
      reference text collate "C" not null,
      level text not null check (level in ('region', 'province', 'commune')),
      state text not null check (state in ('draft', 'submitted', 'refused', 'open', 'closed', 'withdrawn')),
      lang text not null,
      title text not null,
      demand text not null,
      reasons text not null,
      representative_id uuid references person (id),
      representative_name text not null,
      months smallint not null check (months between 1 and 12),
      population_year smallint,
      population integer,
      required integer,
      per_province_minimum integer,
      created_at timestamptz not null,
      submitted_at timestamptz,
      decided_at timestamptz,
      opened_on date,
      closes_on date,
      closed_at timestamptz,
      refusal_ground text,
      refusal_reasons jsonb,
      primary key (institution_id, id),
      unique (institution_id, reference),
      check (state <> 'open' or (required is not null and closes_on is not null)),
      check ((state = 'refused') = (refusal_ground is not null and refusal_reasons is not null))
    );
    create index petition_reference on petition (reference);
    create index petition_representative on petition (representative_id) where representative_id is not null;
    create index petition_newest on petition (institution_id, state, opened_on, id);
    create index petition_closing on petition (closes_on) where state = 'open';

    create table petition_signature (
      institution_id uuid not null,
      petition_id uuid not null,
      id uuid not null,
      signer bytea not null,
      sealed bytea,
      public_name text,
      tie text not null check (tie in ('residence', 'activity')),
      territory text collate "C" not null,
      channel text not null check (channel in ('online', 'counter', 'paper')),
      state text not null check (state in ('counted', 'withdrawn', 'invalidated')),
      lang text not null,
      person_id uuid references person (id),
      contribution uuid,
      signed_at timestamptz not null,
      primary key (institution_id, petition_id, id),
      unique (institution_id, petition_id, signer),
      foreign key (institution_id, petition_id) references petition (institution_id, id)
    );
    create index petition_signature_person on petition_signature (person_id) where person_id is not null;

    create table petition_count (
      institution_id uuid not null,
      petition_id uuid not null,
      territory text collate "C" not null,
      channel text not null check (channel in ('online', 'counter', 'paper')),
      signatures integer not null check (signatures >= 0),
      primary key (institution_id, petition_id, territory, channel),
      foreign key (institution_id, petition_id) references petition (institution_id, id)
    );

    create table petition_signing (
      institution_id uuid not null,
      petition_id uuid not null,
      id uuid not null,
      sealed bytea not null,
      lang text not null,
      begun_at timestamptz not null,
      expires_at timestamptz not null,
      primary key (institution_id, id),
      foreign key (institution_id, petition_id) references petition (institution_id, id)
    );
    create index petition_signing_expired on petition_signing (expires_at);`,
};
