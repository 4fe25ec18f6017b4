import type { Migration } from '#platform/db/migrate.ts';

// An amendment may propose a whole new article: `article_id` is then the part behind which it would stand, and it may have a heading.
export const newArticlesMigration: Migration = {
  name: '2026-12-16-1000-new-articles',
  sql: `
    alter table draft_text_contribution
      drop constraint draft_text_contribution_deed_check,
      add constraint draft_text_contribution_deed_check check (deed in ('replace', 'add', 'delete', 'insert')),
      add column heading text not null default '',
      add constraint draft_text_contribution_heading check (heading = '' or deed = 'insert');
    alter table draft_text_earlier add column heading text not null default '';`,
};
