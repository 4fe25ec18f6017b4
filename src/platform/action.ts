import type { z } from 'zod';
import { type AccessRule, type AccessScene, askToSignIn, checkAccess } from './access.ts';
import { appendAudit } from './audit.ts';
import type { Clock } from './clock.ts';
import type { Db, Tx } from './db/database.ts';
import { type Fault, InvalidInput, NotFound, Refusal, Unavailable } from './errors.ts';
import type { Log } from './log.ts';
import { collectOffers, type Offers } from './module.ts';
import { NO_SURROUNDINGS, type Surroundings } from './surroundings.ts';
import type { Actor, Tenant } from './tenant.ts';

/** What an action has at hand while it runs. `db` is the transaction: everything it writes is committed together, or not at all. */
export type ActionContext = {
  db: Tx;
  actor: Actor;
  tenant: Tenant | null;
  now: Date;
  today: string;
  /** Keys, the words of letters, public addresses, settings. */
  around: Surroundings;
  /** What the modules offer to one another: whose data a person's account holds, who reassigns open work. */
  offers: Offers;
  /** Queues a job in this transaction: it runs only if the action is committed. */
  queue(job: string, payload: object, options?: { runAt?: Date; key?: string }): Promise<void>;
  /** Drops cached pages that show these things once the action is committed. */
  touch(...tags: string[]): void;
};

type AuditNote = { subject?: string; institutionId?: string; detail?: object };

type Spec<I, T> = {
  /** `room.verb-noun`, like its file. */
  name: `${string}.${string}`;
  input: z.ZodType<I>;
  /** Loads the thing the action is about; undefined is a 404. */
  target?: (context: ActionContext, input: I) => Promise<T | undefined>;
  access: AccessRule<T>;
  /** The event it records, in the past: `petition.signed`. */
  event: string;
  /**
   * What the audit row is about, and what of the input it keeps (never personal data). Null leaves no row: for secret acts, such as a
   * signature, whose room publishes a proof of them all instead.
   */
  record?: (input: I, target: T, result: unknown) => AuditNote | null;
};

export type BatchCall<I, T> = { input: I; target: T; actor: Actor; tenant: Tenant | null };

export type Action<I = unknown, T = unknown, R = unknown> = Spec<I, T> & {
  run?: (context: ActionContext, input: I, target: T) => Promise<R>;
  runBatch?: (context: ActionContext, calls: readonly BatchCall<I, T>[]) => Promise<readonly (R | Refusal)[]>;
};

// An action of any shape, for lists of actions: its parts are variant in both directions.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyAction = Action<any, any, any>;

/**
 * Defines one thing that can be done, in one place, for pages, the API, jobs and the command line alike.
 * `run` does it in its own transaction. `runBatch` is for what many people do at once: calls that arrive while a batch commits are
 * done together in the next one; each gets its own answer after the commit (house.md, "The life of a request", 7).
 */
export function defineAction<I, T = undefined, R = void>(
  spec: Spec<I, T> &
    (
      | { run: (context: ActionContext, input: I, target: T) => Promise<R> }
      | { runBatch: (context: ActionContext, calls: readonly BatchCall<I, T>[]) => Promise<readonly (R | Refusal)[]> }
    ),
): Action<I, T, R> {
  return spec;
}

export type ActionCall = {
  actor: Actor;
  tenant: Tenant | null;
  input: unknown;
  /** Writes with the result in the action's own transaction (the kept answer of an `Idempotency-Key`). */
  settle?: (db: Tx, result: unknown) => Promise<void>;
};

export type ActionRunner = {
  /** Parses, authorises, does and records one action. Throws a `Refusal` when it cannot be done. */
  perform<I, T, R>(action: Action<I, T, R>, call: ActionCall): Promise<R>;
};

export type RunnerDeps = {
  db: Db;
  clock: Clock;
  log: Log;
  queueJob(db: Tx, job: string, payload: object, options?: { runAt?: Date; key?: string }): Promise<void>;
  announce(db: Tx, tags: readonly string[]): Promise<void>;
  /** Told after the commit and before the answer: this process drops its own pages at once, the others hear of it by `announce`. */
  committed?(tags: readonly string[]): void;
  /** What actions find as `around`; absent: those that need it fail. */
  around?: Surroundings;
  /** What actions find as `offers`; absent: nothing is offered. */
  offers?: Offers;
  /**
   * The most calls of one batched action that may wait; beyond it the answer is 503 with Retry-After. 0: none waits, each has a transaction
   * of its own, which is what batches are measured against.
   */
  batchLimit?: number;
};

