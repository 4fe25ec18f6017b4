import type { Migration } from '#platform/db/migrate.ts';

// Supports are counted in a narrow table, so that a support does not write a proposal's texts anew, and so that the order by support has an
// index. "supporter" is a keyed hash of the person within one call: merging two proposals can tell who supported both without names.
export const proposalsMigration: Migration = {
  name: '2026-11-25-1000-proposals',
  sql: `
    create table proposal_call (
      institution_id uuid not null references institution (id),
      id uuid not null,
      title jsonb not null,
      about_path text not null,
      opens_on date not null,
      closes_on date not null,
      level smallint not null check (level in (1, 2)),
      themes jsonb not null,
      closed_at timestamptz,
      primary key (institution_id, id),
      check (opens_on <= closes_on)
    );
    create index proposal_call_id on proposal_call (id);

    create table proposal (
      institution_id uuid not null,
      id uuid not null,
      reference text collate "C" not null,
      call_id uuid not null,
      standing text not null check (standing in ('draft', 'held', 'shown', 'hidden', 'withdrawn', 'merged')),
      state text not null check (state in
        ('received', 'under-study', 'accepted', 'partly-accepted', 'already-planned', 'not-accepted', 'forwarded')),
      title jsonb not null,
      body jsonb not null,
      theme text,
      territory text collate "C",
      place text,
      author_id uuid references person (id),
      signed_as text not null check (signed_as in ('name', 'pseudonym', 'association', 'meeting', 'assisted', 'former')),
      association_id uuid references association (id),
      signature text,
      paper text,
      channel text not null check (channel in ('online', 'counter', 'paper', 'meeting', 'sms')),
      words text not null,
      terms text[] not null,
      hidden_reason jsonb,
      merged_into uuid,
      split_from uuid,
      created_at timestamptz not null,
      submitted_at timestamptz,
      edited_at timestamptz,
      primary key (institution_id, id),
      unique (institution_id, reference),
      foreign key (institution_id, call_id) references proposal_call (institution_id, id),
      foreign key (institution_id, merged_into) references proposal (institution_id, id),
      foreign key (institution_id, split_from) references proposal (institution_id, id),
      check ((standing = 'hidden') = (hidden_reason is not null)),
      check ((standing = 'merged') = (merged_into is not null)),
      check (standing in ('draft', 'withdrawn') or submitted_at is not null)
    );
    create index proposal_reference on proposal (reference);
    create index proposal_author on proposal (author_id) where author_id is not null;
    create index proposal_newest on proposal (institution_id, submitted_at, id) where standing = 'shown';
    create index proposal_of_call on proposal (institution_id, call_id, submitted_at, id) where standing = 'shown';
    create index proposal_newest_of_all on proposal (submitted_at, id) where standing = 'shown';
    create index proposal_waiting on proposal (institution_id, call_id, submitted_at, id)
      where standing = 'shown' and state in ('received', 'under-study');
    create index proposal_words on proposal using gin (words gin_trgm_ops);
    create index proposal_terms on proposal using gin (terms);

    create table proposal_coauthor (
      institution_id uuid not null,
      proposal_id uuid not null,
      person_id uuid not null references person (id),
      joined_at timestamptz not null,
      primary key (institution_id, proposal_id, person_id),
      foreign key (institution_id, proposal_id) references proposal (institution_id, id)
    );
    create index proposal_coauthor_person on proposal_coauthor (person_id);

    create table proposal_version (
      institution_id uuid not null,
      proposal_id uuid not null,
      number integer not null,
      title jsonb not null,
      body jsonb not null,
      written_at timestamptz not null,
      primary key (institution_id, proposal_id, number),
      foreign key (institution_id, proposal_id) references proposal (institution_id, id)
    );

    create table proposal_support (
      institution_id uuid not null,
      proposal_id uuid not null,
      supporter bytea not null,
      person_id uuid references person (id),
      supported_at timestamptz not null,
      excluded_because jsonb,
      primary key (institution_id, proposal_id, supporter),
      foreign key (institution_id, proposal_id) references proposal (institution_id, id)
    );
    create index proposal_support_person on proposal_support (person_id) where person_id is not null;

    create table proposal_count (
      institution_id uuid not null,
      proposal_id uuid not null,
      call_id uuid not null,
      supports integer not null check (supports >= 0),
      primary key (institution_id, proposal_id),
      foreign key (institution_id, proposal_id) references proposal (institution_id, id)
    );
    create index proposal_count_most on proposal_count (institution_id, call_id, supports, proposal_id);

    create table proposal_evaluation (
      institution_id uuid not null,
      id uuid not null,
      proposal_id uuid not null,
      evaluator_id uuid not null references person (id),
      state text not null check (state in ('asked', 'done', 'conflict')),
      scores jsonb not null,
      opinion text not null,
      asked_at timestamptz not null,
      done_at timestamptz,
      primary key (institution_id, id),
      unique (institution_id, proposal_id, evaluator_id),
      foreign key (institution_id, proposal_id) references proposal (institution_id, id)
    );
    create index proposal_evaluation_asked on proposal_evaluation (evaluator_id) where state = 'asked';

    create table proposal_note (
      institution_id uuid not null,
      id uuid not null,
      proposal_id uuid not null,
      author_id uuid references person (id),
      body text not null,
      written_at timestamptz not null,
      primary key (institution_id, id),
      foreign key (institution_id, proposal_id) references proposal (institution_id, id)
    );
    create index proposal_note_of on proposal_note (institution_id, proposal_id, id);

    create table proposal_answer (
      institution_id uuid not null,
      id uuid not null,
      proposal_id uuid not null,
      state text not null check (state in ('accepted', 'partly-accepted', 'already-planned', 'not-accepted', 'forwarded')),
      before text not null,
      reasons jsonb not null,
      forwarded_to uuid references institution (id),
      batch_id uuid,
      answered_at timestamptz not null,
      undone_at timestamptz,
      primary key (institution_id, id),
      foreign key (institution_id, proposal_id) references proposal (institution_id, id),
      check ((state = 'forwarded') = (forwarded_to is not null))
    );
    create index proposal_answer_of on proposal_answer (institution_id, proposal_id, answered_at);
    create index proposal_answer_batch on proposal_answer (institution_id, batch_id) where batch_id is not null;
    create index proposal_answer_forwarded on proposal_answer (forwarded_to, answered_at)
      where forwarded_to is not null and undone_at is null;

    create table proposal_outcome (
      institution_id uuid not null,
      id uuid not null,
      proposal_id uuid not null,
      kind text not null check (kind in ('commitment', 'decision', 'budget', 'step')),
      target text not null,
      words jsonb not null,
      on_date date not null,
      recorded_at timestamptz not null,
      primary key (institution_id, id),
      foreign key (institution_id, proposal_id) references proposal (institution_id, id)
    );
    create index proposal_outcome_of on proposal_outcome (institution_id, proposal_id, on_date, id);

    create table proposal_merge (
      institution_id uuid not null,
      proposal_id uuid not null,
      into_id uuid not null,
      state text not null check (state in ('asked', 'done', 'refused')),
      asked_at timestamptz not null,
      decided_at timestamptz,
      primary key (institution_id, proposal_id),
      foreign key (institution_id, proposal_id) references proposal (institution_id, id),
      foreign key (institution_id, into_id) references proposal (institution_id, id)
    );
  `,
};
