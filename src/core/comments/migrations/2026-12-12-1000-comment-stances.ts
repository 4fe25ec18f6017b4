import type { Migration } from '#platform/db/migrate.ts';

// What a comment says about the thing it stands under, where that thing asks for it. Replies and answers of offices take none.
export const commentStancesMigration: Migration = {
  name: '2026-12-12-1000-comment-stances',
  sql: `
    alter table comment add column stance text check (stance in ('for', 'neutral', 'against')),
      add check (stance is null or (parent_id is null and not official));
    create index comment_stance on comment (institution_id, subject_kind, subject_id, stance)
      where stance is not null and state = 'shown';
  `,
};
