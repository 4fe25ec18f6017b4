import type { Migration } from '#platform/db/migrate.ts';

// A refusal that was taken back before its case forgot it.
export const petitionReopenedCasesMigration: Migration = {
  name: '2026-12-21-1110-petition-reopened-cases',
  sql: `
    update case_file set decided_on = null, decided_due_on = null, outcome = null, ground = null
      where kind = 'petition' and state = 'filed' and decided_on is not null;`,
};
