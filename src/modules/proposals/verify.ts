import { sql } from 'kysely';
import type { Verification } from '#platform/module.ts';
import './tables.ts';

/** Counters of supports against the supports themselves. */
export const verifySupports: Verification = {
  name: 'proposals.supports',
  async *run(db) {
    const { rows } = await sql<{ reference: string; counted: number; supports: number }>`
      select proposal.reference, counted.supports as counted, count(support.supporter)::int as supports
      from proposal_count counted
        join proposal on proposal.institution_id = counted.institution_id and proposal.id = counted.proposal_id
        left join proposal_support support on support.institution_id = counted.institution_id
          and support.proposal_id = counted.proposal_id and support.excluded_because is null
      group by proposal.reference, counted.supports
      having counted.supports <> count(support.supporter)`.execute(db);
    for (const { reference, counted, supports } of rows)
      yield `${reference} counts ${counted} supports and has ${supports}`;
  },
};
