import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { ProposalCall } from './calls.ts';

/** Supports of a call that were taken out of the count for one reason, which everybody may read. */
export type Exclusion = { reasons: Text; n: number };

/** Why supports of a call do not count, the commonest reason first. */
export async function exclusionsIn(
  db: Db,
  { institutionId, id }: Pick<ProposalCall, 'institutionId' | 'id'>,
): Promise<Exclusion[]> {
  const { rows } = await sql<Exclusion>`
    select support.excluded_because as reasons, count(*)::int as n
    from proposal_support support
      join proposal on proposal.institution_id = support.institution_id and proposal.id = support.proposal_id
    where proposal.institution_id = ${institutionId} and proposal.call_id = ${id} and proposal.standing <> 'merged'
      and support.excluded_because is not null
    group by 1 order by 2 desc limit 50`.execute(db);
  return rows;
}
