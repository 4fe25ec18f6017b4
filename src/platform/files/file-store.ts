import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidInput, Unavailable } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Job } from '../module.ts';
import { BrokenPictureError, drawAnew } from './draw-anew.ts';
import { safeFileName } from './file-name.ts';
import { FILE_TYPES, type FileType, isPicture, sniffType } from './file-types.ts';
import { StoreFailedError, s3Place, s3Shelf } from './s3-shelf.ts';
import { type ByteRange, folderShelf, type KeptContent } from './shelf.ts';
import { ScanFailedError, scanForViruses } from './virus-scan.ts';

export type FileStoreSetup = {
  /** Of the data directory: where files are kept (or wait, when they go to S3). */
  folder: string;
  s3Url?: string;
  clamdUrl?: string;
  log: Log;
};

export type Upload = {
  content: Uint8Array | AsyncIterable<Uint8Array>;
  /** As the person's device calls it. */
  name: string;
  maxBytes: number;
  allow: readonly FileType[];
  /** The field that a refusal points to. */
  pointer?: string;
};

export type StoredFile = {
  /** SHA-256 of what is kept, in hexadecimal: the key to read it. */
  hash: string;
  /** In bytes. */
  size: number;
  type: FileType;
  /** Safe to offer as a download. */
  name: string;
  /** Pictures only, in pixels. */
  width?: number;
  height?: number;
};

export type FileStore = {
  /**
   * Checks and keeps a file. Refuses with `InvalidInput` what is empty, too large, of another type than allowed, unreadable or infected;
   * with `Unavailable` when clamd or S3 is configured and cannot be reached. Never call it inside a transaction: keep first, then write
   * the row that names the hash.
   */
  storeFile(upload: Upload): Promise<StoredFile>;
  /** What is kept under a hash, or a part of it within its size; undefined when nothing is. */
  readFile(hash: string, part?: ByteRange): Promise<KeptContent | undefined>;
  /** Drops what is kept under a hash. The same content may have been stored more than once: ask first whether a row still names it. */
  removeFile(hash: string): Promise<void>;
  /** Drops uploads that a crash left behind. */
  jobs: readonly Job[];
};

/** Opens the store of files: in the data directory, or in S3. */
export function openFileStore(setup: FileStoreSetup): FileStore {
  const { folder, clamdUrl, log } = setup;
  const shelf = setup.s3Url ? s3Shelf(s3Place(setup.s3Url)) : folderShelf(folder);
  const incoming = join(folder, 'incoming');

  // What fails outside is told to the log and to the person, not swallowed: the person can only try again.
  const reachable = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof StoreFailedError || error instanceof ScanFailedError)) throw error;
      log.error({ err: error }, 'a file could not be scanned or kept');
      throw new Unavailable(60);
    }
  };

  return {
    async storeFile(upload) {
      const { pointer = '/file', allow } = upload;
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      const path = join(incoming, randomUUID());
      try {
        await receive(upload, path, pointer);
        const type = await sniffType(path, upload.name);
        if (!type || !allow.includes(type)) {
          const types = allow.map((one) => FILE_TYPES[one].label).join(', ');
          throw refused(pointer, 'platform.files.wrong-type', { types });
        }
        if (clamdUrl) {
          const virus = await reachable(scanForViruses(path, clamdUrl));
          if (virus) {
            log.warn({ virus }, 'an infected file was refused');
            throw refused(pointer, 'platform.files.infected');
          }
        }
        const picture = isPicture(type) ? await drawAnew(path, type) : undefined;
        const { hash, size } = await measure(path);
        await reachable(shelf.put(hash, path, size));
        return { hash, size, type, name: safeFileName(upload.name, type), ...picture };
      } catch (error) {
        throw error instanceof BrokenPictureError ? refused(pointer, 'platform.files.broken') : error;
      } finally {
        await rm(path, { force: true });
      }
    },
    readFile: async (hash, part) => (isHash(hash) ? reachable(shelf.get(hash, part)) : undefined),
    removeFile: async (hash) => {
      if (isHash(hash)) await reachable(shelf.remove(hash));
    },
    jobs: [
      {
        name: 'platform.drop-stray-uploads',
        cron: '50 3 * * *',
        run: async (_payload, { clock }) => dropStrayUploads(incoming, clock.now()),
      },
    ],
  };
}

function refused(pointer: string, key: string, values?: Record<string, unknown>): InvalidInput {
  return new InvalidInput([{ pointer, key, values }]);
}

// The key comes from addresses: nothing but a hash may become a path.
function isHash(hash: string): boolean {
  return /^[0-9a-f]{64}$/.test(hash);
}

async function receive({ content, maxBytes }: Upload, path: string, pointer: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  let size = 0;
  try {
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      size += chunk.length;
      if (size > maxBytes)
        throw refused(pointer, 'platform.files.too-large', { megabytes: Math.round(maxBytes / 104_857.6) / 10 });
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  if (size === 0) throw refused(pointer, 'platform.files.empty');
}

async function measure(path: string): Promise<{ hash: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path);
  try {
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      hash.update(chunk as Buffer);
      size += (chunk as Buffer).length;
    }
  } finally {
    await file.close();
  }
  return { hash: hash.digest('hex'), size };
}

const STRAY_AFTER = 86_400_000;

async function dropStrayUploads(incoming: string, now: Date): Promise<void> {
  const names = await readdir(incoming).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names) {
    const path = join(incoming, name);
    const { mtimeMs } = await stat(path);
    if (now.getTime() - mtimeMs > STRAY_AFTER) await rm(path, { force: true });
  }
}
