import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import { readConfig } from '../../src/platform/config.ts';
import { connectDatabase } from '../../src/platform/db/connect.ts';
import { silentLog } from '../../src/platform/log.ts';

const root = resolve(import.meta.dirname, '..', '..');

/** The product as people start it, in a process of its own, on a new database that is thrown away afterwards. */
export type Product = {
  port: number;
  pid: number;
  /** The database behind it, for synthetic rows. */
  withDatabase<T>(work: (connection: pg.PoolConfig) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
};

const PATIENCE = 180_000;

export async function startProduct(): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'jamaa-bench-'));
  await chmod(dataDir, 0o711);
  const logFile = join(dataDir, 'bench.log');
  // Settings of whoever runs this must not change what is measured, let alone where the rows go.
  const environment: Record<string, string | undefined> = { PATH: process.env.PATH, HOME: process.env.HOME };
  Object.assign(environment, { JAMAA_DATA_DIR: dataDir, JAMAA_MODE: 'trial', HOST: '127.0.0.1', PORT: '0' });
  const child = spawn(process.execPath, [join(root, 'bin', 'jamaa'), 'serve'], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.pipe(createWriteStream(logFile));

  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  const cut = () => child.kill('SIGTERM');
  process.once('SIGINT', cut).once('SIGTERM', cut);
  try {
    const port = await portOf(child, logFile);
    return {
      port,
      pid: child.pid as number,
      stop,
      withDatabase: async (work) => {
        const { config } = readConfig(environment);
        const database = await connectDatabase({ config, log: silentLog() });
        try {
          return await work(database.connection);
        } finally {
          await database.close();
        }
      },
    };
  } catch (error) {
    await stop();
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
