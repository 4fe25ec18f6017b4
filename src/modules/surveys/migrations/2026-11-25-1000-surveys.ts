import type { Migration } from '#platform/db/migrate.ts';

/** Surveys: their questions, who took part, what was answered, what was entered from paper. */
export const surveysMigration: Migration = {
  name: '2026-11-25-1000-surveys',
  sql: `
    create table survey (
      institution_id uuid not null references institution (id),
      id uuid not null,
      reference text not null,
      state text not null check (state in ('draft', 'published', 'closed')),
      title jsonb not null,
      intro jsonb not null,
      questionnaire jsonb not null,
      version integer not null,
      privacy text not null check (privacy in ('anonymous', 'pseudonymous', 'identified')),
      admission text not null check (admission in ('verified', 'account', 'anyone', 'token')),
      showing text not null check (showing in ('live', 'end', 'decision')),
      editable boolean not null,
      opens_on date not null,
      closes_on date not null check (closes_on >= opens_on),
      tokens integer not null check (tokens >= 0),
      frozen_at timestamptz,
      created_at timestamptz not null,
      published_at timestamptz,
      closed_at timestamptz,
      results_published_at timestamptz,
      results jsonb,
      counted_at timestamptz,
      primary key (institution_id, id),
      unique (institution_id, reference),
      check (privacy <> 'identified' or admission in ('verified', 'account'))
    );
    create index survey_reference on survey (reference);
    create index survey_newest on survey (institution_id, opens_on, id);
    create index survey_closing on survey (closes_on) where state = 'published';

    create table survey_roll (
      institution_id uuid not null,
      survey_id uuid not null,
      taker bytea not null,
      taken_on date not null,
      primary key (institution_id, survey_id, taker),
      foreign key (institution_id, survey_id) references survey (institution_id, id)
    );

    create table survey_answer (
      institution_id uuid not null,
      survey_id uuid not null,
      id uuid not null,
      receipt bytea not null,
      answers jsonb not null,
      channel text not null check (channel in ('online', 'paper', 'counter', 'meeting')),
      lang text not null,
      answered_on date not null,
      taker bytea,
      person_id uuid references person (id),
      primary key (institution_id, survey_id, id),
      unique (institution_id, survey_id, receipt),
      foreign key (institution_id, survey_id) references survey (institution_id, id)
    );
    create index survey_answer_person on survey_answer (person_id) where person_id is not null;

    create table survey_draft (
      institution_id uuid not null,
      survey_id uuid not null,
      key bytea not null,
      sealed bytea not null,
      seed integer not null,
      lang text not null,
      revises boolean not null,
      saved_at timestamptz not null,
      expires_at timestamptz not null,
      primary key (institution_id, survey_id, key),
      foreign key (institution_id, survey_id) references survey (institution_id, id)
    );
    create index survey_draft_expired on survey_draft (expires_at);

    create table survey_paper (
      institution_id uuid not null,
      survey_id uuid not null,
      sheet text not null,
      channel text not null check (channel in ('paper', 'counter', 'meeting')),
      lang text not null,
      answers jsonb not null,
      second jsonb,
      state text not null check (state in ('once', 'differs', 'agreed')),
      entered_by uuid references person (id),
      entered_at timestamptz not null,
      primary key (institution_id, survey_id, sheet),
      foreign key (institution_id, survey_id) references survey (institution_id, id)
    );

    create table survey_theme (
      institution_id uuid not null,
      survey_id uuid not null,
      id uuid not null,
      question text not null,
      title jsonb not null,
      primary key (institution_id, survey_id, id),
      foreign key (institution_id, survey_id) references survey (institution_id, id)
    );

    create table survey_text (
      institution_id uuid not null,
      survey_id uuid not null,
      answer_id uuid not null,
      question text not null,
      themes uuid[] not null,
      shown boolean not null,
      primary key (institution_id, survey_id, answer_id, question),
      foreign key (institution_id, survey_id, answer_id) references survey_answer (institution_id, survey_id, id)
    );

    create table survey_correction (
      institution_id uuid not null,
      survey_id uuid not null,
      id uuid not null,
      at timestamptz not null,
      note jsonb not null,
      primary key (institution_id, survey_id, id),
      foreign key (institution_id, survey_id) references survey (institution_id, id)
    );`,
};
