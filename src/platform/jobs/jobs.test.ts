import { Writable } from 'node:stream';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { testDatabase } from '../../../test/setup/database.ts';
import type { ActionRunner } from '../action.ts';
import { handClock } from '../clock.ts';
import { createLog } from '../log.ts';
import type { Job } from '../module.ts';
import { countJobs, queueJob } from './queue.ts';
import { GivenUpError, prepareQueue, runJobsOnce, startWorker } from './worker.ts';

const { pool, db } = await testDatabase({ empty: true });

let lines: Record<string, unknown>[] = [];
const log = createLog({
  level: 'debug',
  destination: new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  }),
});
const said = (message: string) => lines.filter((line) => line.msg === message);

// The jobs of this file call no action.
const actions: ActionRunner = { perform: () => Promise.reject(new Error('no action here')) };
const context = { db, clock: handClock('2026-11-21T10:00:00Z'), actions };

let ran: unknown[] = [];
const note: Job = {
  name: 'test.take-note',
  payload: z.object({ text: z.string(), secret: z.string().optional() }),
  run: async (payload) => void ran.push(payload),
};
const fail: Job = { name: 'test.fail', run: () => Promise.reject(new Error('mail to someone@example.ma failed')) };
const giveUp: Job = { name: 'test.give-up', run: () => Promise.reject(new GivenUpError('never')) };
const chain: Job = {
  name: 'test.queue-another',
  run: async (_payload, { db }) => queueJob(db, note.name, { text: 'second' }),
};
const setup = { pool, jobs: [note, fail, giveUp, chain], context, log };

const waiting = async () =>
  (
    await pool.query(
      `select task_identifier, attempts, max_attempts, run_at > now() as later, last_error from graphile_worker.jobs order by id`,
    )
  ).rows;

await Promise.all([prepareQueue(pool, log, setup.jobs), prepareQueue(pool, log, setup.jobs)]);

beforeEach(() => {
  ran = [];
  lines = [];
});
afterEach(() => pool.query('delete from graphile_worker._private_jobs'));

test('a job runs when its transaction is committed, and never when it is rolled back', async () => {
  const tx = await db.startTransaction().execute();
  await queueJob(tx, note.name, { text: 'kept' });
  await runJobsOnce(setup);
  expect(ran).toEqual([]);
  await tx.commit().execute();
  await runJobsOnce(setup);
  expect(ran).toEqual([{ text: 'kept' }]);

  const lost = await db.startTransaction().execute();
  await queueJob(lost, note.name, { text: 'lost' });
  await lost.rollback().execute();
  await runJobsOnce(setup);
  expect(ran).toHaveLength(1);
  expect(await waiting()).toEqual([]);
});

test('what a job queues runs too', async () => {
  await queueJob(db, chain.name, {});
  await runJobsOnce(setup);
  expect(ran).toEqual([{ text: 'second' }]);
});

test('a later job waits; the same key replaces what waits', async () => {
  await queueJob(db, note.name, { text: 'later' }, { runAt: new Date(Date.now() + 3_600_000), key: 'one' });
  await runJobsOnce(setup);
  expect(ran).toEqual([]);
  await queueJob(db, note.name, { text: 'now' }, { key: 'one' });
  await runJobsOnce(setup);
  expect(ran).toEqual([{ text: 'now' }]);
  expect(await waiting()).toEqual([]);
});

test('a job that fails is kept for another try, later, and the log says so without personal data', async () => {
  await queueJob(db, fail.name, {});
  await runJobsOnce(setup);
  expect(await waiting()).toMatchObject([{ attempts: 1, max_attempts: 12, later: true }]);
  expect(said('a job failed and is tried again')).toHaveLength(1);
  expect(JSON.stringify(lines)).not.toContain('someone@example.ma');
});

test('a job that has failed often enough is given up, kept and logged', async () => {
  await queueJob(db, fail.name, {}, { maxAttempts: 1 });
  await runJobsOnce(setup);
  await runJobsOnce(setup);
  expect(said('a job was given up')).toMatchObject([{ level: 'error', job: fail.name, attempts: 1 }]);
  expect(await waiting()).toMatchObject([{ attempts: 1, max_attempts: 1 }]);
});

