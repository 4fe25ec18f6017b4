import { parentPort } from 'node:worker_threads';
import { TASKS, type TaskName } from './tasks.ts';

/** What the program sends, and what it gets back. */
export type Order = { name: TaskName; input: unknown };
export type Answer = { ok: true; result: unknown } | { ok: false; error: { message: string; stack: string } };

// One order at a time: the workshop sends the next when it has the answer.
parentPort?.on('message', async ({ name, input }: Order) => {
  try {
    const result = await TASKS[name](input as never);
    const moved = result instanceof Uint8Array ? [result.buffer as ArrayBuffer] : [];
    parentPort?.postMessage({ ok: true, result } satisfies Answer, moved);
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    parentPort?.postMessage({ ok: false, error: { message, stack } } satisfies Answer);
  }
});
