import type { Migration } from '#platform/db/migrate.ts';

// The voter's name alone: of two indexes that begin with the vote, a planner without fresh figures took the one that leads through the whole
// roll for each voter.
export const voteVotersMigration: Migration = {
  name: '2026-12-20-1010-vote-voters',
  sql: `create index vote_voter_name on vote_voter (voter);`,
};
