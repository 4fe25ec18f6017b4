import type { Migration } from '#platform/db/migrate.ts';

// The list of everything on one thing, whatever its place (the API lists replies among the rest), read from one index also where a body
// has another thread that is very long; the state stands in it, so that counting needs no table. Answers that offices took back keep their
// place in the thread: their list holds every state.
export const commentListsMigration: Migration = {
  name: '2026-11-23-0900-comment-lists',
  sql: `
    drop index comment_shown;
    create index comment_listed on comment (institution_id, subject_kind, subject_id, created_at, id) include (state)
      where state <> 'held';
    drop index comment_official;
    create index comment_official on comment (institution_id, subject_kind, subject_id, created_at, id)
      where official and state <> 'held';
    create index comment_answers on comment (institution_id, subject_kind, subject_id, created_at, id)
      where official and parent_id is null and state <> 'held';
  `,
};
