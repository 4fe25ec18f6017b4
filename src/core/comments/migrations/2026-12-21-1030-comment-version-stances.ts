import type { Migration } from '#platform/db/migrate.ts';

// What a comment said for or against before it was changed is kept beside the words.
export const commentVersionStancesMigration: Migration = {
  name: '2026-12-21-1030-comment-version-stances',
  sql: `
    alter table comment_version add column stance text check (stance in ('for', 'neutral', 'against'));
  `,
};
