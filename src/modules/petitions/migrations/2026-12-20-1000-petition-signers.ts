import type { Migration } from '#platform/db/migrate.ts';

// Led by the signer: beside another index that begins with the petition, a planner without fresh figures looked through all signatures of
// a petition for each new one.
export const petitionSignersMigration: Migration = {
  name: '2026-12-20-1000-petition-signers',
  sql: `
    alter table petition_signature drop constraint petition_signature_institution_id_petition_id_signer_key;
    create unique index petition_signature_signer on petition_signature (signer, institution_id, petition_id);`,
};
