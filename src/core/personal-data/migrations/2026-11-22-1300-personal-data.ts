import type { Migration } from '#platform/db/migrate.ts';

export const personalDataMigration: Migration = {
  name: '2026-11-22-1300-personal-data',
  sql: `
    -- What somebody asks of a body about their own data: correction (09-08 art. 8) or objection (art. 9).
    create table data_request (
      institution_id uuid not null references institution (id),
      id uuid not null,
      kind text not null check (kind in ('rectification', 'objection')),
      -- Null once the account is closed.
      person_id uuid references person (id),
      lang text not null,
      about text,
      words text not null,
      state text not null check (state in ('open', 'accepted', 'refused', 'withdrawn')),
      received_at timestamptz not null,
      due_on date,
      assigned_to uuid references person (id),
      answer text,
      answered_at timestamptz,
      answered_by uuid,
      primary key (institution_id, id),
      check ((state in ('accepted', 'refused')) = (answered_at is not null))
    );
    create index data_request_person on data_request (person_id, id);
    create index data_request_open on data_request (institution_id, due_on, id) where state = 'open';
    create index data_request_assigned on data_request (institution_id, assigned_to) where state = 'open';

    -- Each processing of personal data that a body has declared to the CNDP, or that it has authorised.
    create table processing_register (
      institution_id uuid not null references institution (id),
      kind text not null,
      regime text not null check (regime in ('declaration', 'authorisation')),
      cndp_reference text not null,
      -- Entered in a trial: worth nothing in production.
      sample boolean not null,
      opened_at timestamptz not null,
      opened_by uuid,
      closed_at timestamptz,
      primary key (institution_id, kind)
    );

    -- What people told of themselves for statistics, as it was on the day they acted. Nothing here leads to the person: the id is random,
    -- the act stands as a keyed fingerprint (the key is outside the database), and the day is all that is kept of the time.
    create table demographics_frozen (
      institution_id uuid not null references institution (id),
      id uuid not null,
      act_kind text not null,
      act_key bytea not null,
      about text not null,
      frozen_on date not null,
      gender text,
      age_band text,
      commune text,
      disability text,
      primary key (institution_id, id),
      unique (institution_id, act_key)
    );
    create index demographics_frozen_about on demographics_frozen (institution_id, act_kind, about);
  `,
};
