import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  isAlive,
  postmasterOf,
  startProcess,
  type TestProcess,
  temporaryFolder,
  waitUntil,
} from '../../../test/setup/processes.ts';

const program = join(import.meta.dirname, '../../../test/setup/try-server.ts');

function start(dataDir: string, settings: Record<string, string> = {}, words = ['serve']): TestProcess {
  return startProcess([program, ...words], { JAMAA_DATA_DIR: dataDir, PORT: '0', ...settings });
}

async function addressOf(server: TestProcess): Promise<string> {
  return (await server.waitFor(/answers at (http:\S+)/))[1] ?? '';
}

async function ask(address: string): Promise<{ pid: number; role: string; visits: number }> {
  const response = await fetch(address, { headers: { connection: 'close' } });
  return (await response.json()) as { pid: number; role: string; visits: number };
}

describe('a server', () => {
  test('answers, keeps what it was told, and leaves nothing running after SIGTERM', async () => {
    const folder = await temporaryFolder();
    const server = start(folder);
    const address = await addressOf(server);
    expect(await ask(`${address}/visit`)).toMatchObject({ role: 'serve', visits: 1 });
    const database = postmasterOf(folder) ?? 0;
    expect(isAlive(database)).toBe(true);
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(isAlive(database)).toBe(false);
    expect(server.said()).toContain('The stub is closed.');

    const again = start(folder);
    expect(await ask(await addressOf(again))).toMatchObject({ visits: 1 });
    again.child.kill('SIGINT');
    expect(await again.ended).toBe(0);
    expect(postmasterOf(folder)).toBeUndefined();
  });

  test('finishes what runs before it stops', async () => {
    const folder = await temporaryFolder();
    const server = start(folder);
    const address = await addressOf(server);
    const answer = ask(`${address}/slow`);
    await server.waitFor(/slow begins/);
    server.child.kill('SIGTERM');
    expect(await answer).toMatchObject({ role: 'serve' });
    expect(await server.ended).toBe(0);
  });

  test('serves on after its database was killed', async () => {
    const folder = await temporaryFolder();
    const server = start(folder);
    const address = await addressOf(server);
    await ask(`${address}/visit`);
    process.kill(postmasterOf(folder) ?? 0, 'SIGKILL');
    await server.waitFor(/was started again/);
    await waitUntil(() =>
      ask(address).then(
        ({ visits }) => visits === 1,
        () => false,
      ),
    );
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  });

  test('recovers by itself after it was killed', async () => {
    const folder = await temporaryFolder();
    const killed = start(folder);
    await ask(`${await addressOf(killed)}/visit`);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const next = start(folder);
    expect(await ask(await addressOf(next))).toMatchObject({ visits: 1 });
    next.child.kill('SIGTERM');
    expect(await next.ended).toBe(0);
    expect(postmasterOf(folder)).toBeUndefined();
  });

  test('is not started twice on one data directory', async () => {
    const folder = await temporaryFolder();
    const first = start(folder);
    const address = await addressOf(first);
    const second = start(folder);
    expect(await second.ended).toBe(1);
    expect(second.said().trim()).toBe(
      `Jamaa is already running on the data directory ${folder} (process ${first.pid}, ${address}). ` +
        'Stop it first, or choose another directory with JAMAA_DATA_DIR.',
    );
    expect(await ask(address)).toMatchObject({ pid: first.pid });
  });

  test('with several web processes shares one port and replaces one that dies', async () => {
    const folder = await temporaryFolder();
    const server = start(folder, { JAMAA_WORKERS: '2' });
    const address = await addressOf(server);
    const seen = new Set<number>();
    await waitUntil(async () => seen.add((await ask(address)).pid).size === 2);
    expect(await ask(address)).toMatchObject({ role: 'web' });
    expect(seen.has(server.pid)).toBe(false);
    const [victim = 0] = seen;
    process.kill(victim, 'SIGKILL');
    await server.waitFor(/another takes its place/);
    // Three were seen then: the two of the beginning and the new one.
    await waitUntil(async () => {
      const pid = await ask(address).then(
        (answer) => answer.pid,
        () => victim,
      );
      return seen.add(pid).size === 3;
    });
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    for (const pid of seen) expect(isAlive(pid)).toBe(false);
    expect(postmasterOf(folder)).toBeUndefined();
  });
});

describe('a start that cannot work says one sentence', () => {
  test('when the port is in use, before anything else is begun', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void holder.close());
    await waitUntil(() => holder.address() !== null);
    const { port } = holder.address() as { port: number };
    const folder = await temporaryFolder();
    const server = start(folder, { PORT: String(port) });
    expect(await server.ended).toBe(1);
    expect(server.said().trim()).toBe(
      `Port ${port} on 127.0.0.1 is in use by another program. Stop it, or choose another with PORT.`,
    );
  });

  test('when a setting is wrong', async () => {
    const server = start(await temporaryFolder(), { PORT: 'many' });
    expect(await server.ended).toBe(1);
    expect(server.said().trim()).toBe(
      'Jamaa cannot start with these settings: PORT must be a whole number from 0 to 65535.',
    );
  });

  test('when the data directory cannot be written', async () => {
    const server = start(join(program, 'var'));
    expect(await server.ended).toBe(1);
    expect(server.said().trim()).toMatch(
      /^Jamaa cannot use .* as its data directory: .*\. Choose another with JAMAA_DATA_DIR\.$/,
    );
  });

  test('when the address is not of this machine', async () => {
    const server = start(await temporaryFolder(), { HOST: '192.0.2.1', JAMAA_MODE: 'trial' });
    expect(await server.ended).toBe(1);
    expect(server.said().trim()).toBe('This machine does not have the address 192.0.2.1. Choose another with HOST.');
  });

  test('when nobody answers at the address of the database', async () => {
    const outside = {
      DATABASE_URL: 'postgresql://me:hunter2@127.0.0.1:1/jamaa',
      JAMAA_SECRET: 'x'.repeat(40),
      JAMAA_MODE: 'trial',
    };
    const server = start(await temporaryFolder(), outside);
    expect(await server.ended).toBe(1);
    expect(server.said().trim()).toBe('The database at 127.0.0.1:1/jamaa cannot be used: nobody answers there.');
  });

  test('when there is no such command', async () => {
    const server = start(await temporaryFolder(), {}, ['fly']);
    expect(await server.ended).toBe(1);
    expect(server.said().trim()).toBe('There is no command “fly”. `jamaa help` lists what there is.');
  });
});

describe('a command', () => {
  test('uses the database of the running server, or starts it for its own time', async () => {
    const folder = await temporaryFolder();
    const server = start(folder);
    await ask(`${await addressOf(server)}/visit`);
    const beside = start(folder, {}, ['visits', 'count']);
    expect(await beside.ended).toBe(0);
    expect(beside.said()).toBe('1\n');
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    const alone = start(folder, {}, ['visits', 'count']);
    expect(await alone.ended).toBe(0);
    expect(alone.said()).toBe('1\n');
    expect(postmasterOf(folder)).toBeUndefined();
  });
});
