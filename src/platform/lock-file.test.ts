import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startProcess, temporaryFolder } from '../../test/setup/processes.ts';
import { tryLock, waitForLock } from './lock-file.ts';

test('an exclusive lock is held once, and again after it was given back', async () => {
  const path = join(await temporaryFolder(), 'lock');
  const first = tryLock(path, 'exclusive');
  expect(first).toBeDefined();
  expect(tryLock(path, 'exclusive')).toBeUndefined();
  expect(tryLock(path, 'shared')).toBeUndefined();
  first?.release();
  first?.release();
  const next = tryLock(path, 'exclusive');
  expect(next).toBeDefined();
  next?.release();
});

test('a shared lock becomes exclusive only for the last who has it', async () => {
  const path = join(await temporaryFolder(), 'lock');
  const one = tryLock(path, 'shared');
  const two = tryLock(path, 'shared');
  expect(one?.makeExclusive()).toBe(false);
  one?.release();
  expect(two?.makeExclusive()).toBe(true);
  expect(tryLock(path, 'shared')).toBeUndefined();
  two?.release();
});

test('a lock is gone with a killed process, and can be waited for', async () => {
  const path = join(await temporaryFolder(), 'lock');
  const code = `import { tryLock } from ${JSON.stringify(join(import.meta.dirname, 'lock-file.ts'))};
    console.log(tryLock(${JSON.stringify(path)}, 'exclusive') ? 'held' : 'refused'); setInterval(() => {}, 1e6);`;
  const other = startProcess(['--input-type=module', '-e', code]);
  await other.waitFor(/held/);
  expect(tryLock(path, 'exclusive')).toBeUndefined();
  const waiting = waitForLock(path, 'exclusive', 30_000);
  other.child.kill('SIGKILL');
  const lock = await waiting;
  expect(lock).toBeDefined();
  lock?.release();
});

test('waiting ends without a lock when patience is over', async () => {
  const path = join(await temporaryFolder(), 'lock');
  const lock = tryLock(path, 'exclusive');
  expect(await waitForLock(path, 'shared', 50)).toBeUndefined();
  lock?.release();
});
