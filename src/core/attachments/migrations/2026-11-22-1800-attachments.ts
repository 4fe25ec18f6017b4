import type { Migration } from '#platform/db/migrate.ts';

// What documents are attached to belongs to other rooms: it is named, not referred to. A row that was removed keeps its place and its
// reason, and nothing of what it held.
export const attachmentsMigration: Migration = {
  name: '2026-11-22-1800-attachments',
  sql: `
    create table attachment (
      institution_id uuid not null references institution (id),
      id uuid not null,
      subject_kind text not null,
      subject_id text collate "C" not null,
      visibility text not null check (visibility in ('public', 'private')),
      state text not null check (state in ('shown', 'removed')),
      hash text,
      size integer not null,
      type text not null,
      name text not null,
      width integer,
      height integer,
      title jsonb not null,
      description jsonb not null,
      lang text not null,
      words text,
      words_state text not null check (words_state in ('waiting', 'read', 'cut', 'empty', 'failed', 'none')),
      attached_by uuid references person (id),
      attached_at timestamptz not null,
      changed_at timestamptz,
      removed_at timestamptz,
      removed_reason jsonb,
      primary key (institution_id, id),
      check ((state = 'shown') = (hash is not null)),
      check ((state = 'removed') = (removed_at is not null and removed_reason is not null)),
      check (state = 'shown' or (name = '' and words is null and title = '{}' and description = '{}'))
    );
    create index attachment_id on attachment (id);
    create index attachment_subject on attachment (institution_id, subject_kind, subject_id, attached_at, id);
    create index attachment_of_body on attachment (institution_id, attached_at, id) where visibility = 'public';
    create index attachment_of_all on attachment (attached_at, id) where visibility = 'public';
    create index attachment_hash on attachment (hash) where hash is not null;
    create index attachment_by on attachment (attached_by, attached_at) where attached_by is not null;

    -- What was sent and not attached yet: the rest of its form was wrong. Dropped after a day.
    create table attachment_upload (
      institution_id uuid not null references institution (id),
      id text collate "C" not null,
      person_id uuid references person (id),
      hash text not null,
      size integer not null,
      type text not null,
      name text not null,
      width integer,
      height integer,
      kept_at timestamptz not null,
      primary key (institution_id, id)
    );
    create index attachment_upload_hash on attachment_upload (hash);
    create index attachment_upload_kept on attachment_upload (kept_at);
    create index attachment_upload_person on attachment_upload (person_id) where person_id is not null;
  `,
};
