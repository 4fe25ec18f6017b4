import { sql } from 'kysely';
import type { Db, Tx } from '#platform/db/database.ts';
import { newId } from '#platform/ids.ts';
import { BULK, BULK_LINES, queueJob } from '#platform/jobs/queue.ts';
import { PERSON, periodsAt, ROUND_KINDS, type RoundKind } from './notification.ts';
import './tables.ts';

export const WRITE_ROUND = 'notifications.write-round';

const LOCK = 0x6e6f7469; // "noti"
const STANDS_STILL_AFTER = 10 * 60_000;

/**
 * Looks what is new: gives the events that were committed since the last look to a batch, and opens the rounds whose period has begun.
 * Only one process looks at a time; the others need not. Nobody who publishes waits for it.
 */
export async function openRounds(db: Db, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as mine`.execute(tx);
    if (!rows[0]?.mine) return;
    await gatherEvents(tx, now);
    const newest = await newestBatch(tx);
    const periods = periodsAt(now);
    for (const kind of ROUND_KINDS) await openRound(tx, kind, periods[kind], newest, now);
    await takeUpAgain(tx, now);
  });
}

async function gatherEvents(tx: Tx, now: Date): Promise<void> {
  const { rows } = await sql`select 1 from notification_event where batch is null limit 1`.execute(tx);
  if (rows.length === 0) return;
  const batch = (await newestBatch(tx)) + 1;
  await sql`
    with taken as (update notification_event set batch = ${batch} where batch is null returning id)
    insert into notification_batch (number, first_event, gathered_at)
    select ${batch}::bigint, id, ${now}::timestamptz from taken order by id limit 1`.execute(tx);
  // Whoever was answered hears of it without ever having followed anything.
  await sql`
    insert into notification_preference (person_id, frequency, urgent_sms, told_batch, changed_at)
    select distinct person.id, 'daily', false, ${batch - 1}::bigint, ${now}::timestamptz
    from notification_event e
      join notification_subject s on s.institution_id = e.institution_id and s.event_id = e.id
      join person on person.id = ${personOf('s')} and person.closed_at is null
    where e.batch = ${batch}
    on conflict (person_id) do nothing`.execute(tx);
}

/** The number of the newest batch; 0 when there was none yet. */
export async function newestBatch(db: Db): Promise<number> {
  const { rows } = await sql<{ newest: number }>`
    select coalesce(max(number), 0)::bigint as newest from notification_batch`.execute(db);
  return rows[0]?.newest ?? 0;
}

// Written so that no other kind of subject is ever read as an id.
const personOf = (alias: string) =>
  sql`case when ${sql.ref(`${alias}.subject_kind`)} = ${PERSON} then ${sql.ref(`${alias}.subject_id`)}::uuid end`;

async function openRound(tx: Tx, kind: RoundKind, period: string, newest: number, now: Date): Promise<void> {
  const last = await tx
    .selectFrom('notification_round')
    .select(['period', 'to_batch'])
    .where('kind', '=', kind)
    .orderBy('period', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last && last.period >= period) return;
  const after = last?.to_batch ?? 0;
  // A day has its round also when nothing happened, so that what happens later waits for the next morning.
  if (newest === after && (kind === 'at-once' || kind === 'urgent')) return;
  const id = newId();
  const open = { id, kind, period, after_batch: after, to_batch: newest, opened_at: now, moved_at: now };
  await tx
    .insertInto('notification_round')
    .values({ ...open, recipients: 0, done_at: null })
    .execute();
  const recipients = await chooseRecipients(tx, open);
  await tx
    .updateTable('notification_round')
    .set({ recipients, done_at: recipients === 0 ? now : null })
    .where('id', '=', id)
    .execute();
  if (recipients > 0) await queueJob(tx, WRITE_ROUND, { roundId: id }, { priority: BULK, line: BULK_LINES[0] });
}

/** Everybody who gets a letter in this round, in one statement; the key of the table makes it one for each person. */
async function chooseRecipients(
  tx: Tx,
  round: { id: string; kind: RoundKind; after_batch: number; to_batch: number },
): Promise<number> {
  const wants =
    round.kind === 'urgent'
      ? sql`p.urgent_sms and e.urgent`
      : sql`p.frequency = ${round.kind} and e.batch > p.told_batch`;
  const told = sql`from notification_event e
    join notification_subject s on s.institution_id = e.institution_id and s.event_id = e.id`;
  const inRound = sql`e.batch > ${round.after_batch} and e.batch <= ${round.to_batch}`;
  const { numAffectedRows } = await sql`
    insert into notification_recipient (round_id, person_id)
    select ${round.id}::uuid, reader.person_id from (
      select p.person_id ${told}
        join follow f on f.subject_kind = s.subject_kind and f.subject_id = s.subject_id and f.since < e.id
        join notification_preference p on p.person_id = f.person_id
      where ${inRound} and ${wants}
      union
      select p.person_id ${told}
        join notification_preference p on p.person_id = ${personOf('s')}
      where ${inRound} and ${wants}
    ) as reader`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** A round whose process died half-way is gone on with; what was written stays written. */
async function takeUpAgain(tx: Tx, now: Date): Promise<void> {
  const still = await tx
    .updateTable('notification_round')
    .set({ moved_at: now })
    .where('done_at', 'is', null)
    .where('moved_at', '<', new Date(now.getTime() - STANDS_STILL_AFTER))
    .returning('id')
    .execute();
  for (const { id } of still) await queueJob(tx, WRITE_ROUND, { roundId: id }, { priority: BULK, line: BULK_LINES[0] });
}
