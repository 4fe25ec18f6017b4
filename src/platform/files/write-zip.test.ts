import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { unpack, zipEntries } from '../documents/zip-entries.ts';
import { writeZip, type ZipPart } from './write-zip.ts';

const at = new Date('2026-11-21T10:00:00Z');
const part = (name: string, ...pieces: string[]): ZipPart => ({
  name,
  at,
  content: pieces.map((one) => Buffer.from(one)),
});
const zipOf = (...parts: ZipPart[]) =>
  buffer(
    writeZip(
      (async function* () {
        yield* parts;
      })(),
    ),
  );

test('an archive holds its files under their names, in any script', async () => {
  const bytes = await zipOf(part('الملف/محضر.txt', 'أول ', 'ثان'), part('empty.txt'), part('a/b.json', '{}'));
  const read = zipEntries(bytes).map((entry) => [entry.name, unpack(entry, 1_000).toString()]);
  expect(read).toEqual([
    ['الملف/محضر.txt', 'أول ثان'],
    ['empty.txt', ''],
    ['a/b.json', '{}'],
  ]);
});

test('no name stands twice, and none leads out of it', async () => {
  await expect(zipOf(part('a'), part('a'))).rejects.toThrow(RangeError);
  await expect(zipOf(part('../a'))).rejects.toThrow(RangeError);
  await expect(zipOf(part('/etc/a'))).rejects.toThrow(RangeError);
});

test('a file that cannot be read breaks the archive instead of ending it early', async () => {
  const broken: ZipPart = {
    name: 'b',
    at,
    content: (async function* () {
      yield Buffer.from('half');
      throw new Error('the shelf is gone');
    })(),
  };
  await expect(zipOf(part('a', 'x'), broken)).rejects.toThrow('the shelf is gone');
});