test('the queue tells how many jobs are due, for later, and given up', async () => {
  await queueJob(db, giveUp.name, {});
  await queueJob(db, fail.name, {});
  await runJobsOnce(setup);
  await queueJob(db, note.name, { text: 'now' });
  // The job that failed waits for its next try.
  expect(await countJobs(pool)).toEqual({ waiting: 1, planned: 1, failed: 1 });
});

test('a job that knows better gives up at once', async () => {
  await queueJob(db, giveUp.name, {});
  await runJobsOnce(setup);
  expect(said('a job was given up')).toHaveLength(1);
  expect(await waiting()).toMatchObject([{ attempts: 1, max_attempts: 1, last_error: 'never' }]);
});

test('a payload that is not what it must be is given up without being shown', async () => {
  await queueJob(db, note.name, { text: 5, secret: 'AB123456' });
  await runJobsOnce(setup);
  expect(ran).toEqual([]);
  expect(await waiting()).toMatchObject([
    {
      attempts: 1,
      max_attempts: 1,
      last_error: 'the payload of test.take-note is not what it must be (/text: invalid_type)',
    },
  ]);
  expect(JSON.stringify(lines)).not.toContain('AB123456');
});

test('the worker takes jobs as they are committed, in several processes at once, each job once', async () => {
  const workers = await Promise.all([startWorker(setup), startWorker(setup)]);
  try {
    for (let index = 0; index < 20; index++) await queueJob(db, note.name, { text: String(index) });
    await vi.waitFor(() => expect(ran).toHaveLength(20), { timeout: 20_000 });
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
  expect(new Set(ran.map((payload) => (payload as { text: string }).text)).size).toBe(20);
  expect(await waiting()).toEqual([]);
});

test('the worker survives a database that hangs up', async () => {
  const worker = await startWorker(setup);
  try {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(db);
    await vi.waitFor(async () => {
      await queueJob(db, note.name, { text: 'after' });
    });
    await vi.waitFor(() => expect(ran).toContainEqual({ text: 'after' }), { timeout: 30_000 });
  } finally {
    await worker.stop();
  }
});

test('a worker whose first question failed is started again', async () => {
  await pool.query('alter table graphile_worker._private_tasks rename to hidden');
  const worker = await startWorker(setup);
  try {
    await vi.waitFor(() => expect(said('the worker is started again')).toHaveLength(1), { timeout: 30_000 });
    await pool.query('alter table graphile_worker.hidden rename to _private_tasks');
    await queueJob(db, note.name, { text: 'after all' });
    await vi.waitFor(() => expect(ran).toEqual([{ text: 'after all' }]), { timeout: 30_000 });
  } finally {
    await worker.stop();
  }
});

test('cron is known under its name; an impossible one is refused at the start', async () => {
  const nightly: Job = { name: 'test.sweep', cron: '0 3 * * *', run: async () => {} };
  const worker = await startWorker({ ...setup, jobs: [nightly] });
  try {
    const known = async () => (await pool.query('select identifier from graphile_worker._private_known_crontabs')).rows;
    await vi.waitFor(async () => expect(await known()).toEqual([{ identifier: nightly.name }]), { timeout: 20_000 });
  } finally {
    await worker.stop();
  }
  await expect(startWorker({ ...setup, jobs: [{ ...nightly, cron: 'at night' }] })).rejects.toThrow();
});

test('a job of every few seconds runs in the worker and once in runJobsOnce; its failures stop nothing', async () => {
  let looks = 0;
  const looking: Job = {
    name: 'test.look',
    everySeconds: 0.05,
    run: async () => {
      looks += 1;
      if (looks % 2) throw new Error('not this time');
    },
  };
  await expect(runJobsOnce({ ...setup, jobs: [looking] })).rejects.toThrow('not this time');
  const worker = await startWorker({ ...setup, jobs: [looking] });
  await vi.waitFor(() => expect(looks).toBeGreaterThan(6), { timeout: 20_000 });
  await worker.stop();
  const after = looks;
  expect(said('a job failed and is tried again').length).toBeGreaterThan(0);
  await runJobsOnce(setup);
  expect(looks).toBe(after);
});
