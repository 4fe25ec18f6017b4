import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import type { Job, Verification } from '#platform/module.ts';
import './tables.ts';

type Wrong = { institution_id: string; id: string; supports: number; found: number };

async function wrongCounts(db: Db): Promise<Wrong[]> {
  const { rows } = await sql<Wrong>`
    select c.institution_id, c.id, c.supports, coalesce(counted.n, 0) as found
    from draft_text_contribution c
      left join (select institution_id, contribution_id, count(*) as n from draft_text_support group by 1, 2) as counted
        on counted.institution_id = c.institution_id and counted.contribution_id = c.id
    where c.supports <> coalesce(counted.n, 0)
    order by c.id limit 1000`.execute(db);
  return rows;
}

/** How many support a contribution is what the supports say. */
export const verifySupports: Verification = {
  name: 'draft-texts.supports',
  async *run(db) {
    for (const { id, supports, found } of await wrongCounts(db))
      yield `Contribution ${id} counts ${supports} supporters, and ${found} are there.`;
  },
};

/** Puts counts right that no longer are what the supports say. */
export const reconcileSupports: Job = {
  name: 'draft-texts.reconcile-supports',
  cron: '35 2 * * *',
  run: async (_payload, { db, log }) => {
    const wrong = await wrongCounts(db);
    for (const { institution_id, id } of wrong)
      await sql`
        update draft_text_contribution c set supports = (select count(*) from draft_text_support s
          where s.institution_id = c.institution_id and s.contribution_id = c.id)
        where c.institution_id = ${institution_id} and c.id = ${id}`.execute(db);
    if (wrong.length > 0) log.info({ contributions: wrong.length }, 'counts of supporters were put right');
  },
};
