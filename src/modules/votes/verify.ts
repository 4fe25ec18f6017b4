import { sql } from 'kysely';
import { auditDetails } from '#platform/audit.ts';
import type { Db } from '#platform/db/database.ts';
import type { Verification } from '#platform/module.ts';
import type { PublishedBallot } from './code.ts';
import { countBallots } from './count.ts';
import { rootOfBallots } from './counting.ts';
import { everyBallot } from './queries/ballots.ts';
import { rootsOf } from './queries/figures.ts';
import { optionsOf, votesByReference } from './queries/votes.ts';
import './tables.ts';

type Row = { reference: string; state: string; channel: string; counted: number; ballots: number; voters: number };

/**
 * Counters, ballots and rolls in one statement, so that ballots that arrive meanwhile are in all or in none. Online there is one voter for
 * each ballot; at a counter, never more ballots than voters.
 */
export const verifyTotals: Verification = {
  name: 'votes.totals',
  async *run(db) {
    const { rows } = await sql<Row>`
      select vote.reference, vote.state, ways.channel, coalesce(p.n, 0)::int as counted, coalesce(b.n, 0)::int as ballots,
        coalesce(r.n, 0)::int as voters
      from vote cross join unnest(array['online', 'counter', 'paper']) as ways (channel)
        left join (select institution_id, vote_id, channel, sum(cast_n - withdrawn - invalidated) as n from vote_pace
          group by 1, 2, 3) p on p.institution_id = vote.institution_id and p.vote_id = vote.id and p.channel = ways.channel
        left join (select institution_id, vote_id, channel, count(*) as n from (
            select institution_id, vote_id, channel from vote_urn union all
            select institution_id, vote_id, channel from vote_ballot) as every group by 1, 2, 3) b
          on b.institution_id = vote.institution_id and b.vote_id = vote.id and b.channel = ways.channel
        left join (select institution_id, vote_id, channel, count(*) as n from vote_roll where state = 'counted'
          group by 1, 2, 3) r on r.institution_id = vote.institution_id and r.vote_id = vote.id and r.channel = ways.channel
      where vote.state in ('published', 'closed')`.execute(db);
    for (const { reference, channel, counted, ballots, voters } of rows) {
      if (counted !== ballots)
        yield `Vote ${reference} counts ${counted} ballots (${channel}), and ${ballots} are there.`;
      if (channel === 'online' ? ballots !== voters : ballots > voters)
        yield `Vote ${reference} has ${ballots} ballots (${channel}) of ${voters} voters.`;
    }
  },
};

/** The result of a closed vote follows from its published ballots, their root is the last one, and every root is in the log as published. */
export const verifyVoteRoots: Verification = {
  name: 'votes.roots',
  async *run(db) {
    const { rows } = await sql<{ reference: string }>`select reference from vote where state <> 'draft'`.execute(db);
    for (const { reference } of rows) {
      const vote = (await votesByReference(db, [reference])).get(reference);
      if (!vote) continue;
      const roots = await rootsOf(db, vote);
      yield* missingFromLog(db, vote.institutionId, reference, roots);
      if (vote.state !== 'closed') continue;
      const ballots: PublishedBallot[] = [];
      for await (const some of everyBallot(db, vote)) ballots.push(...some);
      const last = roots[0];
      if (!last?.root.equals(rootOfBallots(reference, ballots)) || last.ballots !== ballots.length)
        yield `The ballots of vote ${reference} do not lead to its published root.`;
      const choices = new Map<string, number>();
      for (const { choice } of ballots) choices.set(choice, (choices.get(choice) ?? 0) + 1);
      const options = (await optionsOf(db, vote)).map(({ number }) => number);
      if (sorted(countBallots({ ...vote, options }, choices)) !== sorted(vote.count))
        yield `The result of vote ${reference} is not what its ballots say.`;
    }
  },
};

/** The same words for the same thing, in whatever order its members come back from the database. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, part) =>
    part && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort()) : part,
  );
}

async function* missingFromLog(
  db: Db,
  institutionId: string,
  reference: string,
  roots: readonly { number: number; ballots: number; root: Buffer }[],
) {
  const kept = await auditDetails(db, institutionId, { event: 'vote.root-published', subject: `vote:${reference}` });
  const words = ({ number, ballots, root }: { number?: unknown; ballots?: unknown; root?: unknown }) =>
    JSON.stringify([number, ballots, root]);
  const published = new Set(kept.map(words));
  for (const { number, ballots, root } of roots)
    if (!published.has(words({ number, ballots, root: root.toString('hex') })))
      yield `Root ${number} of vote ${reference} is not in the log as it was published.`;
}
