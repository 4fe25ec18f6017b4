import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** A program that a test started. It never outlives the test. */
export type TestProcess = {
  pid: number;
  child: ChildProcess;
  /** Everything it printed so far, both streams. */
  said(): string;
  /** Waits until it prints something that matches; fails when it ends first. */
  waitFor(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Its exit status, or the signal that ended it. */
  ended: Promise<number | string>;
};

/** Starts `node FILE …` with only the given settings on top of a plain environment. */
export function startProcess(
  args: string[],
  settings: Record<string, string> = {},
  node = process.execPath,
): TestProcess {
  const child = spawn(node, args, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  let over = false;
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => {
      over = true;
      resolve(code ?? signal ?? 'unknown');
    });
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    pid: child.pid ?? 0,
    child,
    said: () => output,
    ended,
    waitFor: async (pattern) => {
      for (;;) {
        const found = output.match(pattern);
        if (found) return found;
        if (over) throw new Error(`It ended without saying ${pattern}:\n${output}`);
        await sleep(20);
      }
    },
  };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie that nobody has collected yet is dead.
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

export async function waitUntil(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}

/** The process number of the embedded database of a data directory, when it runs. */
export function postmasterOf(dataDir: string): number | undefined {
  const file = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return pid > 0 && isAlive(pid) ? pid : undefined;
}

/** An empty folder for one test; a database that is still running in it is ended with it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'jamaa-try-')));
  // Started as root, the database runs as another user, who must be able to pass.
  await chmod(folder, 0o711);
  onTestFinished(async () => {
    for (const inside of [folder, ...(await readdir(folder)).map((name) => join(folder, name))]) {
      const left = postmasterOf(inside);
      if (left === undefined) continue;
      process.kill(left, 'SIGQUIT');
      await waitUntil(() => !isAlive(left));
    }
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}
