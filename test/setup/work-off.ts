import type pg from 'pg';
import type { Db } from '#platform/db/database.ts';
import { runJobsOnce } from '#platform/jobs/worker.ts';
import { silentLog } from '#platform/log.ts';
import { offers } from '../../src/app.ts';
import { modules } from '../../src/modules.ts';
import type { TestProgram } from './program.ts';

/** Does all jobs of the modules that wait. */
export async function workOff({ actions, clock, around }: TestProgram, db: Db, pool: pg.Pool): Promise<void> {
  const jobs = modules.flatMap((module) => module.jobs ?? []).map(({ cron: _, everySeconds: __, ...job }) => job);
  await runJobsOnce({ pool, jobs, context: { db, clock, actions, around, offers }, log: silentLog() });
}
