import { Worker } from 'node:worker_threads';
import { Unavailable } from '../errors.ts';
import { keepResults, keyOf } from './kept-results.ts';
import type { TaskInput, TaskName, TaskResult } from './tasks.ts';
import type { Answer, Order } from './workshop-worker.ts';

/** Where heavy things are made (charts, documents, pictures): one thread beside the one that answers requests. */
export type Workshop = {
  /**
   * Has a task done, in turn. `keep`: the result depends on nothing but the input and holds nothing personal, so it is remembered, and
   * the same order at the same time is done once. Refusal: `Unavailable` when too many wait. Whatever else is thrown is a bug.
   */
  run<N extends TaskName>(name: N, input: TaskInput<N>, options?: { keep?: boolean }): Promise<TaskResult<N>>;
  /** Ends the thread; what waits is refused with `Unavailable`. The workshop cannot be used again. */
  close(): Promise<void>;
  /** For measures and tests. */
  state(): { waiting: number; running: boolean; thread: boolean; kept: number };
};

export type WorkshopOptions = {
  /** How many orders may wait. Default 100. */
  bound?: number;
  /** After how long without work the thread ends and gives its memory back, in milliseconds. Default two minutes. */
  idle?: number;
  /** After how long a task is given up and its thread with it, in milliseconds. Default half a minute. */
  patience?: number;
  /** Octets of results kept. Default 8 MB. */
  memory?: number;
  /** The file of the thread; tests have their own. */
  entry?: URL;
};

type Waiting = { order: Order; resolve(result: unknown): void; reject(error: Error): void };

// The build gives each `*-worker.ts` a file of that name beside the others; from source Node strips the types itself.
const ENTRY = new URL(
  import.meta.url.endsWith('.ts') ? './workshop-worker.ts' : './workshop-worker.js',
  import.meta.url,
);

/** Opens a workshop; its thread starts with the first order. It never keeps the process alive by itself. */
export function openWorkshop(options: WorkshopOptions = {}): Workshop {
  const { bound = 100, idle = 120_000, patience = 30_000, memory = 8_000_000, entry = ENTRY } = options;
  const waiting: Waiting[] = [];
  const kept = keepResults(memory);
  const underWay = new Map<string, Promise<unknown>>();
  let thread: Worker | undefined;
  let current: Waiting | undefined;
  let closed = false;
  let giveUp: NodeJS.Timeout | undefined;
  let goHome: NodeJS.Timeout | undefined;

  function start(): Worker {
    // Flags of the program (loaders of a test runner, inspection) are not the thread's; a runaway drawing kills the thread only.
    const worker = new Worker(entry, {
      name: 'workshop',
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    worker.on('message', (answer: Answer) => {
      if (worker !== thread || !current) return;
      const { resolve, reject } = current;
      finish();
      if (answer.ok) resolve(answer.result);
      else reject(Object.assign(new Error(answer.error.message), { stack: answer.error.stack }));
    });
    worker.on('error', (error: Error) => lose(worker, error));
    worker.on('exit', (status) => lose(worker, new Error(`the workshop's thread ended with status ${status}`)));
    worker.unref();
    return worker;
  }

  function lose(worker: Worker, error: Error): void {
    if (worker !== thread) return;
    thread = undefined;
    const lost = current;
    finish();
    lost?.reject(error);
  }

  function finish(): void {
    clearTimeout(giveUp);
    current = undefined;
    thread?.unref();
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
    thread ??= start();
    // While somebody waits for an answer the process must not end.
    thread.ref();
    const slow = thread;
    giveUp = setTimeout(() => {
      void slow.terminate();
      lose(slow, new Error(`${current?.order.name} took longer than ${patience} ms`));
    }, patience);
    try {
      thread.postMessage(current.order);
    } catch (error) {
      // What cannot cross a thread (a function, a database handle) is the caller's mistake, not the thread's.
      const { reject } = current;
      finish();
      reject(error as Error);
    }
  }

  function dismiss(): void {
    const leaving = thread;
    thread = undefined;
    void leaving?.terminate();
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
      const leaving = thread;
      thread = undefined;
      current?.reject(new Unavailable());
      current = undefined;
      await leaving?.terminate();
    },
    state: () => ({ waiting: waiting.length, running: Boolean(current), thread: Boolean(thread), kept: kept.size }),
  };
}

let shared: Workshop | undefined;

/** The workshop of this process, opened when first asked for. It holds no state that anybody could miss, so nobody hands it around. */
export function workshop(): Workshop {
  shared ??= openWorkshop();
  return shared;
}

/** Ends the workshop of this process, when the server stops. */
export async function closeWorkshop(): Promise<void> {
  const closing = shared;
  shared = undefined;
  await closing?.close();
}
