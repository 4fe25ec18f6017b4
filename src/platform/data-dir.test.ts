import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/setup/processes.ts';
import { inDataDir, keptSecret, lockServer, openDataDir, runningServer, writeWhole } from './data-dir.ts';

describe('the data directory', () => {
  test('is made when missing, closed to others, and found through links', async () => {
    const folder = await temporaryFolder();
    const made = await openDataDir(join(folder, 'deep', 'var'));
    expect((await stat(made)).mode & 0o777).toBe(process.getuid?.() === 0 ? 0o711 : 0o700);
    await symlink(made, join(folder, 'link'));
    expect(await openDataDir(join(folder, 'link'))).toBe(made);
    expect(await readdir(made)).toEqual([]);
  });

  test('is refused in one sentence where this user may not write', async () => {
    const folder = await temporaryFolder();
    const closed = join(folder, 'closed');
    await mkdir(closed);
    await chmod(closed, 0o555);
    await chmod(folder, 0o755);
    const asRoot = process.getuid?.() === 0;
    if (asRoot) process.seteuid?.(65534);
    try {
      await expect(openDataDir(closed)).rejects.toThrow(
        `Jamaa cannot use ${closed} as its data directory: this user may not write there. Choose another with JAMAA_DATA_DIR.`,
      );
      await expect(openDataDir(join(closed, 'new'))).rejects.toThrow('this user may not write there');
    } finally {
      if (asRoot) process.seteuid?.(0);
    }
  });

  test('is refused where a file is in its place', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    await expect(openDataDir(file)).rejects.toThrow('there is a file in its place');
    await expect(openDataDir(join(file, 'var'))).rejects.toThrow('there is a file in its place');
  });
});

describe('the secret', () => {
  test('is made once, also by many at the same time, and only its owner reads it', async () => {
    const folder = await temporaryFolder();
    const secrets = await Promise.all(Array.from({ length: 20 }, () => keptSecret(folder)));
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]).toMatch(/^[\w-]{64}$/);
    expect(await keptSecret(folder)).toBe(secrets[0]);
    expect((await stat(join(folder, inDataDir.secret))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual([inDataDir.secret]);
  });

  test('is never replaced silently when it is damaged', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, inDataDir.secret), '\n');
    await expect(keptSecret(folder)).rejects.toThrow('is damaged');
  });
});

describe('the server lock', () => {
  test('is held by one, who says where it listens', async () => {
    const folder = await temporaryFolder();
    expect(await runningServer(folder)).toBeUndefined();
    const lock = await lockServer(folder);
    await lock.note('http://localhost:3000');
    expect(await runningServer(folder)).toEqual({ pid: process.pid, address: 'http://localhost:3000' });
    await expect(lockServer(folder)).rejects.toThrow(
      `Jamaa is already running on the data directory ${folder} (process ${process.pid}, http://localhost:3000).`,
    );
    await lock.release();
    expect(await runningServer(folder)).toBeUndefined();
  });

  test('is waited for while its holder is stopping', async () => {
    const folder = await temporaryFolder();
    const first = await lockServer(folder);
    await first.noteStopping();
    const second = lockServer(folder);
    await first.release();
    await (await second).release();
  });
});

test('a file is written whole or not at all', async () => {
  const folder = await temporaryFolder();
  await writeWhole(join(folder, 'note'), 'one');
  await writeWhole(join(folder, 'note'), 'two');
  expect(await readFile(join(folder, 'note'), 'utf8')).toBe('two');
  await expect(writeWhole(join(folder, 'absent', 'note'), 'x')).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['note']);
});
