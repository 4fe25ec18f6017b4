import { sql } from 'kysely';
import type { ActionContext } from '#platform/action.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Keys } from '#platform/keys.ts';
import type { Proposal } from './queries/proposals.ts';
import { carrySheets } from './sheets.ts';
import './tables.ts';

type Of = Pick<Proposal, 'institutionId' | 'id' | 'callId'>;

/** Who supports, as a keyed hash of use within one call only. */
export function supporterOf(keys: Keys, callId: string, personId: string): Buffer {
  return keys.fingerprint('proposals.supporter', `${callId}:${personId}`);
}

/** One support to write. */
export type NewSupport = { proposal: Of; personId: string };

/**
 * Writes many supports in two statements, whatever their number: a person supports a proposal once, whoever else writes at the same moment,
 * and the counter moves by what was really written. Answers for each whether it is new.
 */
export async function writeSupports(
  { db, around, now }: Pick<ActionContext, 'db' | 'around' | 'now'>,
  asked: readonly NewSupport[],
): Promise<boolean[]> {
  const rows = asked.map(({ proposal, personId }) => ({
    ...proposal,
    personId,
    supporter: supporterOf(around.keys, proposal.callId, personId),
  }));
  const { rows: written } = await sql<{ proposal_id: string; supporter: Buffer }>`
    insert into proposal_support (institution_id, proposal_id, supporter, person_id, supported_at)
    select institution_id, proposal_id, supporter, person_id, ${now}
    from unnest(${rows.map((row) => row.institutionId)}::uuid[], ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.supporter)}::bytea[], ${rows.map((row) => row.personId)}::uuid[])
        as fresh (institution_id, proposal_id, supporter, person_id)
    order by institution_id, proposal_id, supporter
    on conflict (institution_id, proposal_id, supporter) do nothing
    returning proposal_id, supporter`.execute(db);
  const fresh = new Set(written.map((row) => `${row.proposal_id} ${row.supporter.toString('hex')}`));
  const moves = new Map<string, { proposal: Of; by: number }>();
  const answers = rows.map((row) => {
    const isNew = fresh.delete(`${row.id} ${row.supporter.toString('hex')}`);
    if (isNew) moves.set(row.id, { proposal: row, by: (moves.get(row.id)?.by ?? 0) + 1 });
    return isNew;
  });
  await moveCounts(db, [...moves.values()]);
  return answers;
}

/** Moves counters, in one order, so that writers do not wait for one another in circles. */
async function moveCounts(db: Tx, moves: readonly { proposal: Of; by: number }[]): Promise<void> {
  const sorted = [...moves].sort((a, b) => (a.proposal.id < b.proposal.id ? -1 : 1));
  if (sorted.length === 0) return;
  await sql`
    insert into proposal_count as counted (institution_id, proposal_id, call_id, supports)
    select * from unnest(${sorted.map(({ proposal }) => proposal.institutionId)}::uuid[],
      ${sorted.map(({ proposal }) => proposal.id)}::uuid[], ${sorted.map(({ proposal }) => proposal.callId)}::uuid[],
      ${sorted.map(({ by }) => by)}::int[])
    on conflict (institution_id, proposal_id) do update set supports = counted.supports + excluded.supports`.execute(
    db,
  );
}

/** Takes a support back; false when there was none that counts. */
export async function removeSupport(
  { db, around }: Pick<ActionContext, 'db' | 'around'>,
  { proposal, personId }: NewSupport,
): Promise<boolean> {
  const { rows } = await sql`
    delete from proposal_support where institution_id = ${proposal.institutionId} and proposal_id = ${proposal.id}
      and supporter = ${supporterOf(around.keys, proposal.callId, personId)} and excluded_because is null
    returning 1`.execute(db);
  if (rows.length > 0) await recount(db, proposal);
  return rows.length > 0;
}

/** Sets the counter of one proposal to what counts. */
export async function recount(db: Tx, { institutionId, id, callId }: Of): Promise<void> {
  await sql`
    insert into proposal_count (institution_id, proposal_id, call_id, supports)
    select ${institutionId}::uuid, ${id}::uuid, ${callId}::uuid,
      (select count(*) from proposal_support where institution_id = ${institutionId} and proposal_id = ${id}
        and excluded_because is null)
      + (select coalesce(sum(supports), 0) from proposal_sheet where institution_id = ${institutionId}
        and proposal_id = ${id} and struck_because is null)
    on conflict (institution_id, proposal_id) do update set supports = excluded.supports`.execute(db);
}

/** Gives the supporters of one proposal to another too, each of them once, with the day on which they gave it. */
export async function carrySupports(db: Tx, from: Of, to: Of): Promise<void> {
  await sql`
    insert into proposal_support (institution_id, proposal_id, supporter, person_id, supported_at, excluded_because)
    select institution_id, ${to.id}, supporter, person_id, supported_at, excluded_because from proposal_support
    where institution_id = ${from.institutionId} and proposal_id = ${from.id}
    on conflict (institution_id, proposal_id, supporter) do nothing`.execute(db);
  await carrySheets(db, from, to);
  await recount(db, to);
}
