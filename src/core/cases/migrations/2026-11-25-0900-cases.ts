import type { Migration } from '#platform/db/migrate.ts';

// A case that goes to another body is a new row there with the same reference: references of other bodies are plain ids.
export const casesMigration: Migration = {
  name: '2026-11-25-0900-cases',
  sql: `
    create table case_file (
      institution_id uuid not null references institution (id),
      id uuid not null,
      kind text not null,
      reference text not null,
      about text not null,
      title jsonb not null,
      state text not null,
      lang text not null,
      channel text not null check (channel in ('online', 'counter', 'paper', 'email')),
      party_kind text not null check (party_kind in ('person', 'citizens', 'association')),
      party_name text not null,
      person_id uuid references person (id),
      contact bytea,
      received_at timestamptz not null,
      received_on date not null,
      rule text,
      due_on date,
      provisional boolean not null,
      extended boolean not null,
      assigned_to uuid references person (id),
      reminded_for date,
      decided_on date,
      decided_due_on date,
      outcome text,
      ground text,
      over_at timestamptz,
      came_from_institution uuid,
      came_from uuid,
      anonymised_at timestamptz,
      primary key (institution_id, id),
      unique (institution_id, kind, reference)
    );
    create index case_file_reference on case_file (reference);
    create index case_file_person on case_file (person_id) where person_id is not null;
    create index case_file_queue on case_file (institution_id, kind, due_on, id) where over_at is null;
    create index case_file_received on case_file (institution_id, received_on, id);
    create index case_file_over on case_file (over_at) where over_at is not null and anonymised_at is null;
    create index case_file_due on case_file (due_on) where over_at is null;

    create table case_event (
      institution_id uuid not null,
      case_id uuid not null,
      id uuid not null,
      at timestamptz not null,
      verb text not null,
      state text not null,
      who text not null check (who in ('party', 'office', 'clock')),
      person_id uuid references person (id),
      readers text not null check (readers in ('public', 'parties', 'officials')),
      words jsonb not null,
      facts jsonb not null,
      letter_id uuid,
      redacted_at timestamptz,
      redacted_why jsonb,
      primary key (institution_id, case_id, id),
      foreign key (institution_id, case_id) references case_file (institution_id, id),
      check (redacted_at is null or words = '{}'::jsonb)
    );
    create index case_event_person on case_event (person_id) where person_id is not null;`,
};
