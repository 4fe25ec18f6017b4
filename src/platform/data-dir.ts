import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, link, mkdir, open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlainRefusal } from './exit.ts';
import { newSecret } from './ids.ts';
import { tryLock } from './lock-file.ts';

/** Where the things of a data directory are. */
export const inDataDir = {
  secret: 'secret',
  files: 'files',
  mail: 'mail',
  serverLock: 'server.lock',
  serverNote: 'server.json',
} as const;

type ServerNote = { pid: number; address?: string; stopping?: boolean };

/** The right to be the one server of a data directory. */
export type ServerLock = {
  /** Keeps the address where the server listens, for the message a second start shows and for commands. */
  note(address: string | undefined): Promise<void>;
  /** Says that it is stopping, so that the next start waits for it instead of refusing. */
  noteStopping(): Promise<void>;
  release(): Promise<void>;
};

// A server that was told to stop has ten seconds for what runs, then closes its database.
const STOPPING_PATIENCE = 30_000;
const PATIENCE = 2_000;

/** Writes a file whole or not at all: a crash leaves the old one. */
export async function writeWhole(path: string, content: string, mode = 0o600): Promise<void> {
  const draft = `${path}.${randomUUID().slice(0, 8)}.new`;
  try {
    const file = await open(draft, 'wx', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM') return 'this user may not write there';
  if (code === 'EROFS') return 'it is on a read-only file system';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'the disk is full';
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'there is a file in its place';
  return error instanceof Error ? error.message : String(error);
}

/**
 * Makes the data directory when it is missing and checks that it can be written.
 * Returns its real path (links followed): that path decides which database belongs to it.
 */
export async function openDataDir(path: string): Promise<string> {
  const asRoot = process.getuid?.() === 0;
  try {
    const made = await mkdir(path, { recursive: true });
    // The database runs as another user when Jamaa was started as root: it must pass through, and see no names.
    if (made !== undefined) await chmod(path, asRoot ? 0o711 : 0o700);
    const real = await realpath(path);
    if (!(await stat(real)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    await access(real, constants.W_OK | constants.X_OK);
    const trial = join(real, `.write-${randomUUID().slice(0, 8)}`);
    await writeFile(trial, '', { flag: 'wx', mode: 0o600 });
    await rm(trial, { force: true });
    return real;
  } catch (error) {
    throw new PlainRefusal(
      `Jamaa cannot use ${path} as its data directory: ${reason(error)}. Choose another with JAMAA_DATA_DIR.`,
      { cause: error },
    );
  }
}

/** The secret of this data directory: made on the first call, the same for ever after, readable by its owner only. */
export async function keptSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, inDataDir.secret);
  for (;;) {
    try {
      const kept = (await readFile(path, 'utf8')).trim();
      if (kept.length >= 32) return kept;
      throw new PlainRefusal(`${path} is damaged. Put the secret back from a backup, or give JAMAA_SECRET.`);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
        if (error instanceof PlainRefusal) throw error;
        throw new PlainRefusal(`Jamaa cannot read ${path}: ${reason(error)}.`, { cause: error });
      }
    }
    // Two processes may be here at once: `link` lets the first win and both read its secret.
    const draft = `${path}.${randomUUID().slice(0, 8)}.new`;
    await writeWhole(draft, `${newSecret(48)}\n`);
    try {
      await link(draft, path);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    } finally {
      await rm(draft, { force: true });
    }
  }
}

/** What the running server of this data directory noted about itself, if one runs. */
export async function runningServer(dataDir: string): Promise<ServerNote | undefined> {
  const lock = tryLock(join(dataDir, inDataDir.serverLock), 'shared');
  if (lock !== undefined) {
    lock.release();
    return undefined;
  }
  try {
    return JSON.parse(await readFile(join(dataDir, inDataDir.serverNote), 'utf8')) as ServerNote;
  } catch {
    return { pid: 0 };
  }
}

/**
 * Takes the server lock of the data directory, or refuses with a sentence that says who has it. A server that is just
 * stopping (a restart, a killed launcher) is waited for.
 */
export async function lockServer(dataDir: string): Promise<ServerLock> {
  const path = join(dataDir, inDataDir.serverNote);
  const began = Date.now();
  let lock = tryLock(join(dataDir, inDataDir.serverLock), 'exclusive');
  while (lock === undefined) {
    const other = await runningServer(dataDir);
    if (Date.now() - began > (other?.stopping ? STOPPING_PATIENCE : PATIENCE)) {
      const who = other?.pid ? ` (process ${other.pid}${other.address ? `, ${other.address}` : ''})` : '';
      throw new PlainRefusal(
        `Jamaa is already running on the data directory ${dataDir}${who}. Stop it first, or choose another directory with JAMAA_DATA_DIR.`,
      );
    }
    await sleep(50);
    lock = tryLock(join(dataDir, inDataDir.serverLock), 'exclusive');
  }
  const held = lock;
  const write = (more: Omit<ServerNote, 'pid'>) =>
    writeWhole(path, JSON.stringify({ pid: process.pid, ...more } satisfies ServerNote)).catch(() => {});
  await write({});
  return {
    note: (address) => write({ address }),
    noteStopping: () => write({ stopping: true }),
    release: async () => {
      await rm(path, { force: true });
      held.release();
    },
  };
}
