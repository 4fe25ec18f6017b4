import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { Unavailable } from '../errors.ts';
import { keepResults } from './kept-results.ts';
import type { TaskName } from './tasks.ts';
import { openWorkshop, type Workshop, type WorkshopOptions } from './workshop.ts';

const open: Workshop[] = [];

/** A workshop with the odd process, and its orders without types. */
function oddWorkshop(options: WorkshopOptions = {}) {
  const made = openWorkshop({ entry: new URL('./odd-process.ts', import.meta.url), ...options });
  open.push(made);
  const run = (name: string, input?: unknown, keep = false) =>
    made.run(name as TaskName, input as never, { keep }) as Promise<unknown>;
  return { run, state: made.state, close: made.close };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

describe('the workshop', () => {
  it('starts its process with the first order and does orders one after another', async () => {
    const { run, state } = oddWorkshop();
    expect(state().process).toBeUndefined();
    const answers = await Promise.all(['a', 'b', 'c'].map((input) => run('count', input)));
    expect(answers).toEqual(['a', 'b', 'c'].map((input, at) => ({ input, done: at + 1 })));
  });

  it('does the same order once when it may be kept, however many ask', async () => {
    const { run, state } = oddWorkshop();
    const answers = await Promise.all([run('count', 'a', true), run('count', 'a', true), run('count', 'b', true)]);
    expect(answers.map((answer) => (answer as { done: number }).done)).toEqual([1, 1, 2]);
    expect(await run('count', 'a', true)).toEqual({ input: 'a', done: 1 });
    expect(await run('count', 'a')).toEqual({ input: 'a', done: 3 });
    expect(state().kept).toBeGreaterThan(0);
  });

  it('refuses when too many wait', async () => {
    const { run } = oddWorkshop({ bound: 2 });
    const orders = [0, 1, 2, 3].map((input) => run('count', input));
    await expect(orders[3]).rejects.toBeInstanceOf(Unavailable);
    expect(await Promise.all(orders.slice(0, 3))).toHaveLength(3);
  });

  it('survives a process that ends, and loses only the order it was at', async () => {
    const { run } = oddWorkshop();
    await run('count', 1);
    const [crashed, next] = await Promise.allSettled([run('crash'), run('count', 2)]);
    expect(crashed).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('status 3') } });
    expect(next).toEqual({ status: 'fulfilled', value: { input: 2, done: 1 } });
  });

  it('says what went wrong, with where', async () => {
    const { run } = oddWorkshop();
    await expect(run('refuse')).rejects.toMatchObject({ message: 'a bug', stack: 'Error: a bug\n at drawing' });
    expect(await run('count', 1)).toEqual({ input: 1, done: 1 });
  });

  it('gives a drawing up that never ends, and its process with it', async () => {
    const { run, state } = oddWorkshop({ patience: 1 });
    await expect(run('hang')).rejects.toThrow('hang took longer than 1 ms');
    expect(state()).toMatchObject({ process: undefined, running: false });
  });

  it('refuses an order that cannot be sent and goes on', async () => {
    const { run } = oddWorkshop();
    await expect(run('count', () => 1)).rejects.toThrow('could not be cloned');
    expect(await run('count', 1)).toEqual({ input: 1, done: 1 });
  });

  it('lets its process go when there is nothing to do, and takes another later', async () => {
    const { run, state } = oddWorkshop({ idle: 1 });
    await run('count', 1);
    await expect.poll(() => state().process, { timeout: 30_000 }).toBeUndefined();
    expect(await run('count', 2)).toEqual({ input: 2, done: 1 });
  });

  it("gives its process nothing of the server's environment", async () => {
    process.env.JAMAA_SECRET = 'a secret';
    try {
      const { run } = oddWorkshop();
      const { settings } = (await run('about')) as { settings: string[] };
      expect(settings).toContain('MALLOC_ARENA_MAX');
      expect(settings.filter((name) => !/^(MALLOC_ARENA_MAX|NODE_CHANNEL_\w+)$/.test(name))).toEqual([]);
    } finally {
      delete process.env.JAMAA_SECRET;
    }
  });

  it('leaves no process behind when the server is killed', async () => {
    const program = `
      const { openWorkshop } = await import(${JSON.stringify(new URL('./workshop.ts', import.meta.url).href)});
      const made = openWorkshop({ entry: new URL(${JSON.stringify(new URL('./odd-process.ts', import.meta.url).href)}) });
      console.log((await made.run('about')).pid);
      await made.run('hang');`;
    const server = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(server.stdout, 'data')) as [Buffer];
    const pid = Number(said.toString());
    expect(isAlive(pid)).toBe(true);
    server.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 30_000 }).toBe(false);
  });

  it('refuses everything once it is closed', async () => {
    const { run, close } = oddWorkshop();
    const orders = [run('hang'), run('count', 1)];
    const refused = Promise.allSettled(orders);
    await close();
    for (const each of await refused) expect(each).toMatchObject({ status: 'rejected', reason: { status: 503 } });
    await expect(run('count', 1)).rejects.toBeInstanceOf(Unavailable);
  });
});

describe('what is kept', () => {
  it('stays within its limit, forgets what was used longest ago, and keeps nothing too big', () => {
    const kept = keepResults(1000);
    for (const key of ['a', 'b', 'c']) kept.set(key, new Uint8Array(100));
    expect(kept.get('a')).toHaveLength(100);
    for (let at = 0; at < 8; at++) kept.set(`later ${at}`, new Uint8Array(100));
    expect(kept.size).toBe(1000);
    expect(kept.get('a')).toBeDefined();
    expect(kept.get('b')).toBeUndefined();
    kept.set('big', new Uint8Array(200));
    expect(kept.get('big')).toBeUndefined();
  });
});