/** Makes the runner of actions. One per process. */
export function actionRunner(deps: RunnerDeps): ActionRunner {
  const queues = new Map<string, BatchQueue>();
  return {
    async perform(action, call) {
      const input = parseInput(action.input, call.input);
      if (action.runBatch && deps.batchLimit === 0) return alone(deps, action as AnyAction, { ...call, input });
      if (action.runBatch) {
        let queue = queues.get(action.name);
        if (!queue) {
          queue = batchQueue(deps, action as AnyAction);
          queues.set(action.name, queue);
        }
        return queue.add({ ...call, input }) as Promise<never>;
      }
      return retryDeadlocks(() =>
        inTransaction(deps, call, async (context) => {
          const target = await authorised(action, context, input);
          const result = await action.run?.(context, input, target);
          await record(action, context, input, target, result);
          await call.settle?.(context.db, result);
          return result as never;
        }),
      );
    },
  };
}

/**
 * Does another action inside the transaction of the one that runs: parsed, authorised for the same actor and recorded as if it had been
 * asked for by itself. For what two rooms do in one deed.
 */
export async function performWithin<I, T, R>(
  context: ActionContext,
  action: Action<I, T, R>,
  raw: unknown,
): Promise<R> {
  if (!action.run) throw new Error(`${action.name} is done in batches of its own`);
  const input = parseInput(action.input, raw);
  const target = await authorised(action, context, input);
  const result = await action.run(context, input, target);
  await record(action, context, input, target, result);
  return result;
}

/** Parses what was sent, or refuses it with the place of every fault. */
export function parseInput<I>(schema: z.ZodType<I>, raw: unknown): I {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(parsed.error.issues.map(faultOf));
}

/** The place and the words of a fault that a schema found. */
export function faultOf(issue: z.core.$ZodIssue): Fault {
  // '' is the whole, '/' would be a member without a name (RFC 6901).
  const pointer = issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  // A schema names the message of its room by writing the key as the message: z.string().min(1, 'petitions.sign.name-missing').
  if (/^[a-z-]+(\.[a-zA-Z0-9-]+)+$/.test(issue.message)) return { pointer, key: issue.message };
  const found = issue as { code: string; minimum?: unknown; maximum?: unknown; origin?: string; input?: unknown };
  if (found.code === 'invalid_type' && (found.input === undefined || found.input === null))
    return { pointer, key: 'platform.errors.missing' };
  if (found.code === 'too_small')
    return {
      pointer,
      key: `platform.errors.too-small-${sizeKind(found.origin)}`,
      values: { minimum: Number(found.minimum) },
    };
  if (found.code === 'too_big')
    return {
      pointer,
      key: `platform.errors.too-big-${sizeKind(found.origin)}`,
      values: { maximum: Number(found.maximum) },
    };
  return { pointer, key: 'platform.errors.wrong-value' };
}

function sizeKind(origin: string | undefined): 'text' | 'number' | 'list' {
  if (origin === 'string') return 'text';
  return origin === 'array' || origin === 'set' ? 'list' : 'number';
}

async function inTransaction<R>(
  deps: RunnerDeps,
  call: { actor: Actor; tenant: Tenant | null },
  work: (context: ActionContext) => Promise<R>,
): Promise<R> {
  const tags = new Set<string>();
  const done = await deps.db.transaction().execute(async (db) => {
    const now = deps.clock.now();
    const context: ActionContext = {
      db,
      actor: call.actor,
      tenant: call.tenant,
      now,
      today: deps.clock.today(),
      around: deps.around ?? NO_SURROUNDINGS,
      offers: deps.offers ?? collectOffers([]),
      queue: (job, payload, options) => deps.queueJob(db, job, payload, options),
      touch: (...touched) => {
        for (const tag of touched) tags.add(tag);
      },
    };
    const result = await work(context);
    if (tags.size > 0) await deps.announce(db, [...tags]);
    return result;
  });
  if (tags.size > 0) deps.committed?.([...tags]);
  return done;
}

