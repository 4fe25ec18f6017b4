import { sql } from 'kysely';
import type pg from 'pg';
import type { Db } from '../db/database.ts';

/**
 * `runAt`: not before. `key`: a job that waits under the same key is replaced (its payload and moment become these); two transactions
 * that use the same key wait for one another. `priority`: smaller goes first, 0 when absent. `line`: those of one line run one after
 * another.
 */
export type QueueOptions = { runAt?: Date; key?: string; maxAttempts?: number; priority?: number; line?: string };

/** The priority of what is done for thousands at once: whoever waits for a code to sign in must not stand behind it. */
export const BULK = 10;

/** The lines in which what is done for thousands at once waits: it never takes more workers than there are lines here. */
export const BULK_LINES = ['bulk-1', 'bulk-2'] as const;

/** How often a job is tried: with the waits between (e^n seconds, at most 6 hours) over about a day. */
export const ATTEMPTS = 12;

/** Queues a job in the caller's transaction: it runs once that is committed, and never if it is not. */
export async function queueJob(tx: Db, job: string, payload: object, options: QueueOptions = {}): Promise<void> {
  await sql`select graphile_worker.add_job(
    identifier => ${job}::text,
    payload => ${JSON.stringify(payload)}::json,
    run_at => ${options.runAt?.toISOString() ?? null}::timestamptz,
    max_attempts => ${options.maxAttempts ?? ATTEMPTS}::int,
    job_key => ${options.key ?? null}::text,
    queue_name => ${options.line ?? null}::text,
    priority => ${options.priority ?? 0}::int)`.execute(tx);
}

/** Jobs that are due and wait or run, those whose moment has not come (retries too), and those that were given up and are kept. */
export type JobCounts = { waiting: number; planned: number; failed: number };

/** Counts the jobs of the queue, for `/metrics`. */
export async function countJobs(pool: pg.Pool): Promise<JobCounts> {
  const { rows } = await pool.query<JobCounts>(`select
    count(*) filter (where (attempts < max_attempts or locked_at is not null) and run_at <= now())::int as waiting,
    count(*) filter (where attempts < max_attempts and run_at > now())::int as planned,
    count(*) filter (where attempts >= max_attempts and locked_at is null)::int as failed
    from graphile_worker.jobs`);
  return rows[0] ?? { waiting: 0, planned: 0, failed: 0 };
}
