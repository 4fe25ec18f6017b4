import { sql } from 'kysely';
import { across, type Db, type Tx, within } from '#platform/db/database.ts';
import type { Keys } from '#platform/keys.ts';
import { openBallot, type PublishedBallot, type SealedBallot, sealBallot, urnKey } from './code.ts';
import type { Vote } from './queries/votes.ts';
import { placeOf } from './roll.ts';
import type { Channel } from './vote.ts';
import './tables.ts';

type Named = Pick<Vote, 'institutionId' | 'id' | 'secret'>;

/** A ballot for the urn. `rollId`: its voter's place, in a public vote; null for papers and in every secret vote. */
export type Cast = { vote: Named; key: Buffer; ballot: SealedBallot; channel: Channel; rollId: string | null };

/** Puts ballots into the urns, in the order of their keys, which is the order of nothing else. */
export async function putIntoUrn(db: Tx, keys: Keys, casts: readonly Cast[]): Promise<void> {
  if (casts.length === 0) return;
  await sql`
    insert into vote_urn (institution_id, vote_id, key, secret, roll_id, channel, sealed)
    select * from unnest(${casts.map(({ vote }) => vote.institutionId)}::uuid[],
      ${casts.map(({ vote }) => vote.id)}::uuid[], ${casts.map(({ key }) => key)}::bytea[],
      ${casts.map(({ vote }) => vote.secret)}::boolean[],
      ${casts.map(({ vote, rollId }) => (vote.secret ? null : rollId))}::uuid[],
      ${casts.map(({ channel }) => channel)}::text[],
      ${casts.map(({ ballot, key }) => sealBallot(keys, ballot, key))}::bytea[])
      as fresh (institution_id, vote_id, key, secret, roll_id, channel, sealed)
    order by key`.execute(db);
}

/** Which of these keys lie in an urn, in hexadecimal. */
export async function lyingInUrn(db: Tx, asked: readonly { vote: Named; key: Buffer }[]): Promise<Set<string>> {
  if (asked.length === 0) return new Set();
  const { rows } = await sql<{ key: string }>`
    select encode(vote_urn.key, 'hex') as key
    from unnest(${asked.map(({ vote }) => vote.institutionId)}::uuid[], ${asked.map(({ vote }) => vote.id)}::uuid[],
      ${asked.map(({ key }) => key)}::bytea[]) as asked (institution_id, vote_id, key)
      join vote_urn using (institution_id, vote_id, key)`.execute(db);
  return new Set(rows.map(({ key }) => key));
}

/** A ballot in the urn, opened for its voter. */
export type OwnBallot = SealedBallot & { key: Buffer; channel: Channel };

/**
 * The ballot of a person in the urn: in a secret vote by its code alone, which only the voter has; in a public one without it too.
 * Undefined when there is none, or the code is another's.
 */
export async function ownBallot(
  db: Db,
  keys: Keys,
  vote: Named,
  { personId, code }: { personId: string; code: string },
): Promise<OwnBallot | undefined> {
  const place = vote.secret ? undefined : await placeOf(db, keys, vote, `person:${personId}`);
  if (!vote.secret && place === undefined) return undefined;
  const rows = within(db, vote.institutionId)
    .selectFrom('vote_urn')
    .select(['key', 'channel', 'sealed'])
    .where('vote_id', '=', vote.id);
  const row = await (place === undefined
    ? rows.where('key', '=', urnKey(keys, vote.id, personId, code))
    : rows.where('roll_id', '=', place)
  ).executeTakeFirst();
  const opened = row && openBallot(keys, row.sealed, row.key);
  return row && opened && { ...opened, key: row.key, channel: row.channel };
}

/** Takes a ballot out of the urn; answers false when it lay there no more. */
export async function takeOutOfUrn(db: Tx, { institutionId, id }: Named, key: Buffer): Promise<boolean> {
  const { numDeletedRows } = await within(db, institutionId)
    .deleteFrom('vote_urn')
    .where('vote_id', '=', id)
    .where('key', '=', key)
    .executeTakeFirst();
  return Number(numDeletedRows) > 0;
}

/** Writes a ballot anew under the same key and code. */
export async function replaceInUrn(db: Tx, keys: Keys, { institutionId, id }: Named, ballot: OwnBallot): Promise<void> {
  const { key, code, choice, name } = ballot;
  await within(db, institutionId)
    .updateTable('vote_urn')
    .set({ sealed: sealBallot(keys, { code, choice, name }, key) })
    .where('vote_id', '=', id)
    .where('key', '=', key)
    .execute();
}

const AT_ONCE = 5_000;

/**
 * Opens every ballot in the urn and sorts them by their random codes. They are all held in memory at once, some hundred bytes each.
 * Throws where one cannot be opened: then nothing is counted.
 */
export async function openUrn(db: Tx, keys: Keys, { institutionId, id }: Named): Promise<PublishedBallot[]> {
  const ballots: PublishedBallot[] = [];
  let after = Buffer.alloc(0);
  for (;;) {
    const rows = await across(db)
      .selectFrom('vote_urn')
      .select(['key', 'channel', 'sealed'])
      .where('institution_id', '=', institutionId)
      .where('vote_id', '=', id)
      .where('key', '>', after)
      .orderBy('key')
      .limit(AT_ONCE)
      .execute();
    for (const { key, channel, sealed } of rows) {
      const ballot = openBallot(keys, sealed, key);
      if (!ballot) throw new Error(`a ballot of vote ${id} cannot be opened`);
      ballots.push({ ...ballot, channel });
    }
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) break;
    after = Buffer.from(last.key);
  }
  return ballots.sort((a, b) => (a.code < b.code ? -1 : 1));
}