async function authorised<I, T>(action: Spec<I, T>, context: ActionContext, input: I): Promise<T> {
  askToSignIn(action.access, context.actor);
  const target = action.target ? await action.target(context, input) : (undefined as T);
  if (action.target && target === undefined) throw new NotFound();
  const scene: AccessScene = { tenant: context.tenant, today: context.today };
  checkAccess(action.access, context.actor, target as T, scene);
  return target as T;
}

async function record<I, T>(
  action: Spec<I, T>,
  context: ActionContext,
  input: I,
  target: T,
  result: unknown,
): Promise<void> {
  const note = action.record ? action.record(input, target, result) : {};
  if (!note) return;
  const { subject, institutionId, detail } = note;
  await appendAudit(context.db, [
    {
      institutionId: institutionId ?? context.tenant?.id,
      at: context.now,
      actor: context.actor,
      action: action.name,
      event: action.event,
      subject,
      detail,
    },
  ]);
}

type Waiting = { call: ActionCall; resolve(value: unknown): void; reject(error: unknown): void };
type BatchQueue = { add(call: ActionCall): Promise<unknown> };

function batchQueue(deps: RunnerDeps, action: AnyAction): BatchQueue {
  const limit = deps.batchLimit ?? 5_000;
  let waiting: Waiting[] = [];
  let running = false;

  const drain = async () => {
    running = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        settle(batch, await retryDeadlocks(() => runTogether(deps, action, batch)));
      } catch (error) {
        deps.log.warn(
          { action: action.name, calls: batch.length, error: (error as Error).message },
          'a batch failed: its calls are done one by one',
        );
        for (const one of batch) {
          await retryDeadlocks(() => runTogether(deps, action, [one])).then(
            (answers) => settle([one], answers),
            one.reject,
          );
        }
      }
    }
    running = false;
  };

  return {
    add: (call) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= limit) {
          reject(new Unavailable(2));
          return;
        }
        waiting.push({ call, resolve, reject });
        if (!running) void drain();
      }),
  };
}

async function alone(deps: RunnerDeps, action: AnyAction, call: ActionCall): Promise<never> {
  const [answer] = await retryDeadlocks(() => runTogether(deps, action, [{ call }]));
  if (answer instanceof Refusal) throw answer;
  return answer as never;
}

function settle(batch: readonly Waiting[], answers: readonly unknown[]): void {
  for (const [index, one] of batch.entries()) {
    const answer = answers[index];
    if (answer instanceof Refusal) one.reject(answer);
    else one.resolve(answer);
  }
}

async function runTogether(
  deps: RunnerDeps,
  action: AnyAction,
  batch: readonly Pick<Waiting, 'call'>[],
): Promise<unknown[]> {
  return inTransaction(deps, { actor: { kind: 'system', name: action.name }, tenant: null }, async (context) => {
    const answers: unknown[] = new Array(batch.length);
    const calls: BatchCall<unknown, unknown>[] = [];
    const places: number[] = [];
    for (const [index, { call }] of batch.entries()) {
      try {
        const target = await authorised(action, { ...context, actor: call.actor, tenant: call.tenant }, call.input);
        calls.push({ input: call.input, target, actor: call.actor, tenant: call.tenant });
        places.push(index);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        answers[index] = error;
      }
    }
    if (calls.length === 0) return answers;
    const results = (await action.runBatch?.(context, calls)) ?? [];
    if (results.length !== calls.length)
      throw new Error(`${action.name} answered ${results.length} of ${calls.length} calls`);
    const rows = [];
    for (const [index, call] of calls.entries()) {
      const place = places[index] as number;
      answers[place] = results[index];
      if (results[index] instanceof Refusal) continue;
      await batch[place]?.call.settle?.(context.db, results[index]);
      const note = action.record ? action.record(call.input, call.target, results[index]) : {};
      if (!note) continue;
      const { subject, institutionId, detail } = note;
      rows.push({
        institutionId: institutionId ?? call.tenant?.id,
        at: context.now,
        actor: call.actor,
        action: action.name,
        event: action.event,
        subject,
        detail,
      });
    }
    await appendAudit(context.db, rows);
    return answers;
  });
}

const DEADLOCK = '40P01';
const SERIALIZATION = '40001';

async function retryDeadlocks<R>(work: () => Promise<R>, tries = 3): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const code = (error as { code?: string }).code;
      if ((code !== DEADLOCK && code !== SERIALIZATION) || attempt >= tries) throw error;
    }
  }
}
