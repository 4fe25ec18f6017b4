import { inflateRawSync } from 'node:zlib';

/** A document that cannot be read, or that would fill the memory. */
export class BrokenDocumentError extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'BrokenDocumentError';
  }
}

export type ZipEntry = { name: string; method: number; packed: Buffer };

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LONGEST_COMMENT = 65_535;
const MOST_ENTRIES = 10_000;

/** What a ZIP file holds, from its directory. Refuses what is no such file, encrypted or of the 64-bit kind: no office document is. */
export function zipEntries(bytes: Buffer): ZipEntry[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  if (end < 0 || end < bytes.length - LONGEST_COMMENT - 22 || bytes.readUInt32LE(end) !== END)
    throw new BrokenDocumentError('no directory');
  try {
    const count = bytes.readUInt16LE(end + 10);
    if (count > MOST_ENTRIES) throw new BrokenDocumentError('too many entries');
    const entries: ZipEntry[] = [];
    let at = bytes.readUInt32LE(end + 16);
    for (let index = 0; index < count; index++) {
      if (bytes.readUInt32LE(at) !== ENTRY) throw new BrokenDocumentError('a broken directory');
      if ((bytes.readUInt16LE(at + 8) & 1) !== 0) throw new BrokenDocumentError('encrypted');
      const nameLength = bytes.readUInt16LE(at + 28);
      const local = bytes.readUInt32LE(at + 42);
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      entries.push({
        name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
        method: bytes.readUInt16LE(at + 10),
        packed: bytes.subarray(start, start + bytes.readUInt32LE(at + 20)),
      });
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return entries;
  } catch (cause) {
    throw cause instanceof BrokenDocumentError ? cause : new BrokenDocumentError('a broken directory', { cause });
  }
}

/** The content of an entry, at most `most` bytes of it: a small file may unpack to gigabytes, whatever its directory says. */
export function unpack({ name, method, packed }: ZipEntry, most: number): Buffer {
  if (method === 0 && packed.length <= most) return packed;
  if (method !== 8) throw new BrokenDocumentError(`${name} is packed in another way`);
  try {
    return inflateRawSync(packed, { maxOutputLength: most });
  } catch (cause) {
    throw new BrokenDocumentError(`${name} cannot be unpacked`, { cause });
  }
}
