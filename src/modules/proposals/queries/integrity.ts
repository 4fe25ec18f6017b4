import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { ProposalCall } from './calls.ts';

/** An hour in which a proposal got more supports than the rest of its time makes likely; `fresh`: by accounts made in that hour. */
export type Burst = { reference: string; title: Text; hour: Date; supports: number; fresh: number; excluded: number };

/** Two public proposals of one call in nearly the same words. */
export type Twin = { first: string; second: string };

const BURST_LEAST = 20;
const BURST_TIMES = 10;

/**
 * What may be no honest taking part in a call: hours with at least twenty supports for a proposal and ten times its mean, and proposals in
 * the same words. Numbers only: who supported, nobody sees.
 */
export async function integrityOf(
  db: Db,
  { institutionId, id }: Pick<ProposalCall, 'institutionId' | 'id'>,
): Promise<{ bursts: Burst[]; twins: Twin[] }> {
  const { rows: bursts } = await sql<Burst>`
    with hourly as (
      select support.proposal_id, date_trunc('hour', support.supported_at, 'UTC') as hour, count(*)::int as supports,
        count(*) filter (where date_trunc('hour', person.created_at, 'UTC') = date_trunc('hour', support.supported_at, 'UTC'))::int
          as fresh,
        count(*) filter (where support.excluded_because is not null)::int as excluded
      from proposal_support support
        join proposal on proposal.institution_id = support.institution_id and proposal.id = support.proposal_id
        left join person on person.id = support.person_id
      where proposal.institution_id = ${institutionId} and proposal.call_id = ${id}
      group by 1, 2
    ), measured as (
      select hourly.*, avg(supports) over (partition by proposal_id) as mean, count(*) over (partition by proposal_id) as hours
      from hourly)
    select proposal.reference, proposal.title, measured.hour, measured.supports, measured.fresh, measured.excluded
    from measured join proposal on proposal.institution_id = ${institutionId} and proposal.id = measured.proposal_id
    where measured.supports >= ${BURST_LEAST}
      and (measured.fresh * 2 > measured.supports
        or measured.supports > ${BURST_TIMES} * (measured.mean * measured.hours - measured.supports) / greatest(1, measured.hours - 1))
    order by measured.supports desc, measured.hour limit 50`.execute(db);
  const { rows: twins } = await sql<Twin>`
    select one.reference as first, other.reference as second
    from proposal one join proposal other on other.institution_id = one.institution_id and other.call_id = one.call_id
      and other.words = one.words and other.id > one.id
    where one.institution_id = ${institutionId} and one.call_id = ${id} and one.words <> ''
      and one.standing = 'shown' and other.standing = 'shown'
    order by one.id, other.id limit 100`.execute(db);
  return { bursts, twins };
}
