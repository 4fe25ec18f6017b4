import type { Migration } from '#platform/db/migrate.ts';

/**
 * Surveys, votes and draft texts are held by activities, each by one at most; they belong to other rooms and are named by their references.
 * A draft may be shown by a link.
 */
export const heldActivitiesMigration: Migration = {
  name: '2026-12-11-1000-held-activities',
  sql: `
    alter table consultation_activity drop constraint consultation_activity_kind_check;
    update consultation_activity set kind = 'vote' where kind = 'ballot';
    alter table consultation_activity add constraint consultation_activity_kind_check check (kind in
      ('proposals', 'discussion', 'triage', 'survey', 'vote', 'draft-text', 'meeting', 'document'));
    alter table consultation_activity add column held text collate "C";
    alter table consultation_activity add check (held is null or (kind in ('survey', 'vote', 'draft-text') and target = ''));
    create unique index consultation_activity_held on consultation_activity (institution_id, held) where held is not null;

    alter table consultation add column shown_since timestamptz;
  `,
};
