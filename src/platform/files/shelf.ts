import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** What a kept file is read as: how long the whole of it is, and what it holds (or the part that was asked for). */
export type KeptContent = { size: number; stream: Readable };

/** A part of a file: first and last byte, counted from 0. */
export type ByteRange = { first: number; last: number };

/** Where files are kept under the SHA-256 of what they hold. */
export type Shelf = {
  /** Takes a file over from `path`, which may be moved. Keeping the same content twice keeps it once. */
  put(hash: string, path: string, size: number): Promise<void>;
  get(hash: string, part?: ByteRange): Promise<KeptContent | undefined>;
  remove(hash: string): Promise<void>;
};

/** Files in a folder: `ab/cd/<hash>`. A file is whole or not there, also after a crash. */
export function folderShelf(folder: string): Shelf {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2, 4), hash);
  return {
    async put(hash, path) {
      const place = pathOf(hash);
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      await syncToDisk(path);
      await rename(path, place);
      await syncToDisk(dirname(place));
    },
    async get(hash, part) {
      const place = pathOf(hash);
      try {
        const { size } = await stat(place);
        return { size, stream: createReadStream(place, part && { start: part.first, end: part.last }) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    remove: (hash) => rm(pathOf(hash), { force: true }),
  };
}

async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Windows cannot synchronise a directory.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  } finally {
    await handle.close();
  }
}
