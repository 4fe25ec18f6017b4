import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Unavailable } from '../errors.ts';
import { keepResults, keyOf } from './kept-results.ts';
import type { TaskInput, TaskName, TaskResult } from './tasks.ts';
import type { Answer, Order } from './workshop-worker.ts';

/** Where heavy things are made (charts, documents, pictures): one process beside the one that answers requests. */
export type Workshop = {
  /**
   * Has a task done, in turn. `keep`: the result depends on nothing but the input and holds nothing personal, so it is remembered, and
   * the same order at the same time is done once. Refusal: `Unavailable` when too many wait. Whatever else is thrown is a bug.
   */
  run<N extends TaskName>(name: N, input: TaskInput<N>, options?: { keep?: boolean }): Promise<TaskResult<N>>;
  /** Ends the process; what waits is refused with `Unavailable`. The workshop cannot be used again. */
  close(): Promise<void>;
  /** For measures and tests. `process`: its id while there is one; `kept`: octets of remembered results. */
  state(): { waiting: number; running: boolean; process: number | undefined; kept: number };
};

export type WorkshopOptions = {
  /** How many orders may wait. Default 100. */
  bound?: number;
  /** After how long without work the process ends and gives its memory back, in milliseconds. Default two minutes. */
  idle?: number;
  /** After how long a task is given up and its process with it, in milliseconds. Default half a minute. */
  patience?: number;
  /** Octets of results kept. Default 8 MB. */
  memory?: number;
  /** The file of the process; tests have their own. */
  entry?: URL;
};

type Waiting = { order: Order; resolve(result: unknown): void; reject(error: Error): void };

// The build gives each `*-worker.ts` a file of that name beside the others; from source Node strips the types itself.
const ENTRY = new URL(
  import.meta.url.endsWith('.ts') ? './workshop-worker.ts' : './workshop-worker.js',
  import.meta.url,
);

// Nothing of the server's environment: no secret, no address of the database; what is drawn comes from people. With two arenas of malloc the
// process needs half the memory.
const ENVIRONMENT = { MALLOC_ARENA_MAX: '2' };

/** Opens a workshop; its process starts with the first order. It never keeps the server alive by itself. */
export function openWorkshop(options: WorkshopOptions = {}): Workshop {
  const { bound = 100, idle = 120_000, patience = 30_000, memory = 8_000_000, entry = ENTRY } = options;
  const waiting: Waiting[] = [];
  const kept = keepResults(memory);
  const underWay = new Map<string, Promise<unknown>>();
  let worker: ChildProcess | undefined;
  let current: Waiting | undefined;
  let closed = false;
  let giveUp: NodeJS.Timeout | undefined;
  let goHome: NodeJS.Timeout | undefined;

  function start(): ChildProcess {
    const started = startProcess(entry);
    started.on('message', (answer: Answer) => {
      if (started !== worker || !current) return;
      const { resolve, reject } = current;
      finish();
      if (answer.ok) resolve(answer.result);
      else reject(Object.assign(new Error(answer.error.message), { stack: answer.error.stack }));
    });
    started.on('error', (error) => lose(started, error));
    started.on('exit', (status, signal) =>
      lose(started, new Error(`the workshop ended with ${signal ?? `status ${status}`}`)),
    );
    return started;
  }

  function lose(lost: ChildProcess, error: Error): void {
    if (lost !== worker) return;
    worker = undefined;
    const order = current;
    finish();
    order?.reject(error);
  }

  function finish(): void {
    clearTimeout(giveUp);
    current = undefined;
    if (worker) hold(worker, false);
    next();
  }

  function next(): void {
    if (current || closed) return;
    clearTimeout(goHome);
    current = waiting.shift();
    if (!current) {
      goHome = setTimeout(dismiss, idle).unref();
      return;
    }
    worker ??= start();
    hold(worker, true);
    const slow = worker;
    giveUp = setTimeout(() => {
      const name = current?.order.name;
      slow.kill('SIGKILL');
      lose(slow, new Error(`${name} took longer than ${patience} ms`));
    }, patience);
    try {
      worker.send(current.order);
    } catch (error) {
      // What cannot be sent (a function, a database handle) is the caller's mistake, not the process's.
      const { reject } = current;
      finish();
      reject(error as Error);
    }
  }

  function dismiss(): ChildProcess | undefined {
    const leaving = worker;
    worker = undefined;
    leaving?.kill('SIGKILL');
    return leaving;
  }

  function order(name: TaskName, input: unknown): Promise<unknown> {
    if (closed || waiting.length >= bound) return Promise.reject(new Unavailable());
    return new Promise((resolve, reject) => {
      waiting.push({ order: { name, input }, resolve, reject });
      next();
    });
  }

  async function orderOnce(name: TaskName, input: unknown): Promise<unknown> {
    const key = keyOf(name, input);
    const known = kept.get(key) ?? underWay.get(key);
    if (known !== undefined) return known;
    const made = order(name, input);
    underWay.set(key, made);
    try {
      const result = await made;
      kept.set(key, result);
      return result;
    } finally {
      underWay.delete(key);
    }
  }

  return {
    run: ((name: TaskName, input: unknown, { keep = false } = {}) =>
      keep ? orderOnce(name, input) : order(name, input)) as Workshop['run'],
    async close() {
      closed = true;
      clearTimeout(goHome);
      clearTimeout(giveUp);
      for (const { reject } of waiting.splice(0)) reject(new Unavailable());
      current?.reject(new Unavailable());
      current = undefined;
      const leaving = dismiss();
      if (!leaving || leaving.exitCode !== null || leaving.signalCode !== null) return;
      leaving.ref();
      await once(leaving, 'exit');
    },
    state: () => ({ waiting: waiting.length, running: Boolean(current), process: worker?.pid, kept: kept.size }),
  };
}

function startProcess(entry: URL): ChildProcess {
  return fork(entry, {
    // Flags of the server (loaders of a test runner, inspection) are not its; a runaway drawing kills this process only.
    execArgv: ['--max-old-space-size=512'],
    env: ENVIRONMENT,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** While somebody waits for an answer the server must not end; otherwise nothing here holds it. */
function hold(worker: ChildProcess, held: boolean): void {
  if (held) {
    worker.ref();
    worker.channel?.ref();
  } else {
    worker.unref();
    worker.channel?.unref();
  }
}

let shared: Workshop | undefined;

/** The workshop of this server, opened when first asked for. It holds no state that anybody could miss, so nobody hands it around. */
export function workshop(): Workshop {
  shared ??= openWorkshop();
  return shared;
}

/** Ends the workshop of this server, when it stops. */
export async function closeWorkshop(): Promise<void> {
  const closing = shared;
  shared = undefined;
  await closing?.close();
}
