import { type Db, within } from '#platform/db/database.ts';
import { CHANNELS, type Channel } from '../vote.ts';
import type { Vote } from './votes.ts';
import '../tables.ts';

type Named = Pick<Vote, 'institutionId' | 'id'>;

/** Ballots by channel. The sum of all is the total. */
export type ByChannel = { total: number; channels: Record<Channel, number> };

/** How many ballots there are, by the counters. */
export async function ballotsOf(db: Db, { institutionId, id }: Named): Promise<ByChannel> {
  const rows = await within(db, institutionId)
    .selectFrom('vote_pace')
    .select(['channel', 'cast_n', 'withdrawn', 'invalidated'])
    .where('vote_id', '=', id)
    .execute();
  const channels: Record<Channel, number> = { online: 0, counter: 0, paper: 0 };
  for (const row of rows) channels[row.channel] += row.cast_n - row.withdrawn - row.invalidated;
  return { total: CHANNELS.reduce((sum, channel) => sum + channels[channel], 0), channels };
}

/** What an hour saw. `hour`: its beginning. */
export type Hour = {
  hour: Date;
  cast: number;
  withdrawn: number;
  changed: number;
  blocked: number;
  invalidated: number;
};

/** Hour by hour, over all channels: where a crowd came at once, and how often somebody tried to vote again. */
export async function paceOf(db: Db, { institutionId, id }: Named): Promise<Hour[]> {
  return within(db, institutionId)
    .selectFrom('vote_pace')
    .select(({ fn }) => [
      'hour',
      fn.sum<number>('cast_n').as('cast'),
      fn.sum<number>('withdrawn').as('withdrawn'),
      fn.sum<number>('changed').as('changed'),
      fn.sum<number>('blocked').as('blocked'),
      fn.sum<number>('invalidated').as('invalidated'),
    ])
    .where('vote_id', '=', id)
    .groupBy('hour')
    .orderBy('hour')
    .execute();
}

/** An hour with so many ballots, and so many times the usual, is a burst. */
const BURST = { ballots: 20, times: 5 } as const;

/** The hours in which far more ballots came than in the middle hour of those that saw any. */
export function burstsIn(hours: readonly Hour[]): Hour[] {
  const casts = hours
    .map(({ cast }) => cast)
    .filter((cast) => cast > 0)
    .sort((a, b) => a - b);
  const middle = casts[Math.floor((casts.length - 1) / 2)] ?? 0;
  return casts.length < 3 ? [] : hours.filter(({ cast }) => cast >= BURST.ballots && cast >= BURST.times * middle);
}

/** Who stands on the roll, by channel. For papers it may be more than the ballots: those that are not entered yet, or were never returned. */
export async function rollOf(db: Db, { institutionId, id }: Named): Promise<ByChannel> {
  const rows = await within(db, institutionId)
    .selectFrom('vote_roll')
    .select(({ fn }) => ['channel', fn.countAll<number>().as('n')])
    .where('vote_id', '=', id)
    .where('state', '=', 'counted')
    .groupBy('channel')
    .execute();
  const channels: Record<Channel, number> = { online: 0, counter: 0, paper: 0 };
  for (const { channel, n } of rows) channels[channel] = n;
  return { total: CHANNELS.reduce((sum, channel) => sum + channels[channel], 0), channels };
}

/** A published root: so many ballots at a moment, and the hash over them all. */
export type VoteRoot = { number: number; at: Date; ballots: number; root: Buffer };

/** The published roots of a vote, the newest first. */
export async function rootsOf(db: Db, { institutionId, id }: Named): Promise<VoteRoot[]> {
  return within(db, institutionId)
    .selectFrom('vote_root')
    .select(['number', 'at', 'ballots', 'root'])
    .where('vote_id', '=', id)
    .orderBy('number', 'desc')
    .limit(800)
    .execute();
}
