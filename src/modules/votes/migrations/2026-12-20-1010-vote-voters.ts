import type { Migration } from '#platform/db/migrate.ts';

// Led by the voter: beside another index that begins with the vote, a planner without fresh figures looked through the whole roll for each
// voter.
export const voteVotersMigration: Migration = {
  name: '2026-12-20-1010-vote-voters',
  sql: `
    alter table vote_voter drop constraint vote_voter_pkey;
    alter table vote_voter add primary key (voter, institution_id, vote_id);`,
};
