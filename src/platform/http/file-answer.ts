import { Readable } from 'node:stream';
import type { ByteRange } from '../files/shelf.ts';

/** A file that is kept elsewhere than in memory, and of which parts may be asked for. */
export type FileContent = {
  /** Of the whole file, in bytes. */
  size: number;
  /** Names the content: SHA-256 in hexadecimal. */
  hash: string;
  read(part?: ByteRange): Promise<Readable>;
};

/**
 * What a `Range` header asks for of a file of `size` bytes (RFC 9110, 14.2). One range of bytes is answered; several, other units and
 * what cannot be read are ignored, as the standard allows: the whole file is then the answer.
 */
export function rangeOf(header: string | null, size: number): ByteRange | 'whole' | 'outside' {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return 'whole';
  if (from === '')
    return to === '0' || size === 0 ? 'outside' : { first: Math.max(0, size - Number(to)), last: size - 1 };
  const first = Number(from);
  const last = to === '' ? size - 1 : Number(to);
  if (last < first && to !== '') return 'whole';
  return first >= size ? 'outside' : { first, last: Math.min(last, size - 1) };
}

/**
 * Answers a file, or the part that was asked for (206, or 416 when the file does not reach so far), or 304 to whoever has it. `headers`
 * are those of the file itself; what it is read as is told by its hash, so it may be asked for piece by piece over days.
 */
export async function answerFile(request: Request, file: FileContent, headers: Headers): Promise<Response> {
  const etag = `"${file.hash}"`;
  headers.set('etag', etag);
  headers.set('accept-ranges', 'bytes');
  const known = request.headers.get('if-none-match');
  if (known !== null && (known.trim() === '*' || known.includes(etag)))
    return new Response(null, { status: 304, headers });
  const condition = request.headers.get('if-range');
  const asked = condition === null || condition === etag ? rangeOf(request.headers.get('range'), file.size) : 'whole';
  if (asked === 'outside') {
    headers.set('content-range', `bytes */${file.size}`);
    return new Response(null, { status: 416, headers });
  }
  const part = asked === 'whole' ? undefined : asked;
  const length = part ? part.last - part.first + 1 : file.size;
  if (part) headers.set('content-range', `bytes ${part.first}-${part.last}/${file.size}`);
  headers.set('content-length', String(length));
  const stream = Readable.toWeb(await file.read(part)) as ReadableStream<Uint8Array>;
  return new Response(stream, { status: part ? 206 : 200, headers });
}
