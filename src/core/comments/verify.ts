import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import type { Job, Verification } from '#platform/module.ts';
import './tables.ts';

type Wrong = { id: string; useful: number; marks: number };

async function wrongCounts(db: Db): Promise<Wrong[]> {
  const { rows } = await sql<Wrong>`
    select comment.id, comment.useful, coalesce(counted.marks, 0) as marks
    from comment
      left join (select institution_id, comment_id, count(*) as marks from comment_mark group by 1, 2) as counted
        on counted.institution_id = comment.institution_id and counted.comment_id = comment.id
    where comment.useful <> coalesce(counted.marks, 0)
    order by comment.id limit 1000`.execute(db);
  return rows;
}

/** How often comments were found useful is what the marks say. */
export const verifyMarks: Verification = {
  name: 'comments.marks',
  async *run(db) {
    for (const { id, useful, marks } of await wrongCounts(db))
      yield `Comment ${id} counts ${useful} as useful, and ${marks} people say so.`;
  },
};

/** Puts counts right that no longer are what the marks say. */
export const reconcileMarks: Job = {
  name: 'comments.reconcile-marks',
  cron: '15 2 * * *',
  run: async (_payload, { db, log }) => {
    const wrong = await wrongCounts(db);
    for (const { id } of wrong) {
      await sql`
        update comment set useful = (select count(*) from comment_mark m
          where m.institution_id = comment.institution_id and m.comment_id = comment.id)
        where id = ${id}`.execute(db);
    }
    if (wrong.length > 0) log.info({ comments: wrong.length }, 'counts of marks were put right');
  },
};
