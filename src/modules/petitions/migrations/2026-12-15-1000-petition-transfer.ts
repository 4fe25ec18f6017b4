import type { Migration } from '#platform/db/migrate.ts';

// A petition that another council deals with stays where it was signed; its file lies there.
export const petitionTransferMigration: Migration = {
  name: '2026-12-15-1000-petition-transfer',
  sql: `
    alter table petition_council
      add column lies_with uuid references institution (id),
      add column lies_with_case uuid,
      add column lies_with_level text check (lies_with_level in ('region', 'province', 'commune')),
      add column lies_since date,
      add constraint petition_council_lies check (
        num_nulls(lies_with, lies_with_case, lies_with_level, lies_since) in (0, 4));
    create index petition_council_lies_with on petition_council (lies_with, session_on) where lies_with is not null;`,
};
