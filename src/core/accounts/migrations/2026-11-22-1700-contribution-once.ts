import type { Migration } from '#platform/db/migrate.ts';

// One contribution for each address and subject, whatever arrives at the same moment. Nothing referred to the later of two.
export const contributionOnceMigration: Migration = {
  name: '2026-11-22-1700-contribution-once',
  sql: `
    delete from contribution later using contribution earlier
      where later.fingerprint = earlier.fingerprint and later.subject = earlier.subject and later.id > earlier.id;
    drop index contribution_contact;
    create unique index contribution_once on contribution (fingerprint, subject);`,
};
