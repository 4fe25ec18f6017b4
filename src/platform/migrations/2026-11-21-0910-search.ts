import type { Migration } from '../db/migrate.ts';

// search_word has no unique word on purpose: two writers that learn the same word at once both keep it, and neither waits.
export const search: Migration = {
  name: '2026-11-21-0910-search',
  sql: `
    create extension if not exists pg_trgm;

    create table search_document (
      institution_id uuid not null,
      kind text not null,
      id text not null,
      path text not null,
      tenant_slug text,
      title jsonb not null,
      body jsonb not null,
      codes text[] not null,
      words tsvector not null,
      primary key (institution_id, kind, id)
    );
    create index search_document_words on search_document using gin (words);

    create table search_word (
      institution_id uuid not null,
      word text collate "C" not null,
      learnt_by uuid not null,
      primary key (institution_id, word, learnt_by)
    );
    create index search_word_spelling on search_word using gin (word gin_trgm_ops);
    create index search_word_start on search_word (word);
  `,
};
