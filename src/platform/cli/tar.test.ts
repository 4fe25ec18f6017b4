import { execFileSync } from 'node:child_process';
import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/setup/processes.ts';
import { archiveEnd, entryEnd, entryHeader, readArchive, type TarEntry } from './tar.ts';

const long = `data/files/${'x'.repeat(120)}/مرفق — pièce n° 1.pdf`;

function archiveOf(contents: Record<string, string | null>): Buffer {
  const parts = Object.entries(contents).flatMap(([name, text]) => {
    const bytes = Buffer.from(text ?? '');
    const entry: TarEntry = { name, kind: text === null ? 'folder' : 'file', size: bytes.length };
    return [entryHeader(entry), bytes, entryEnd(bytes.length)];
  });
  return Buffer.concat([...parts, archiveEnd()]);
}

async function readAll(path: string) {
  const file = await open(path);
  try {
    const whole = await readFile(path);
    const found: [string, string, string][] = [];
    for await (const { name, kind, size, position } of readArchive(file)) {
      found.push([name, kind, whole.toString('utf8', position, position + size)]);
    }
    return found;
  } finally {
    await file.close();
  }
}

test('what is written is read again, long and foreign names too', async () => {
  const path = join(await temporaryFolder(), 'a.tar');
  const contents = { 'note.json': '{}', cluster: null, 'cluster/empty': '', [long]: 'نص' };
  await writeFile(path, archiveOf(contents));
  expect(await readAll(path)).toEqual([
    ['note.json', 'file', '{}'],
    ['cluster', 'folder', ''],
    ['cluster/empty', 'file', ''],
    [long, 'file', 'نص'],
  ]);
});

test('the tar of the system reads it', async () => {
  const path = join(await temporaryFolder(), 'a.tar');
  await writeFile(path, archiveOf({ 'one.txt': 'x'.repeat(1000), [long]: 'y' }));
  const listed = execFileSync('tar', ['-tf', path], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
  });
  expect(listed).toContain('one.txt');
  expect(listed).toContain('x'.repeat(120));
});

test('a cut or damaged archive is noticed', async () => {
  const folder = await temporaryFolder();
  const whole = archiveOf({ 'one.txt': 'x'.repeat(3000), 'two.txt': 'y' });
  await writeFile(join(folder, 'cut'), whole.subarray(0, 2000));
  await expect(readAll(join(folder, 'cut'))).rejects.toThrow('cut off');
  await writeFile(join(folder, 'endless'), whole.subarray(0, whole.length - 1024));
  await expect(readAll(join(folder, 'endless'))).rejects.toThrow('cut off');
  const damaged = Buffer.from(whole);
  damaged[5] = 0x41;
  await writeFile(join(folder, 'damaged'), damaged);
  await expect(readAll(join(folder, 'damaged'))).rejects.toThrow('damaged');
});
