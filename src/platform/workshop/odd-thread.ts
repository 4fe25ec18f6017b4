import { parentPort } from 'node:worker_threads';

// A thread for the tests of the workshop: it does what real drawing should never do.
let done = 0;

parentPort?.on('message', ({ name, input }: { name: string; input: unknown }) => {
  if (name === 'crash') process.exit(3);
  if (name === 'throw') throw new Error(`no hands for ${String(input)}`);
  if (name === 'refuse')
    parentPort?.postMessage({ ok: false, error: { message: 'a bug', stack: 'Error: a bug\n at drawing' } });
  // Any other order is answered with how many this thread has done; "hang" never is.
  if (name === 'count') parentPort?.postMessage({ ok: true, result: { input, done: ++done } });
});
