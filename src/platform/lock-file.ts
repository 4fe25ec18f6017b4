import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A lock between processes, held by the kernel and gone with the process, even after `kill -9`: no stale lock files to
 * judge. Node offers no file locks; the SQLite inside Node takes them on every system, and nothing is ever written.
 */
export type FileLock = {
  /** Gives the lock back. May be called twice. */
  release(): void;
  /** Makes a shared lock the only one, if nobody else shares it; says whether that worked. */
  makeExclusive(): boolean;
};

export type LockKind = 'exclusive' | 'shared';

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5;
}

/** Takes the lock on `path` (the file is made, empty, when missing), or returns nothing when somebody holds it. */
export function tryLock(path: string, kind: LockKind): FileLock | undefined {
  const file = new DatabaseSync(path, { timeout: 0 });
  const take = (statement: string, read: boolean): boolean => {
    try {
      // No journal beside the file: nothing is ever written that it could undo.
      file.prepare('pragma journal_mode = memory').get();
      file.exec(statement);
      if (read) file.prepare('select count(*) from sqlite_schema').get();
      return true;
    } catch (error) {
      if (file.isTransaction) file.exec('rollback');
      if (isBusy(error)) return false;
      file.close();
      throw error;
    }
  };
  if (!take(kind === 'exclusive' ? 'begin exclusive' : 'begin', kind === 'shared')) {
    file.close();
    return undefined;
  }
  try {
    chmodSync(path, 0o600);
  } catch {
    // Made by another user of the machine: its mode is theirs to set.
  }
  return {
    release: () => {
      if (file.isOpen) file.close();
    },
    makeExclusive: () => {
      if (!file.isOpen) return false;
      if (file.isTransaction) file.exec('rollback');
      return take('begin exclusive', false);
    },
  };
}

/** Waits for the lock, asking every 25 ms; gives up (returns nothing) after `patience` milliseconds. */
export async function waitForLock(path: string, kind: LockKind, patience: number): Promise<FileLock | undefined> {
  const end = Date.now() + patience;
  for (;;) {
    const lock = tryLock(path, kind);
    if (lock !== undefined || Date.now() > end) return lock;
    await sleep(25);
  }
}
