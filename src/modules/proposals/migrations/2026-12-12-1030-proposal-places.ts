import type { Migration } from '#platform/db/migrate.ts';

// The map of a call counts its proposals by place from the index alone.
export const proposalPlacesMigration: Migration = {
  name: '2026-12-12-1030-proposal-places',
  sql: `
    create index proposal_place on proposal (institution_id, call_id, territory)
      where standing = 'shown' and territory is not null;
  `,
};
