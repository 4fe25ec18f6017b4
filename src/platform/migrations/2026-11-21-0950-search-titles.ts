import type { Migration } from '../db/migrate.ts';

// title_words is small and stands in the row itself, so that thousands of matches can be ranked without reading what they say at length.
// Words are nobody's: all bodies share them.
export const searchTitles: Migration = {
  name: '2026-11-21-0950-search-titles',
  sql: `
    alter table search_document add column title_words tsvector not null default '';
    alter table search_document alter column title_words set storage main;

    drop table search_word;
    create table search_word (
      word text collate "C" not null,
      learnt_by uuid not null,
      primary key (word, learnt_by)
    );
    create index search_word_spelling on search_word using gin (word gin_trgm_ops);
  `,
};
