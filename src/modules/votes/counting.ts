import { sql } from 'kysely';
import { json, type Tx, within } from '#platform/db/database.ts';
import { CHUNK_LEAVES, rootOf } from '#platform/merkle.ts';
import { ballotLeaf, type PublishedBallot } from './code.ts';
import { type Count, countBallots } from './count.ts';
import { optionsOf, type Vote } from './queries/votes.ts';
import './tables.ts';

/** The hash over ballots, which must stand in the order of their codes. */
export function rootOfBallots(reference: string, ballots: readonly PublishedBallot[]): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; at < ballots.length; at += CHUNK_LEAVES)
    chunks.push(rootOf(ballots.slice(at, at + CHUNK_LEAVES).map((ballot) => ballotLeaf(reference, ballot))));
  return rootOf(chunks);
}

/** Counts ballots by the method of their vote. */
export async function countOf(db: Tx, vote: Vote, ballots: readonly PublishedBallot[]): Promise<Count> {
  const choices = new Map<string, number>();
  for (const { choice } of ballots) choices.set(choice, (choices.get(choice) ?? 0) + 1);
  return countBallots({ ...vote, options: (await optionsOf(db, vote)).map(({ number }) => number) }, choices);
}

const AT_ONCE = 5_000;

/** Publishes the ballots: written in one go in the order of their random codes, while the urn is emptied. */
export async function publishBallots(db: Tx, vote: Vote, ballots: readonly PublishedBallot[]): Promise<void> {
  for (let at = 0; at < ballots.length; at += AT_ONCE) {
    const some = ballots.slice(at, at + AT_ONCE);
    await sql`
      insert into vote_ballot (institution_id, vote_id, code, choice, channel, name)
      select ${vote.institutionId}, ${vote.id}, * from unnest(${some.map(({ code }) => code)}::text[],
        ${some.map(({ choice }) => choice)}::text[], ${some.map(({ channel }) => channel)}::text[],
        ${some.map(({ name }) => name)}::text[])`.execute(db);
  }
  await within(db, vote.institutionId).deleteFrom('vote_urn').where('vote_id', '=', vote.id).execute();
}

/** Keeps a count with its moment; that of the closing closes the vote. */
export async function keepCount(
  db: Tx,
  { institutionId, id, closesAt }: Vote,
  given: { count: Count; now: Date; closes: boolean },
): Promise<void> {
  await within(db, institutionId)
    .updateTable('vote')
    .set({
      count: json(given.count),
      counted_at: given.now,
      ...(given.closes ? { state: 'closed' as const, closed_at: closesAt } : {}),
    })
    .where('id', '=', id)
    .execute();
}

/** Adds a root to those of a vote; answers its number. */
export async function addRoot(
  db: Tx,
  { institutionId, id }: Vote,
  given: { at: Date; ballots: number; root: Buffer },
): Promise<number> {
  const { last } = await within(db, institutionId)
    .selectFrom('vote_root')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('vote_id', '=', id)
    .executeTakeFirstOrThrow();
  const number = (last ?? 0) + 1;
  await within(db, institutionId)
    .insert('vote_root', { vote_id: id, number, ...given })
    .execute();
  return number;
}
