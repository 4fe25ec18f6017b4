import { sql } from 'kysely';
import type { Verification } from '#platform/module.ts';
import './tables.ts';

/** Counters of supports against the supports themselves, online and on sheets. */
export const verifySupports: Verification = {
  name: 'proposals.supports',
  async *run(db) {
    const { rows } = await sql<{ reference: string; counted: number; supports: number }>`
      select * from (
        select proposal.reference, counted.supports as counted,
          (select count(*) from proposal_support support where support.institution_id = counted.institution_id
            and support.proposal_id = counted.proposal_id and support.excluded_because is null)::int
          + (select coalesce(sum(sheet.supports), 0) from proposal_sheet sheet
            where sheet.institution_id = counted.institution_id and sheet.proposal_id = counted.proposal_id
              and sheet.struck_because is null)::int as supports
        from proposal_count counted
          join proposal on proposal.institution_id = counted.institution_id and proposal.id = counted.proposal_id) as sums
      where counted <> supports`.execute(db);
    for (const { reference, counted, supports } of rows)
      yield `${reference} counts ${counted} supports and has ${supports}`;
  },
};
