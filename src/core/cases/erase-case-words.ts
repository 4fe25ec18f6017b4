import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';

/**
 * Erases, in the caller's transaction, what everybody could read of a case whose thing is removed by a decision: its title (the reference
 * stands in its place), the name of its party, the words of its public steps, at every body where it lay. Its public ZIP is gone (410) from
 * then on. Days, outcomes and what party and office wrote to one another stay.
 */
export async function eraseCaseWords(tx: Tx, reference: string): Promise<void> {
  await sql`
    update case_event set words = '{}' from case_file
    where case_file.reference = ${reference} and case_event.institution_id = case_file.institution_id
      and case_event.case_id = case_file.id and case_event.readers = 'public'`.execute(tx);
  await sql`
    update case_file set title = jsonb_build_object(lang, reference), party_name = '', erased = true
    where reference = ${reference}`.execute(tx);
}
