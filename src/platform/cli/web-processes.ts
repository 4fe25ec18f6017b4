import cluster from 'node:cluster';
import { PlainRefusal } from '../exit.ts';
import type { Log } from '../log.ts';

// A life this short (ms) is no life; so many of them in a row are a fault that a new start will not mend.
const BRIEF = 5000;
const MOST_BRIEF = 5;

/** Several processes that answer web requests on one port. */
export type WebProcesses = {
  /** Settles when one keeps dying right after its start, so that a supervisor can see it. */
  failed: Promise<void>;
  /** Lets all of them finish what runs and end. */
  stop(): Promise<void>;
};

/**
 * Starts `count` processes with the command `web` and keeps that many alive. Node shares the port among them.
 * `file` is the program they run.
 */
export async function startWebProcesses(options: {
  count: number;
  file: string;
  environment: Record<string, string>;
  log: Log;
}): Promise<WebProcesses> {
  const { count, file, environment, log } = options;
  let stopping = false;
  let brief = 0;
  let fail = () => {};
  const failed = new Promise<void>((resolve) => {
    fail = resolve;
  });
  cluster.setupPrimary({ exec: file, args: ['web'] });

  const fork = () => {
    const worker = cluster.fork(environment);
    const began = performance.now();
    const ready = new Promise<void>((resolve, reject) => {
      worker.once('listening', () => resolve());
      worker.once('exit', () => reject(new PlainRefusal('A web process ended before it could answer.')));
    });
    ready.catch(() => {});
    worker.once('exit', (status, signal) => {
      if (stopping) return;
      log.error({ status, signal }, 'A web process ended; another takes its place.');
      brief = performance.now() - began < BRIEF ? brief + 1 : 0;
      if (brief >= MOST_BRIEF) fail();
      else fork();
    });
    return ready;
  };

  await Promise.all(Array.from({ length: count }, fork));
  return {
    failed,
    stop: async () => {
      stopping = true;
      const alive = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
      await Promise.all(
        alive.map(
          (worker) =>
            new Promise<void>((resolve) => {
              worker.once('exit', () => resolve());
              worker.process.kill('SIGTERM');
            }),
        ),
      );
    },
  };
}
