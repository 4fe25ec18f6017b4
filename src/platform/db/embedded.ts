import { rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { PlainRefusal } from '../exit.ts';
import { type FileLock, tryLock, waitForLock } from '../lock-file.ts';
import type { Log } from '../log.ts';
import { type Access, connectionOf, readAccess, urlOf, writeAccess } from './embedded/access.ts';
import { findPlace, type Place, type RunAs } from './embedded/place.ts';
import {
  askState,
  checkVersion,
  clusterExists,
  makeCluster,
  makeDatabase,
  nextCluster,
  resetPassword,
  startServer,
  stopServer,
  syncCluster,
} from './embedded/server.ts';

/** The embedded database, open for this process. */
export type Embedded = {
  /** For programs that take an address only. */
  url: string;
  /** For `pg.Pool` and `pg.Client`. */
  connection: pg.PoolConfig;
  /** Leaves the database; the last process that leaves stops it cleanly. May be called twice. */
  stop(): Promise<void>;
  /** Whether this call started it; otherwise it joined the one that was running. */
  started: boolean;
  /** The folder of the cluster, for backup. */
  cluster: string;
};

const CHANGE_LOCK = 'database-change.lock';
const USERS_LOCK = 'database-users.lock';
const PATIENCE = 180_000;

async function changeLock(dataDir: string): Promise<FileLock> {
  const lock = await waitForLock(join(dataDir, CHANGE_LOCK), 'exclusive', PATIENCE);
  if (lock) return lock;
  throw new PlainRefusal(`Another process has been starting or stopping the database in ${dataDir} for minutes.`);
}

/** Brings the database up, whatever a crash left; says whether it had to be started. The change lock is held. */
async function bringUp(dataDir: string, place: Place, access: Access, known: boolean, log: Log): Promise<boolean> {
  if (!(await clusterExists(place))) {
    log.info('Creating the database.');
    await makeCluster(place, access);
  } else {
    await checkVersion(place);
    if (!known) await resetPassword(place, access, true);
  }
  const end = Date.now() + PATIENCE;
  for (;;) {
    const state = await askState(place, access);
    if (state === 'ready') return false;
    if (state === 'locked') await resetPassword(place, access, true);
    if (state === 'absent') {
      await startServer(dataDir, place, access, log);
      return true;
    }
    if (Date.now() > end)
      throw new PlainRefusal(`The database in ${dataDir} has not answered for minutes; see postgres.log there.`);
    await sleep(50);
  }
}

/** A closed pool has said goodbye, but the server may not have heard it yet: stopping now would be answered as an error. */
async function othersGone(anchor: pg.Client): Promise<void> {
  const others = `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
  const end = Date.now() + 1000;
  while (Date.now() < end) {
    const left = await anchor.query(others).catch(() => undefined);
    if (!left?.rowCount) return;
    await sleep(10);
  }
}

/**
 * Opens the embedded PostgreSQL of a data directory: creates it the first time, starts it when it does not run, joins it
 * when it does (a command beside the server, a server after `kill -9` of the one before). While this process uses it, a
 * database that dies is started again; `onLost` is called when that fails. `dataDir` is what `openDataDir` returned.
 */
export async function openEmbedded(options: {
  dataDir: string;
  log: Log;
  onLost?: (error: unknown) => void;
}): Promise<Embedded> {
  const { dataDir, log } = options;
  let change = await changeLock(dataDir);
  let started: boolean;
  let place: Place;
  let access: Access;
  let users: FileLock | undefined;
  try {
    place = await findPlace(dataDir, log);
    const kept = await readAccess(dataDir, place);
    access = kept.access;
    started = await bringUp(dataDir, place, access, kept.known, log);
    await makeDatabase(place, access);
    users = tryLock(join(dataDir, USERS_LOCK), 'shared');
    if (!users)
      throw new PlainRefusal(`The database in ${dataDir} is being moved or restored; try again when that is done.`);
  } finally {
    change.release();
  }

  const membership = users;
  let stopping = false;
  let anchor: pg.Client | undefined;

  // One connection that does nothing: its end tells at once that the database died.
  const watch = async () => {
    const client = new pg.Client({ ...connectionOf(place, access), application_name: 'jamaa watch', keepAlive: true });
    let gone = false;
    const end = () => {
      if (gone) return;
      gone = true;
      if (anchor === client) anchor = undefined;
      if (!stopping) void restore();
    };
    client.on('error', end);
    await client.connect();
    client.on('end', end);
    anchor = client;
    if (stopping) await client.end().catch(() => {});
  };

  const restore = async () => {
    const end = Date.now() + 60_000;
    while (!stopping) {
      try {
        log.warn('The connection to the database ended; making sure that it runs.');
        change = await changeLock(dataDir);
        try {
          if (stopping) return;
          const port = access.port;
          const again = await bringUp(dataDir, place, access, true, log);
          if (access.port !== port) throw new Error('the port of the database was taken by another program');
          if (again) log.warn('The database had died and was started again.');
        } finally {
          change.release();
        }
        return await watch();
      } catch (error) {
        log.error({ err: error }, 'The database could not be started again.');
        if (Date.now() > end || /port of the database/.test(String(error))) {
          options.onLost?.(error);
          return;
        }
        await sleep(1000);
      }
    }
  };

  await watch();

  let left: Promise<void> | undefined;
  const leave = async () => {
    stopping = true;
    const last = await changeLock(dataDir);
    try {
      const alone = membership.makeExclusive();
      if (alone && anchor) await othersGone(anchor);
      await anchor?.end().catch(() => {});
      if (alone) await stopServer(place);
    } finally {
      membership.release();
      last.release();
    }
  };

  return {
    url: urlOf(place, access),
    connection: connectionOf(place, access),
    cluster: place.cluster,
    started,
    stop: () => {
      left ??= leave();
      return left;
    },
  };
}

/**
 * Puts another cluster in the place of this data directory's, for `restore`. Refuses while anybody uses the database.
 * `fill` writes the new one into a folder (as that owner); until it is whole nothing is touched. The old one is kept:
 * returns its folder. `swapRest` runs right after the exchange.
 */
export async function replaceCluster(options: {
  dataDir: string;
  log: Log;
  access: Pick<Access, 'user' | 'password' | 'database'>;
  aside: string;
  fill(folder: string, owner: RunAs | undefined): Promise<void>;
  swapRest(): Promise<void>;
}): Promise<string | undefined> {
  const { dataDir, log, aside, fill, swapRest } = options;
  const { user, password, database } = options.access;
  const change = await changeLock(dataDir);
  const users = tryLock(join(dataDir, USERS_LOCK), 'exclusive');
  try {
    if (!users)
      throw new PlainRefusal('Another command is using the database. Let it end, then restore. Nothing was changed.');
    const place = await findPlace(dataDir, log);
    const draft = join(place.home, 'cluster-restored');
    const next = nextCluster(place);
    const before = join(place.home, basename(aside));
    try {
      await rm(draft, { recursive: true, force: true });
      await fill(draft, place.runAs);
      await syncCluster(place, draft);
      const existed = await clusterExists(place);
      if (existed) await stopServer(place);
      const { access } = await readAccess(dataDir, place);
      await rm(next, { recursive: true, force: true });
      await rename(draft, next);
      if (existed) await rename(place.cluster, before);
      await rename(next, place.cluster);
      await writeAccess(dataDir, { ...access, user, password, database });
      await swapRest();
      return existed ? before : undefined;
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  } finally {
    users?.release();
    change.release();
  }
}
