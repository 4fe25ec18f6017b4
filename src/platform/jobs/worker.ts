import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import {
  Logger,
  parseCronItems,
  type Runner,
  run,
  runMigrations,
  runOnce,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type pg from 'pg';
import type { Log } from '../log.ts';
import { collectOffers, type Job, type JobContext } from '../module.ts';
import { NO_SURROUNDINGS } from '../surroundings.ts';
import { ATTEMPTS } from './queue.ts';

/** What running jobs needs. `pool`: the worker takes one connection to listen and one for each job that is fetched or ended. */
export type WorkerSetup = {
  pool: pg.Pool;
  jobs: readonly Job[];
  /** Without `around`, jobs that need it fail; without `offers`, nothing is offered. */
  context: Omit<JobContext, 'log' | 'around' | 'offers'> & Partial<Pick<JobContext, 'around' | 'offers'>>;
  log: Log;
  /** How many jobs run at the same time. */
  concurrency?: number;
};

/** Thrown by a job that knows that trying again is useless: it is given up at once, and logged as such. */
export class GivenUpError extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'GivenUpError';
  }
}

/**
 * Creates or updates the tables of the queue and makes the names of the jobs known, so that no transaction ever waits for another
 * one that queues a job for the first time. Safe when several processes start together. Runs after the migrations.
 */
export async function prepareQueue(pool: pg.Pool, log: Log, jobs: readonly Job[] = []): Promise<void> {
  attend(pool, log);
  await runMigrations({ pgPool: pool, logger: quietLogger(log) });
  await pool.query(
    `insert into graphile_worker._private_tasks (identifier) select name from unnest($1::text[]) as job (name)
     where name not in (select identifier from graphile_worker._private_tasks) on conflict do nothing`,
    [jobs.map((job) => job.name)],
  );
}

// Without a listener, a connection that breaks while a job holds it would end the process.
function attend(pool: pg.Pool, log: Log): void {
  if (pool.listenerCount('connect') > 0) return;
  pool.on('connect', (client) => {
    client.on('error', (error) => log.debug({ err: error }, 'a database connection broke'));
  });
}

/**
 * Starts the worker: fetches jobs as they are committed, queues the `cron` ones, looks after the `everySeconds` ones. `stop` lets
 * running jobs finish. Throws when it cannot start; once started it goes on through any loss of the database.
 */
export async function startWorker(setup: WorkerSetup): Promise<{ stop(): Promise<void> }> {
  attend(setup.pool, setup.log);
  const ending = new AbortController();
  const running = keepRunning(setup, await startRunner(setup), ending.signal);
  const watches = setup.jobs.flatMap((job) => (job.everySeconds ? [watch(job, job.everySeconds, setup)] : []));
  return {
    async stop() {
      ending.abort();
      await Promise.all([running, ...watches.map((one) => one.stop())]);
    },
  };
}

type Running = { runner: Runner; trouble: Promise<string> };

const RESTART_PAUSE = 1_000;

// The library gives up when it cannot write down how a job ended, and goes on asking in vain when its very first question for
// jobs failed (it keeps the failed answer): in both cases it is started anew.
async function keepRunning(setup: WorkerSetup, first: Running, ending: AbortSignal): Promise<void> {
  const { log } = setup;
  const ended = new Promise<void>((resolve) => ending.addEventListener('abort', () => resolve()));
  for (let current: Running | undefined = first; ; ) {
    const trouble = await Promise.race([current.trouble, ended]);
    await current.runner.stop().catch((error: Error) => log.debug({ err: error }, 'the worker had stopped already'));
    if (ending.aborted) return;
    log.error({ trouble }, 'the worker is started again');
    current = undefined;
    while (!current) {
      await Promise.race([pause(RESTART_PAUSE), ended]);
      if (ending.aborted) return;
      current = await startRunner(setup).catch((error: Error) => {
        log.debug({ err: error }, 'the worker cannot be started yet');
        return undefined;
      });
    }
  }
}

const FETCHES_IN_VAIN = 8;

