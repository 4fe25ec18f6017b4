import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import type { Job, Verification } from '#platform/module.ts';
import './tables.ts';

type Wrong = {
  institution_id: string;
  petition_id: string;
  reference: string;
  territory: string;
  channel: string;
  counter: number;
  rows: number;
};

/** Counters that are not what the signatures say. Read in one statement, so that signatures that arrive meanwhile are in both or neither. */
async function wrongCounters(db: Db): Promise<Wrong[]> {
  const { rows } = await sql<Wrong>`
    select compared.*, petition.reference
    from (
      select institution_id, petition_id, territory, channel, coalesce(counter, 0) as counter, coalesce(found, 0) as rows
      from (select institution_id, petition_id, territory, channel, signatures as counter from petition_count) as kept
        full join (
          select institution_id, petition_id, territory, channel, count(*)::int as found from petition_signature
          where state = 'counted' group by 1, 2, 3, 4
        ) as counted using (institution_id, petition_id, territory, channel)
    ) as compared
      join petition on petition.institution_id = compared.institution_id and petition.id = compared.petition_id
    where counter <> rows
    order by 1, 2 limit 1000`.execute(db);
  return rows;
}

/** The counters of petitions are what their signatures say. */
export const verifyCounters: Verification = {
  name: 'petitions.counters',
  async *run(db) {
    for (const { reference, territory, channel, counter, rows } of await wrongCounters(db))
      yield `Petition ${reference} counts ${counter} signatures (${territory || 'elsewhere'}, ${channel}), and ${rows} are there.`;
  },
};

/**
 * Puts counters right that are not what the signatures say. One process at a time: a lock that the transaction holds; who does not get it
 * leaves the work to whoever has it. Each counter is counted again while it is locked, so that no signature slips between.
 */
export const reconcileCounters: Job = {
  name: 'petitions.reconcile-counters',
  cron: '*/15 * * * *',
  run: async (_payload, { db, log }) => {
    const wrong = await wrongCounters(db);
    if (wrong.length === 0) return;
    const mended = await db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ mine: boolean }>`
        select pg_try_advisory_xact_lock(hashtext('petitions.reconcile-counters')) as mine`.execute(tx);
      if (!rows[0]?.mine) return 0;
      for (const { institution_id, petition_id, territory, channel } of wrong) {
        await sql`
          insert into petition_count (institution_id, petition_id, territory, channel, signatures)
          values (${institution_id}, ${petition_id}, ${territory}, ${channel}, 0)
          on conflict do nothing`.execute(tx);
        await sql`
          select 1 from petition_count where institution_id = ${institution_id} and petition_id = ${petition_id}
            and territory = ${territory} and channel = ${channel} for update`.execute(tx);
        await sql`
          update petition_count set signatures = (
            select count(*) from petition_signature s where s.institution_id = ${institution_id}
              and s.petition_id = ${petition_id} and s.territory = ${territory} and s.channel = ${channel}
              and s.state = 'counted')
          where institution_id = ${institution_id} and petition_id = ${petition_id} and territory = ${territory}
            and channel = ${channel}`.execute(tx);
      }
      return wrong.length;
    });
    if (mended > 0) log.info({ counters: mended }, 'counters of petitions were put right');
  },
};
