import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { across, type Tx } from '#platform/db/database.ts';
import type { Keys } from '#platform/keys.ts';
import { voterKey } from './code.ts';
import type { Vote } from './queries/votes.ts';
import type { Channel } from './vote.ts';
import './tables.ts';

type Named = Pick<Vote, 'institutionId' | 'id'>;

/**
 * The names by which a person is known, beside the account itself: confirmed contacts, and the national number where it was recorded. Each
 * stands once on the roll of a vote: whoever closes an account and opens another with the same address does not vote twice.
 */
export async function namesOf(db: Tx, people: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ person_id: string; name: string }>`
    select person_id, 'contact:' || encode(fingerprint, 'hex') as name from contact
    where person_id = any(${people}::uuid[]) and confirmed_at is not null
    union all
    select person_id, 'national-id:' || encode(fingerprint, 'hex') from national_id
    where person_id = any(${people}::uuid[])`.execute(db);
  const names = new Map(people.map((person) => [person, [`person:${person}`]]));
  for (const { person_id, name } of rows) names.get(person_id)?.push(name);
  return names;
}

/** Somebody who is to stand on the roll of a vote, by all their names. */
export type Voter = { vote: Named; names: readonly string[]; personId: string | null; channel: Channel };

/**
 * Enters voters into the rolls of their votes, all in two statements. Answers for each the id of the place that was made, or undefined where
 * one of the names stood there already, also when another process enters it at the same moment: the unique key of names decides.
 */
export async function enterIntoRoll(
  db: Tx,
  keys: Keys,
  voters: readonly Voter[],
  today: string,
): Promise<(string | undefined)[]> {
  const asked = voters.map((voter) => ({
    ...voter,
    id: randomUUID(),
    hashes: [...new Set(voter.names)].map((name) => voterKey(keys, voter.vote.id, name)),
  }));
  const known = await standing(db, asked);
  const fresh: typeof asked = [];
  const taken = new Set(known);
  for (const one of asked) {
    const hashes = one.hashes.map((hash) => hash.toString('hex'));
    if (hashes.some((hash) => taken.has(hash))) continue;
    for (const hash of hashes) taken.add(hash);
    fresh.push(one);
  }
  if (fresh.length === 0) return voters.map(() => undefined);
  await insertPlaces(db, fresh, today);
  const written = await insertNames(db, fresh);
  const beaten = fresh.filter((one) => (written.get(one.id) ?? 0) < one.hashes.length);
  await removePlaces(db, beaten);
  const made = new Set(fresh.filter((one) => !beaten.includes(one)).map(({ id }) => id));
  return asked.map(({ id }) => (made.has(id) ? id : undefined));
}

type Asked = Voter & { id: string; hashes: Buffer[] };

/** A voter has another name on the roll of every vote (`voterKey`): it alone finds them. */
async function standing(db: Tx, asked: readonly Asked[]): Promise<string[]> {
  const hashes = asked.flatMap((one) => one.hashes);
  const { rows } = await sql<{ voter: string }>`
    select encode(voter, 'hex') as voter from vote_voter where voter = any(${hashes}::bytea[])`.execute(db);
  return rows.map(({ voter }) => voter);
}

async function insertPlaces(db: Tx, fresh: readonly Asked[], today: string): Promise<void> {
  await sql`
    insert into vote_roll (institution_id, vote_id, id, person_id, channel, state, voted_on)
    select institution_id, vote_id, id, person_id, channel, 'counted', ${today}
    from unnest(${fresh.map(({ vote }) => vote.institutionId)}::uuid[], ${fresh.map(({ vote }) => vote.id)}::uuid[],
      ${fresh.map(({ id }) => id)}::uuid[], ${fresh.map(({ personId }) => personId)}::uuid[],
      ${fresh.map(({ channel }) => channel)}::text[]) as fresh (institution_id, vote_id, id, person_id, channel)
    order by id`.execute(db);
}

/** How many names of each place were written: in one order, so that processes do not wait for one another in circles. */
async function insertNames(db: Tx, fresh: readonly Asked[]): Promise<Map<string, number>> {
  const names = fresh.flatMap(({ vote, id, hashes }) => hashes.map((hash) => ({ vote, id, hash })));
  const { rows } = await sql<{ roll_id: string; n: number }>`
    with written as (
      insert into vote_voter (institution_id, vote_id, voter, roll_id)
      select * from unnest(${names.map(({ vote }) => vote.institutionId)}::uuid[],
        ${names.map(({ vote }) => vote.id)}::uuid[], ${names.map(({ hash }) => hash)}::bytea[],
        ${names.map(({ id }) => id)}::uuid[]) as fresh (institution_id, vote_id, voter, roll_id)
      order by institution_id, vote_id, voter
      on conflict (institution_id, vote_id, voter) do nothing
      returning roll_id
    )
    select roll_id, count(*)::int as n from written group by roll_id`.execute(db);
  return new Map(rows.map(({ roll_id, n }) => [roll_id, n]));
}

/** Takes places off the roll, with all names: who stood there may vote again. */
async function removePlaces(db: Tx, places: readonly { vote: Named; id: string }[]): Promise<void> {
  if (places.length === 0) return;
  await sql`
    delete from vote_roll using unnest(${places.map(({ vote }) => vote.institutionId)}::uuid[],
      ${places.map(({ vote }) => vote.id)}::uuid[], ${places.map(({ id }) => id)}::uuid[]) as gone (institution_id, vote_id, id)
    where vote_roll.institution_id = gone.institution_id and vote_roll.vote_id = gone.vote_id
      and vote_roll.id = gone.id`.execute(db);
}

/** Takes whoever is known by a name off the roll of a vote; answers their place, undefined where there was none. */
export async function takeOffRoll(db: Tx, keys: Keys, vote: Named, name: string): Promise<string | undefined> {
  const place = await placeOf(db, keys, vote, name);
  if (place !== undefined) await removePlaces(db, [{ vote, id: place }]);
  return place;
}

/** The place on the roll of whoever is known by a name. */
export async function placeOf(
  db: Tx | Parameters<typeof across>[0],
  keys: Keys,
  { institutionId, id }: Named,
  name: string,
): Promise<string | undefined> {
  const row = await across(db)
    .selectFrom('vote_voter')
    .select('roll_id')
    .where('institution_id', '=', institutionId)
    .where('vote_id', '=', id)
    .where('voter', '=', voterKey(keys, id, name))
    .executeTakeFirst();
  return row?.roll_id;
}
