import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { Vote } from './queries/votes.ts';
import type { Channel } from './vote.ts';

/** What happened to a ballot, as the counters of an hour have it. */
export type Deed = 'cast_n' | 'withdrawn' | 'changed' | 'blocked' | 'invalidated';

export type Move = { vote: Pick<Vote, 'institutionId' | 'id'>; channel: Channel; deed: Deed };

const DEEDS: readonly Deed[] = ['cast_n', 'withdrawn', 'changed', 'blocked', 'invalidated'];

/** Moves the counters of this hour, in one order, so that batches of several processes do not wait for one another in circles. */
export async function moveCounters(db: Tx, moves: readonly Move[], now: Date): Promise<void> {
  const sums = new Map<string, { move: Move; by: Record<Deed, number> }>();
  for (const move of moves) {
    const key = `${move.vote.institutionId} ${move.vote.id} ${move.channel}`;
    const sum = sums.get(key) ?? { move, by: { cast_n: 0, withdrawn: 0, changed: 0, blocked: 0, invalidated: 0 } };
    sum.by[move.deed] += 1;
    sums.set(key, sum);
  }
  const sorted = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
  if (sorted.length === 0) return;
  const hour = new Date(Math.floor(now.getTime() / HOUR) * HOUR);
  const columns = DEEDS.map((deed) => sql`${sorted.map(({ by }) => by[deed])}::int[]`);
  await sql`
    insert into vote_pace as pace
      (institution_id, vote_id, channel, hour, cast_n, withdrawn, changed, blocked, invalidated)
    select institution_id, vote_id, channel, ${hour}, cast_n, withdrawn, changed, blocked, invalidated
    from unnest(${sorted.map(({ move }) => move.vote.institutionId)}::uuid[],
      ${sorted.map(({ move }) => move.vote.id)}::uuid[], ${sorted.map(({ move }) => move.channel)}::text[],
      ${sql.join(columns)})
      as moved (institution_id, vote_id, channel, cast_n, withdrawn, changed, blocked, invalidated)
    on conflict (institution_id, vote_id, channel, hour) do update set
      cast_n = pace.cast_n + excluded.cast_n, withdrawn = pace.withdrawn + excluded.withdrawn,
      changed = pace.changed + excluded.changed, blocked = pace.blocked + excluded.blocked,
      invalidated = pace.invalidated + excluded.invalidated`.execute(db);
}

const HOUR = 3_600_000;
