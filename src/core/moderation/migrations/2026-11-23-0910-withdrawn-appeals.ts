import type { Migration } from '#platform/db/migrate.ts';

// An author who takes a hidden text back has nothing left to appeal about: the appeal ends without a decision.
export const withdrawnAppealsMigration: Migration = {
  name: '2026-11-23-0910-withdrawn-appeals',
  sql: `
    alter table moderation_appeal drop constraint moderation_appeal_outcome_check;
    alter table moderation_appeal add constraint moderation_appeal_outcome_check
      check (outcome in ('restored', 'confirmed', 'withdrawn'));
  `,
};
