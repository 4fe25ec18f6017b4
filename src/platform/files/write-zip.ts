import { Readable } from 'node:stream';
import { Zip, ZipPassThrough } from 'fflate';

export const ZIP_TYPE = 'application/zip';

/** A file in an archive. `name`: its path there; `at`: the day that is written beside it. */
export type ZipPart = { name: string; at: Date; content: AsyncIterable<Uint8Array> | Iterable<Uint8Array> };

/**
 * A ZIP archive, written while its files are read: memory holds one piece of one file. Nothing is packed anew, because documents and
 * pictures are packed already. Names are UTF-8. Throws a RangeError for a name twice or one that leads out of the archive.
 */
export function writeZip(parts: AsyncIterable<ZipPart>): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(pieces(parts), { objectMode: false })) as ReadableStream<Uint8Array>;
}

async function* pieces(parts: AsyncIterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let failed: Error | null = null;
  const zip = new Zip((error, piece) => {
    failed ??= error;
    ready.push(piece);
  });
  const names = new Set<string>();
  for await (const { name, at, content } of parts) {
    if (names.has(name) || name.startsWith('/') || name.split('/').includes('..'))
      throw new RangeError(`${name} cannot stand in the archive`);
    names.add(name);
    const file = new ZipPassThrough(name);
    file.mtime = at;
    zip.add(file);
    for await (const bytes of content) {
      file.push(new Uint8Array(bytes));
      yield* ready.splice(0);
    }
    file.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  }
  zip.end();
  if (failed) throw failed;
  yield* ready.splice(0);
}
