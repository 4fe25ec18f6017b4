import type { Migration } from '#platform/db/migrate.ts';

// A version holds its parts as one value: they are written together and never searched one by one. Contributions name a part by its id,
// which stays the same through all versions.
export const draftTextsMigration: Migration = {
  name: '2026-11-25-1000-draft-texts',
  sql: `
    create table draft_text (
      institution_id uuid not null references institution (id),
      id uuid not null,
      reference text collate "C" not null,
      state text not null check (state in ('draft', 'published', 'concluded', 'adopted')),
      title jsonb not null,
      presentation jsonb not null,
      official_lang text not null check (official_lang in ('ar', 'fr')),
      level smallint not null check (level in (1, 2)),
      opens_on date,
      closes_on date,
      period_rule text,
      earliest_on date,
      urgency jsonb,
      version integer not null check (version >= 0),
      last_contribution integer not null check (last_contribution >= 0),
      last_part integer not null check (last_part >= 0),
      summary jsonb,
      created_at timestamptz not null,
      published_at timestamptz,
      concluded_at timestamptz,
      adopted_on date,
      adoption jsonb,
      primary key (institution_id, id),
      unique (institution_id, reference),
      check (state = 'draft' or (version > 0 and opens_on is not null and closes_on is not null)),
      check (state not in ('concluded', 'adopted') or summary is not null)
    );
    create index draft_text_reference on draft_text (reference);
    create index draft_text_newest on draft_text (opens_on desc, id desc) where state <> 'draft';

    create table draft_text_version (
      institution_id uuid not null,
      text_id uuid not null,
      number integer not null check (number > 0),
      articles jsonb not null,
      clashes jsonb not null,
      note jsonb,
      made_at timestamptz not null,
      published_at timestamptz,
      primary key (institution_id, text_id, number),
      foreign key (institution_id, text_id) references draft_text (institution_id, id)
    );
    create unique index draft_text_version_working on draft_text_version (institution_id, text_id)
      where published_at is null;

    create table draft_text_import (
      institution_id uuid not null,
      id uuid not null,
      text_id uuid not null,
      lang text not null check (lang in ('ar', 'fr')),
      parts jsonb not null,
      sent_at timestamptz not null,
      taken_at timestamptz,
      primary key (institution_id, id),
      foreign key (institution_id, text_id) references draft_text (institution_id, id)
    );
    create index draft_text_import_sent on draft_text_import (sent_at);

    create table draft_text_contribution (
      institution_id uuid not null,
      id uuid not null,
      text_id uuid not null,
      number integer not null,
      version integer not null,
      kind text not null check (kind in ('comment', 'amendment')),
      article_id text collate "C",
      deed text check (deed in ('replace', 'add', 'delete')),
      lang text not null check (lang in ('ar', 'fr')),
      quote text,
      wording text not null,
      reasons text not null,
      author_id uuid references person (id),
      author_name text,
      association_id uuid references association (id),
      state text not null check (state in ('shown', 'held', 'hidden', 'withdrawn')),
      hidden_reason jsonb,
      supports integer not null check (supports >= 0),
      created_at timestamptz not null,
      edited_at timestamptz,
      outcome text check (outcome in ('accepted', 'partly-accepted', 'not-accepted', 'out-of-scope')),
      answer_reasons jsonb,
      answer_wording text,
      answered_at timestamptz,
      primary key (institution_id, id),
      unique (institution_id, text_id, number),
      foreign key (institution_id, text_id) references draft_text (institution_id, id),
      check ((kind = 'amendment') = (deed is not null)),
      check (kind = 'comment' or article_id is not null),
      check ((outcome is null) = (answer_reasons is null))
    );
    create index draft_text_contribution_id on draft_text_contribution (id);
    create index draft_text_contribution_article on draft_text_contribution (institution_id, text_id, article_id, number);
    create index draft_text_contribution_waiting on draft_text_contribution (institution_id, text_id)
      where outcome is null and state in ('shown', 'held');
    create index draft_text_contribution_author on draft_text_contribution (author_id) where author_id is not null;
    create index draft_text_contribution_association on draft_text_contribution (association_id)
      where association_id is not null;

    create table draft_text_earlier (
      institution_id uuid not null,
      contribution_id uuid not null,
      number integer not null,
      quote text,
      wording text not null,
      reasons text not null,
      written_at timestamptz not null,
      primary key (institution_id, contribution_id, number),
      foreign key (institution_id, contribution_id) references draft_text_contribution (institution_id, id)
    );

    create table draft_text_support (
      institution_id uuid not null,
      contribution_id uuid not null,
      person_id uuid not null references person (id),
      at timestamptz not null,
      primary key (institution_id, contribution_id, person_id),
      foreign key (institution_id, contribution_id) references draft_text_contribution (institution_id, id)
    );
    create index draft_text_support_person on draft_text_support (person_id);`,
};
