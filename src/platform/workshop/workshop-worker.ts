import { TASKS, type TaskName } from './tasks.ts';

/** What the server sends, and what it gets back. */
export type Order = { name: TaskName; input: unknown };
export type Answer = { ok: true; result: unknown } | { ok: false; error: { message: string; stack: string } };

// A server that is gone, even by kill -9, closes the channel. A Ctrl-C reaches this process too: the server decides when to end it.
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

// One order at a time: the workshop sends the next when it has the answer.
process.on('message', async ({ name, input }: Order) => {
  process.send?.(await answer(name, input));
});

async function answer(name: TaskName, input: unknown): Promise<Answer> {
  try {
    return { ok: true, result: await TASKS[name](input as never) };
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    return { ok: false, error: { message, stack } };
  }
}
