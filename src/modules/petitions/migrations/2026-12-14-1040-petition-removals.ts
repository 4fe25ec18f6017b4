import type { Migration } from '#platform/db/migrate.ts';

export const petitionRemovalsMigration: Migration = {
  name: '2026-12-14-1040-petition-removals',
  sql: `
    alter table petition drop constraint petition_state_check;
    alter table petition add constraint petition_state_check check (state in (
      'draft', 'submitted', 'refused', 'open', 'closed', 'withdrawn', 'filed', 'rejected', 'accepted', 'scheduled', 'answered',
      'finished', 'removed'));
    alter table petition add column removal_ground text check (removal_ground in ('court', 'private-data'));
    alter table petition add column removal_act text;
    alter table petition add column removed_at timestamptz;
    alter table petition add constraint petition_removed check (
      (state = 'removed') = (removal_ground is not null and removal_act is not null and removed_at is not null));`,
};
