import type pg from 'pg';
import type { Db } from '#platform/db/database.ts';
import { runJobsOnce } from '#platform/jobs/worker.ts';
import { silentLog } from '#platform/log.ts';
import { runSeeds } from '#platform/seed.ts';
import { offers } from '../../src/app.ts';
import { modules } from '../../src/modules.ts';
import type { TestProgram } from './program.ts';

/** Everything that the program ships: territories, bodies, action plans. */
export async function loadEverything({ actions, clock }: TestProgram, db: Db, pool: pg.Pool): Promise<void> {
  const seeds = modules.flatMap((module) => module.seeds ?? []);
  const quiet = { say: () => {}, note: () => {}, signal: new AbortController().signal };
  await runSeeds(pool, seeds, { db, clock, actions, ...quiet });
}

/** Does all jobs of the modules that wait. */
export async function workOff({ actions, clock, around }: TestProgram, db: Db, pool: pg.Pool): Promise<void> {
  const jobs = modules.flatMap((module) => module.jobs ?? []).map(({ cron: _, everySeconds: __, ...job }) => job);
  await runJobsOnce({ pool, jobs, context: { db, clock, actions, around, offers }, log: silentLog() });
}
