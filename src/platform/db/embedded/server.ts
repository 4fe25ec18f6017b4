import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { PlainRefusal } from '../../exit.ts';
import type { Log } from '../../log.ts';
import { type Access, connectionOf, useTcp } from './access.ts';
import type { Place } from './place.ts';

const LOG_FILE = 'postgres.log';
const LONGEST_LOG = 10 * 1024 * 1024;

// No personal data in the database's log: no statements, no row contents in messages.
const SETTINGS: Record<string, string> = {
  shared_buffers: '64MB',
  max_connections: '60',
  max_wal_size: '256MB',
  max_logical_replication_workers: '0',
  jit: 'off',
  fsync: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
  lc_messages: 'C',
};

function environmentOf(place: Place): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: place.home, TZ: 'UTC', SystemRoot: process.env.SystemRoot };
}

async function run(place: Place, program: string, args: string[], input = ''): Promise<void> {
  const child = spawn(join(place.bin, program), args, {
    ...place.runAs,
    cwd: place.home,
    env: environmentOf(place),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const status = await new Promise<number | string>((resolve, reject) => {
    child.once('error', (error) => reject(cannotRun(place, program, error)));
    child.once('close', (code, signal) => resolve(code ?? signal ?? 1));
  });
  if (status !== 0) throw new Error(`${program} failed (${status}): ${said.trim().slice(-2000)}`);
}

function cannotRun(place: Place, program: string, error: Error): PlainRefusal {
  const code = 'code' in error ? error.code : undefined;
  const why =
    code === 'EPERM' && place.runAs
      ? 'this process may not switch to another user; start Jamaa as an ordinary user'
      : code === 'ENOENT'
        ? 'it is not made for this system; give the address of a PostgreSQL server in DATABASE_URL'
        : error.message;
  return new PlainRefusal(`The embedded database cannot start (${program}): ${why}.`, { cause: error });
}

/** Where a restored cluster waits, whole, for the moment of its exchange. */
export function nextCluster(place: Place): string {
  return join(place.home, 'next');
}

/** Whether the cluster exists. It is made beside and renamed, so it is whole or absent. */
export async function clusterExists(place: Place): Promise<boolean> {
  if (!existsSync(place.cluster) && existsSync(join(nextCluster(place), 'PG_VERSION'))) {
    // A restore was killed between the two renames of its exchange.
    await rename(nextCluster(place), place.cluster);
  }
  const made = await readFile(join(place.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  return made !== undefined;
}

/** Makes the cluster. An earlier attempt that was interrupted is thrown away. */
export async function makeCluster(place: Place, access: Access): Promise<void> {
  for (const name of await readdir(place.home)) {
    if (name.startsWith('cluster-') || name.startsWith('password-'))
      await rm(join(place.home, name), { recursive: true, force: true });
  }
  const tag = randomUUID().slice(0, 8);
  const draft = join(place.home, `cluster-${tag}`);
  const password = join(place.home, `password-${tag}`);
  await writeFile(password, access.password, { mode: 0o600 });
  if (place.runAs) await chown(password, place.runAs.uid, place.runAs.gid);
  const common = [
    '-D',
    draft,
    '-U',
    access.user,
    `--pwfile=${password}`,
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
    '--no-instructions',
  ];
  const words = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  try {
    try {
      await run(place, 'initdb', [...common, ...words, '--locale=C.UTF-8']);
    } catch (error) {
      if (error instanceof PlainRefusal || !String(error).includes('invalid locale name')) throw error;
      // A system without C.UTF-8 (macOS before 15): the built-in provider does the work anyway.
      await rm(draft, { recursive: true, force: true });
      await run(place, 'initdb', [...common, ...words, '--locale=C']);
    }
    await rename(draft, place.cluster);
  } finally {
    await rm(password, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/** Makes sure that a copied cluster is on the disk: far quicker than asking for each of its thousand files. */
export async function syncCluster(place: Place, folder: string): Promise<void> {
  await run(place, 'initdb', ['--sync-only', '-D', folder]);
}

/** Refuses a cluster that another major version of PostgreSQL made. */
export async function checkVersion(place: Place): Promise<void> {
  const kept = (await readFile(join(place.cluster, 'PG_VERSION'), 'utf8')).trim();
  if (kept === '18') return;
  throw new PlainRefusal(
    `The database in ${place.cluster} was made by PostgreSQL ${kept}, and this Jamaa brings PostgreSQL 18. ` +
      'Make a backup with the Jamaa that made it, then restore it with this one.',
  );
}

type Postmaster = { pid: number; alive: boolean; ours: boolean };

/** Whether a process lives, and its words where the system tells them. One that only waits to be collected is dead. */
async function processOf(pid: number): Promise<{ alive: boolean; command?: string[] }> {
  let alive = true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    alive = error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  if (!alive || process.platform !== 'linux') return { alive };
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return { alive: command !== '', command: command.split('\0') };
}

async function postmasterOf(place: Place): Promise<Postmaster | undefined> {
  let lines: string[];
  try {
    lines = (await readFile(join(place.cluster, 'postmaster.pid'), 'utf8')).split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  const { alive, command } = await processOf(pid);
  // The number may have been given to another process since (always so after a container restarts).
  const ours = alive && (command === undefined ? lines[1] === place.cluster : command.includes(place.cluster));
  return { pid, alive, ours };
}

// Above every process number that Linux gives.
const NO_PROCESS = 2_147_483_646;

/**
 * PostgreSQL believes its lock file as long as any process has the number in it: one that was killed and not yet
 * collected, or another program that got the number. We know better; the rest of the file still guards the shared memory.
 */
async function ownUp(place: Place): Promise<void> {
  const said = await postmasterOf(place);
  if (!said || (said.alive && said.ours)) return;
  const file = join(place.cluster, 'postmaster.pid');
  const [, ...rest] = (await readFile(file, 'utf8')).split('\n');
  await writeFile(file, [NO_PROCESS, ...rest].join('\n'));
  for (const name of await readdir(place.sockets)) await rm(join(place.sockets, name), { force: true });
}

export type State = 'ready' | 'busy' | 'absent' | 'locked';

/** Asks the database how it is. `locked`: it runs, but the password is not the kept one. */
export async function askState(place: Place, access: Access): Promise<State> {
  const client = new pg.Client({
    ...connectionOf(place, access, 'postgres'),
    application_name: 'jamaa state',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    const same = rows[0]?.data_directory === place.cluster;
    return same ? 'ready' : 'absent';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const postmaster = await postmasterOf(place);
    if (code === '28P01' || code === '28000') return postmaster?.ours ? 'locked' : 'absent';
    if (code === '57P03' || code === '53300') return 'busy';
    return postmaster?.alive && postmaster.ours ? 'busy' : 'absent';
  } finally {
    await client.end().catch(() => {});
  }
}

async function openLog(dataDir: string) {
  const path = join(dataDir, LOG_FILE);
  const before = await stat(path).catch(() => undefined);
  if (before && before.size > LONGEST_LOG) await rename(path, `${path}.1`);
  return open(path, 'a', 0o600);
}

async function lastWords(dataDir: string, from: number): Promise<string> {
  const text = await readFile(join(dataDir, LOG_FILE)).catch(() => Buffer.alloc(0));
  return text.subarray(Math.min(from, text.length)).toString('utf8').trim();
}

/**
 * Starts the database and waits until it answers. After a `kill -9` its orphans may still hold the shared memory: it is
 * tried again until they are gone. Where the file system has no sockets, a free port of the loopback is used.
 */
export async function startServer(dataDir: string, place: Place, access: Access, log: Log): Promise<void> {
  const end = Date.now() + 120_000;
  for (;;) {
    await ownUp(place);
    const words = await launch(dataDir, place, access);
    if (words === undefined) return;
    const fatal = words.match(/(?:FATAL|PANIC): {2}(.*)/)?.[1] ?? words.split('\n').at(-1) ?? 'it ended at once';
    if (/pre-existing shared memory block|lock file "postmaster\.pid" already exists/.test(words) && Date.now() < end) {
      log.info('The database of a killed server is still ending; waiting for it.');
      await sleep(500);
    } else if (access.socket && /Unix-domain socket/.test(words)) {
      log.info('This file system has no sockets: the database listens on a loopback port.');
      await useTcp(dataDir, access);
    } else if (
      !access.socket &&
      /could not bind|could not create any TCP\/IP sockets/.test(words) &&
      Date.now() < end
    ) {
      await useTcp(dataDir, access);
    } else {
      throw new PlainRefusal(`The embedded database does not start: ${fatal} (more in ${join(dataDir, LOG_FILE)}).`);
    }
  }
}

async function launch(dataDir: string, place: Place, access: Access): Promise<string | undefined> {
  const settings = {
    ...SETTINGS,
    port: String(access.port),
    listen_addresses: access.socket ? '' : '127.0.0.1',
    unix_socket_directories: access.socket ? place.sockets : '',
  };
  const args = ['-D', place.cluster];
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
  const file = await openLog(dataDir);
  let child: ChildProcess;
  const { size } = await file.stat();
  let ended = false;
  try {
    // Detached: Ctrl-C in a terminal reaches Jamaa only, which stops the database when everything else is done.
    child = spawn(join(place.bin, 'postgres'), args, {
      ...place.runAs,
      cwd: place.home,
      env: environmentOf(place),
      stdio: ['ignore', file.fd, file.fd],
      detached: true,
    });
    child.once('exit', () => {
      ended = true;
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => reject(cannotRun(place, 'postgres', error)));
    });
  } finally {
    await file.close();
  }
  child.unref();
  // Recovery after a crash may take long on a slow disk: as long as the process lives, it is waited for.
  while (!ended) {
    const state = await askState(place, access);
    if (state === 'ready') return undefined;
    if (state === 'locked') await resetPassword(place, access, true);
    await sleep(20);
  }
  return lastWords(dataDir, size);
}

/** Sets the kept password again, for a cluster whose `database.json` was lost. Ends a running server first. */
export async function resetPassword(place: Place, access: Access, running: boolean): Promise<void> {
  if (running) await stopServer(place);
  const literal = `'${access.password.replaceAll("'", "''")}'`;
  await run(
    place,
    'postgres',
    ['--single', '-D', place.cluster, 'postgres'],
    `alter user "${access.user}" password ${literal};\n`,
  );
}

/** Makes the program's own database when it is not there yet. */
export async function makeDatabase(place: Place, access: Access): Promise<void> {
  const client = new pg.Client(connectionOf(place, access, 'postgres'));
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [access.database]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(access.database)}`);
  } finally {
    await client.end();
  }
}

/** Fast shutdown: open transactions are rolled back, everything is written, the files are as after a clean stop. */
export async function stopServer(place: Place): Promise<void> {
  const started = Date.now();
  let asked = '';
  let last = 0;
  for (;;) {
    const postmaster = await postmasterOf(place);
    if (!postmaster?.alive || !postmaster.ours) break;
    last = postmaster.pid;
    const waited = Date.now() - started;
    const signal = waited > 60_000 ? 'SIGKILL' : waited > 30_000 ? 'SIGQUIT' : 'SIGINT';
    if (signal !== asked) {
      if (process.platform === 'win32') {
        await run(place, 'pg_ctl', ['stop', '-m', 'fast', '-W', '-D', place.cluster]).catch(() => {});
      } else {
        try {
          process.kill(postmaster.pid, signal);
        } catch {
          break;
        }
      }
      asked = signal;
    }
    await sleep(20);
  }
  // It takes its lock file away a moment before it ends.
  while (last > 0 && (await processOf(last)).command?.includes(place.cluster)) await sleep(5);
}
