import cluster from 'node:cluster';
import type { RequestListener, Server } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type pg from 'pg';
import { type Clock, checkTimeZoneData, systemClock } from '../clock.ts';
import { type Config, localAddress, type SettledConfig } from '../config.ts';
import { lockServer, openDataDir, type ServerLock } from '../data-dir.ts';
import { type ConnectedDatabase, connectDatabase } from '../db/connect.ts';
import type { Log } from '../log.ts';
import { checkPort, finishRequests, listen } from './listen.ts';
import { aborted, listenToStopSignals } from './stop-signals.ts';
import { startWebProcesses, type WebProcesses } from './web-processes.ts';

/** `serve` answers requests and does the jobs, `web` and `work` one of the two. */
export type Role = 'serve' | 'web' | 'work';

export type AppDeps = {
  config: SettledConfig;
  log: Log;
  clock: Clock;
  database: { url: string; connection: pg.PoolConfig };
  role: Role;
  /** See `RunnerDeps`; absent, as always but in measures: thousands. */
  batchLimit?: number;
};

/** The program put together: migrated, loaded, its jobs running where the role says so. */
export type App = {
  listener: RequestListener;
  close(): Promise<void>;
};

export type OpenApp = (deps: AppDeps) => Promise<App>;

const PATIENCE = 10_000;

async function within(milliseconds: number, hurry: AbortSignal, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const done = await Promise.race([work.then(() => true), late, aborted(hurry).then(() => false as const)]);
  clearTimeout(timer);
  return done;
}

/**
 * The whole life of a server: refuses early what cannot work, opens the database and the program, prints the address, and
 * on SIGTERM or Ctrl-C stops accepting, finishes what runs (at most 10 s), closes the program and the embedded database.
 * Returns the exit status. With several workers, this process keeps the database and the jobs and its children answer.
 */
export async function serve(options: {
  config: Config;
  log: Log;
  openApp: OpenApp;
  role?: Role;
  clock?: Clock;
  say?: (line: string) => void;
  /** The program that web processes run; the running one unless a test says otherwise. */
  file?: string;
}): Promise<number> {
  const { log, openApp, role = 'serve', clock = systemClock } = options;
  const say = options.say ?? ((line: string) => process.stdout.write(`${line}\n`));
  const child = cluster.isWorker;
  const several = !child && role !== 'work' && options.config.workers > 1;
  checkTimeZoneData();

  const signals = listenToStopSignals();
  let config: Config = options.config;
  let lock: ServerLock | undefined;
  let database: ConnectedDatabase | undefined;
  let app: App | undefined;
  let server: Server | undefined;
  let webProcesses: WebProcesses | undefined;
  let status = 0;

  const broken = (what: string) => (error: unknown) => {
    log.fatal({ err: error }, what);
    status = 1;
    signals.ask();
  };
  const lost = broken('The database is lost; Jamaa stops.');
  const fault = broken('A fault that nobody caught; Jamaa stops.');
  process.on('uncaughtException', fault);

  try {
    config = { ...config, dataDir: await openDataDir(config.dataDir) };
    if (!child && !config.databaseUrl) lock = await lockServer(config.dataDir);
    if (!child && role !== 'work') {
      const port = await checkPort(config.host, config.port);
      if (config.port === 0) config = { ...config, port, publicUrl: withPort(config, port) };
    }
    database = await connectDatabase({ config, log, onLost: lost });
    const parts = { url: database.url, connection: database.connection };
    // With several web processes this one only does the jobs, if it does any.
    const ownRole = several ? (role === 'serve' ? 'work' : undefined) : role;
    if (ownRole && !signals.polite.aborted) {
      app = await openApp({ config: database.config, log, clock, database: parts, role: ownRole });
    }
    returnMemory();
    if (!signals.polite.aborted) {
      const address = localAddress(config.host, config.port);
      if (several) {
        const file = options.file ?? process.argv[1] ?? '';
        const environment = { PORT: String(config.port), JAMAA_PUBLIC_URL: config.publicUrl };
        webProcesses = await startWebProcesses({ count: config.workers, file, environment, log });
        void webProcesses.failed.then(() => broken('The web processes keep ending; Jamaa stops.')(undefined));
      } else if (app && role !== 'work') {
        server = await listen(app.listener, config.host, config.port);
      }
      if (!child) {
        await lock?.note(role === 'work' ? undefined : address);
        say(role === 'work' ? 'Jamaa is at work.' : `Jamaa answers at ${address}`);
      }
      await aborted(signals.polite);
    }
  } finally {
    const webEnded = webProcesses?.stop();
    await lock?.noteStopping();
    const began = performance.now();
    const left = () => Math.max(500, PATIENCE - (performance.now() - began));
    try {
      await webEnded;
      if (server) await finishRequests(server, PATIENCE, signals.impatient);
      if (app && !(await within(left(), signals.impatient, app.close()))) {
        log.warn('Not everything was finished in time; the rest is left to the next start.');
      }
    } catch (error) {
      log.error({ err: error }, 'The program did not close cleanly.');
      status = 1;
    } finally {
      await database?.close();
      await lock?.release();
      process.off('uncaughtException', fault);
      signals.end();
    }
  }
  return signals.impatient.aborted ? 1 : status;
}

/** Loading the first data leaves garbage that Node would keep for as long as nobody else needs the memory. */
function returnMemory(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

function withPort(config: Config, port: number): string {
  return config.publicUrl === localAddress(config.host, 0) ? localAddress(config.host, port) : config.publicUrl;
}
