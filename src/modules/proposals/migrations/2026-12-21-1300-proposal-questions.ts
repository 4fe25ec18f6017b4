import type { Migration } from '#platform/db/migrate.ts';

// What a body asks beside the proposal itself, and what each proposal answers.
export const proposalQuestionsMigration: Migration = {
  name: '2026-12-21-1300-proposal-questions',
  sql: `
    alter table proposal_call add column questions jsonb not null default '[]';
    alter table proposal add column answers jsonb not null default '{}';
  `,
};
