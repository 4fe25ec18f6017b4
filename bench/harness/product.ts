import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import { readConfig } from '#platform/config.ts';
import { connectDatabase } from '#platform/db/connect.ts';
import { type Keys, keysOf } from '#platform/keys.ts';
import { silentLog } from '#platform/log.ts';

const root = resolve(import.meta.dirname, '..', '..');

/** The product as people start it, in a process of its own, on a new database that is thrown away afterwards. */
export type Product = {
  port: number;
  pid: number;
  /** What it was started with, for another program beside it. */
  settings: Readonly<Record<string, string | undefined>>;
  /** Stops it in good order and starts it again, on the same database; `between` happens while nothing runs. */
  restart(between?: () => Promise<void>): Promise<void>;
  /** The database behind it, for synthetic rows. Cut short when this process is told to stop. */
  withDatabase<T>(work: (connection: pg.PoolConfig, stopped: AbortSignal, behind: Behind) => Promise<T>): Promise<T>;
  /** Runs a command of the product beside it (`verify`); answers what it printed, or throws with it. */
  run(...words: string[]): string;
  stop(): Promise<void>;
};

/** What only the product itself knows: the keys of its secret, and the process of its database. */
export type Behind = { keys: Keys; postmaster: number };

const PATIENCE = 180_000;

/** `settings`: beside those every measure has. */
export async function startProduct(settings: Record<string, string> = {}): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'jamaa-bench-'));
  await chmod(dataDir, 0o711);
  const logFile = join(dataDir, 'bench.log');
  // Settings of whoever runs this must not change what is measured, let alone where the rows go.
  const environment: Record<string, string | undefined> = { PATH: process.env.PATH, HOME: process.env.HOME };
  Object.assign(environment, { JAMAA_DATA_DIR: dataDir, JAMAA_MODE: 'trial', HOST: '127.0.0.1', PORT: '0' });
  Object.assign(environment, settings);
  const interrupted = new AbortController();
  let child: ChildProcess | undefined;

  const start = async () => {
    interrupted.signal.throwIfAborted();
    child = spawn(process.execPath, [join(root, 'bin', 'jamaa'), 'serve'], {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stderr?.pipe(createWriteStream(logFile, { flags: 'a' }));
    product.port = await portOf(child, logFile);
    product.pid = child.pid as number;
  };
  const end = async () => {
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise((done) => ending.once('exit', done));
    ending.kill('SIGTERM');
    await ended;
  };
  const product: Product = {
    port: 0,
    pid: 0,
    settings: environment,
    restart: async (between) => {
      await end();
      await between?.();
      await start();
    },
    run: (...words) =>
      execFileSync(process.execPath, [join(root, 'bin', 'jamaa'), ...words], {
        cwd: root,
        env: environment,
        encoding: 'utf8',
      }),
    stop: async () => {
      await end();
      await rm(dataDir, { recursive: true, force: true });
    },
    withDatabase: async (work) => {
      const { config } = readConfig(environment);
      const database = await connectDatabase({ config, log: silentLog() });
      try {
        const cluster = database.embedded?.cluster ?? '';
        const postmaster = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
        return await work(database.connection, interrupted.signal, {
          keys: keysOf(database.config.secret),
          postmaster,
        });
      } finally {
        await database.close();
      }
    },
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      interrupted.abort(new Error('stopped'));
      child?.kill('SIGTERM');
    });
  try {
    await start();
    return product;
  } catch (error) {
    await product.stop();
    throw error;
  }
}

function portOf(child: ChildProcess, logFile: string): Promise<number> {
  return new Promise((found, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error('the server did not say its address in time')), PATIENCE);
    child.stdout?.setEncoding('utf8').on('data', (part) => {
      said += part;
      const address = /http:\/\/localhost:(\d+)/.exec(said);
      if (!address) return;
      clearTimeout(late);
      found(Number(address[1]));
    });
    child.once('close', () => {
      clearTimeout(late);
      const log = existsSync(logFile) ? readFileSync(logFile, 'utf8').slice(-2_000) : '';
      reject(new Error(`the server ended before it answered:\n${log}`));
    });
  });
}

/** Memory that a process holds, in megabytes. */
export function residentMegabytes(pid: number): number {
  const kilobytes = existsSync(`/proc/${pid}/status`)
    ? /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  return Number(kilobytes) / 1024;
}

/** Seconds of processor time that a process has used, its threads included; undefined where the system does not tell. */
export function processorSeconds(pid: number): number | undefined {
  if (!existsSync(`/proc/${pid}/stat`)) return undefined;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  // In ticks of 1/100 s on every Linux that Node runs on.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