async function startRunner({ pool, jobs, concurrency, log, ...rest }: WorkerSetup): Promise<Running> {
  const cron = jobs.flatMap(({ name, cron }) =>
    cron ? [{ task: name, match: cron, identifier: name, options: { maxAttempts: ATTEMPTS, jobKey: name } }] : [],
  );
  const events = reportingEvents(log);
  let inVain = 0;
  const stuck = new Promise<string>((resolve) => {
    events.on('worker:getJob:error', ({ error }) => {
      inVain += 1;
      if (inVain >= FETCHES_IN_VAIN) resolve(`no job can be fetched: ${(error as Error).message}`);
    });
  });
  for (const event of ['worker:getJob:empty', 'job:start'] as const) {
    events.on(event, () => {
      inVain = 0;
    });
  }
  const runner = await run({
    pgPool: pool,
    taskList: tasksOf({ pool, jobs, log, ...rest }),
    parsedCronItems: parseCronItems(cron),
    concurrency: concurrency ?? 4,
    // NOTIFY wakes the worker; polling is only for what was planned for later and for retries.
    pollInterval: 2_000,
    noHandleSignals: true,
    preset: PRESET,
    logger: quietLogger(log),
    events,
  });
  const gone = runner.promise.then(
    () => 'it stopped',
    (error: Error) => error.message,
  );
  return { runner, trouble: Promise.race([stuck, gone]) };
}

/**
 * Runs every `everySeconds` job once and everything that waits and is due, including what those jobs queue, and returns. Jobs that
 * fail stay queued for their next try. For the command line and for tests.
 */
export async function runJobsOnce(setup: WorkerSetup): Promise<void> {
  attend(setup.pool, setup.log);
  for (const job of setup.jobs) if (job.everySeconds) await look(job, setup);
  await runOnce({
    pgPool: setup.pool,
    taskList: tasksOf(setup),
    noHandleSignals: true,
    preset: PRESET,
    logger: quietLogger(setup.log),
    events: reportingEvents(setup.log),
  });
}

function tasksOf({ jobs, context, log }: WorkerSetup): TaskList {
  const tasks: TaskList = {};
  for (const job of jobs) {
    tasks[job.name] = async (raw: unknown, { job: row, withPgClient }) => {
      try {
        await job.run(readPayload(job, raw), contextOf(job, context, log));
      } catch (error) {
        if (error instanceof GivenUpError) {
          row.max_attempts = row.attempts;
          await withPgClient((client) =>
            client.query('update graphile_worker._private_jobs set max_attempts = attempts where id = $1', [row.id]),
          );
        }
        throw error;
      }
    };
  }
  return tasks;
}

function readPayload(job: Job, raw: unknown): unknown {
  if (!job.payload) return raw;
  const parsed = job.payload.safeParse(raw);
  if (parsed.success) return parsed.data;
  // Only where it is wrong, not what it holds: payloads may carry ids of people.
  const places = parsed.error.issues.map((issue) => `/${issue.path.join('/')}: ${issue.code}`).join(', ');
  throw new GivenUpError(`the payload of ${job.name} is not what it must be (${places})`);
}

function contextOf(job: Job, context: WorkerSetup['context'], log: Log): JobContext {
  const { around = NO_SURROUNDINGS, offers = collectOffers([]) } = context;
  return { ...context, around, offers, log: log.child({ job: job.name }) };
}

type Watch = { stop(): Promise<void> };

function watch(job: Job, seconds: number, setup: WorkerSetup): Watch {
  let running: Promise<void> | undefined;
  let failed = false;
  const timer = setInterval(() => {
    running ??= look(job, setup)
      .then(
        () => {
          failed = false;
        },
        (error: Error) => {
          // Once, not every few seconds, while for example the database is away.
          if (!failed) setup.log.error({ job: job.name, err: error }, 'a job failed and is tried again');
          failed = true;
        },
      )
      .finally(() => {
        running = undefined;
      });
  }, seconds * 1000);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

async function look(job: Job, { context, log }: WorkerSetup): Promise<void> {
  await job.run(undefined, contextOf(job, context, log));
}

function reportingEvents(log: Log): WorkerEvents {
  const events: WorkerEvents = new EventEmitter();
  events.on('job:error', ({ job, error }) => {
    if (job.attempts < job.max_attempts)
      log.warn({ job: job.task_identifier, attempt: job.attempts, err: error }, 'a job failed and is tried again');
  });
  events.on('job:failed', ({ job, error }) => {
    log.error({ job: job.task_identifier, jobId: job.id, attempts: job.attempts, err: error }, 'a job was given up');
  });
  return events;
}

// How a job ended is written down by a part of the library that tries again and that the end of the worker waits for; by default
// it is neither awaited nor caught.
const PRESET: GraphileConfig.Preset = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } };

// The worker's own lines repeat what the events tell, with the payload; only what it says about itself is kept.
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    if (meta?.failure === true) return;
    if (level === 'error') log.error({ part: 'worker' }, message);
    else if (level === 'warning') log.warn({ part: 'worker' }, message);
    else log.debug({ part: 'worker' }, message);
  });
}
