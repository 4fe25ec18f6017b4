import type { Migration } from '#platform/db/migrate.ts';

// A thread of a hundred thousand comments costs what one of ten costs: each order that is offered has an index that ends with the id, in
// which what waits unseen does not stand. Subjects belong to other rooms: they are named, not referred to. "likeness" tells the same
// words again without being the words.
export const commentsMigration: Migration = {
  name: '2026-11-22-1200-comments',
  sql: `
    create table comment_thread (
      institution_id uuid not null references institution (id),
      subject_kind text not null,
      subject_id text collate "C" not null,
      title jsonb not null,
      path text not null,
      opened_at timestamptz not null,
      primary key (institution_id, subject_kind, subject_id)
    );
    create index comment_thread_subject on comment_thread (subject_kind, subject_id);

    create table comment (
      institution_id uuid not null,
      id uuid not null,
      subject_kind text not null,
      subject_id text collate "C" not null,
      parent_id uuid,
      author_id uuid references person (id),
      signed_as text not null check (signed_as in ('name', 'pseudonym', 'association', 'office', 'former')),
      association_id uuid references association (id),
      office jsonb,
      official boolean not null,
      state text not null check (state in ('shown', 'held', 'hidden', 'withdrawn')),
      body text not null,
      lang text not null,
      hidden_reason jsonb,
      likeness bytea,
      useful integer not null,
      created_at timestamptz not null,
      edited_at timestamptz,
      primary key (institution_id, id),
      foreign key (institution_id, subject_kind, subject_id)
        references comment_thread (institution_id, subject_kind, subject_id),
      foreign key (institution_id, parent_id) references comment (institution_id, id),
      check (official = (signed_as = 'office')),
      check ((state = 'hidden') = (hidden_reason is not null)),
      check (state <> 'withdrawn' or body = '')
    );
    create index comment_id on comment (id);
    create index comment_newest on comment (institution_id, subject_kind, subject_id, created_at, id)
      where parent_id is null and not official and state <> 'held';
    create index comment_useful on comment (institution_id, subject_kind, subject_id, useful, created_at, id)
      where parent_id is null and not official and state <> 'held';
    create index comment_official on comment (institution_id, subject_kind, subject_id, created_at, id)
      where official and state = 'shown';
    create index comment_replies on comment (institution_id, parent_id, official, created_at, id)
      where parent_id is not null and state <> 'held';
    create index comment_shown on comment (institution_id, subject_kind, subject_id, created_at, id)
      where state = 'shown';
    create index comment_of_body on comment (institution_id, created_at, id) where state <> 'held';
    create index comment_of_all on comment (created_at, id) where state <> 'held';
    create index comment_author on comment (author_id, created_at);
    create index comment_likeness on comment (likeness, created_at) where likeness is not null;

    create table comment_version (
      institution_id uuid not null,
      comment_id uuid not null,
      number integer not null,
      body text not null,
      lang text not null,
      written_at timestamptz not null,
      primary key (institution_id, comment_id, number),
      foreign key (institution_id, comment_id) references comment (institution_id, id)
    );

    create table comment_mark (
      institution_id uuid not null,
      comment_id uuid not null,
      person_id uuid not null references person (id),
      marked_at timestamptz not null,
      primary key (institution_id, comment_id, person_id),
      foreign key (institution_id, comment_id) references comment (institution_id, id)
    );
    create index comment_mark_person on comment_mark (person_id);

    -- Bodies that a comment names, and when one of their offices answered below it.
    create table comment_mention (
      institution_id uuid not null,
      comment_id uuid not null,
      mentioned_id uuid not null references institution (id),
      mentioned_on date not null,
      answered boolean not null,
      primary key (institution_id, comment_id, mentioned_id),
      foreign key (institution_id, comment_id) references comment (institution_id, id)
    );
    create index comment_mention_open on comment_mention (mentioned_id, mentioned_on) where not answered;
  `,
};
