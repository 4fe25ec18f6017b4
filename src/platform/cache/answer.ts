import { hash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { chooseEncoding, compress, compressing, type Encoding, isCompressible, WORTH_COMPRESSING } from './encoding.ts';
import { EMBEDDABLE_HEADER, INTERNAL_PREFIX, ROUTE_HEADER, readTags, TAGS_HEADER } from './tags.ts';

/** What the program answered, read from a `Response`: no longer tied to one request. */
export type Answer = {
  status: number;
  /** Name, value, name, value: the form node:http writes fastest. Without length, encoding, ETag, Vary. */
  head: string[];
  type: string;
  /** Vary of the program's answer. */
  vary: string[];
  cacheControl: string | undefined;
  etag: string | undefined;
  setsCookie: boolean;
  embeddable: boolean;
  route: string | undefined;
  tags: readonly string[] | undefined;
  /** Content-Encoding that the program itself has applied. */
  encoded: string | undefined;
  /** What the program says that the body is long, for one that is not held whole. */
  length: string | undefined;
  body: Buffer | Flow;
};

/** A body too long to be held in memory, or one that is still being made. */
export type Flow = { parts: AsyncGenerator<Uint8Array>; cancel(): void };

/** Bodies up to this many bytes are held whole: they get an ETag, a length, and may be kept. */
const WHOLE = 2 * 1024 * 1024;

/** Reads the program's response: its headers sorted into what the cache decides by, its body whole up to a limit, else as a stream. */
export async function readAnswer(response: Response): Promise<Answer> {
  const answer: Answer = {
    status: response.status,
    head: [],
    type: '',
    vary: [],
    cacheControl: undefined,
    etag: undefined,
    setsCookie: false,
    embeddable: false,
    route: undefined,
    tags: undefined,
    encoded: undefined,
    length: undefined,
    body: Buffer.alloc(0),
  };
  for (const [name, value] of response.headers) {
    switch (name) {
      case TAGS_HEADER:
        answer.tags = readTags(value);
        break;
      case EMBEDDABLE_HEADER:
        answer.embeddable = true;
        break;
      case ROUTE_HEADER:
        answer.route = value;
        break;
      case 'vary':
        answer.vary = value.split(',').map((field) => field.trim());
        break;
      case 'cache-control':
        answer.cacheControl = value;
        break;
      case 'etag':
        answer.etag = value;
        break;
      case 'content-encoding':
        answer.encoded = value;
        answer.head.push(name, value);
        break;
      case 'content-length':
        answer.length = value;
        break;
      case 'transfer-encoding':
      case 'connection':
      case 'keep-alive':
        break;
      default:
        if (name.startsWith(INTERNAL_PREFIX)) break;
        if (name === 'content-type') answer.type = value;
        if (name === 'set-cookie') answer.setsCookie = true;
        answer.head.push(name, value);
    }
  }
  if (response.body) answer.body = await readBody(response.body, answer.type);
  return answer;
}

async function readBody(stream: ReadableStream<Uint8Array>, type: string): Promise<Buffer | Flow> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  const live = type.startsWith('text/event-stream');
  while (!live && size <= WHOLE) {
    const { done, value } = await reader.read();
    if (done) return parts.length === 1 ? asBuffer(parts[0] as Uint8Array) : Buffer.concat(parts);
    parts.push(value);
    size += value.length;
  }
  const rest = async function* () {
    try {
      yield* parts.splice(0);
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        yield value;
      }
    } finally {
      // Reached early when the client has gone: whoever makes the body learns that nobody reads it.
      await reader.cancel().catch(() => undefined);
    }
  };
  return { parts: rest(), cancel: () => void reader.cancel().catch(() => undefined) };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The name of a body's content: the same bytes have the same name in every process. */
export function contentName(body: Buffer): string {
  return hash('sha256', body, 'base64url').slice(0, 22);
}

/** Whether `If-None-Match` names this content, in whichever encoding the client had it. */
export function alreadyHas(incoming: IncomingMessage, name: string): boolean {
  const known = incoming.headers['if-none-match'];
  return known !== undefined && (known.includes(name) || known.trim() === '*');
}

const ETAG_END: Record<Encoding, string> = { br: '-br"', gzip: '-gz"', identity: '"' };

/** A strong ETag: content and encoding, for each encoding is bytes of its own (RFC 9110, 8.8.1). */
export function etagOf(name: string, encoding: Encoding): string {
  return `"${name}${ETAG_END[encoding]}`;
}

/** What the client asked for; `other` is a method that writes. */
export type Wanted = 'GET' | 'HEAD' | 'other';

/** The headers every answer of one kind carries besides its own: security, CORS. */
export type HeadersFor = (path: string, answer: Pick<Answer, 'embeddable' | 'type'>) => readonly string[];

// A browser may keep the page but asks before it shows it: a page that was dropped here is never seen old there.
const CHECKED_ALWAYS = 'public, max-age=0, must-revalidate';

/** Headers of an answer as they leave, without length and encoding. */
export function finishedHead(answer: Answer, path: string, headersFor: HeadersFor, shared: boolean): string[] {
  const head = [...answer.head, ...headersFor(path, answer)];
  const vary = new Set(answer.vary.map((field) => field.toLowerCase()));
  const fields = [...answer.vary];
  // The same address may look different to whoever has a session, and without fonts to whoever saves data.
  for (const field of ['Accept-Encoding', 'Cookie', ...(shared ? ['Save-Data'] : [])])
    if (!vary.has(field.toLowerCase())) fields.push(field);
  head.push(
    'Vary',
    fields.join(', '),
    'Cache-Control',
    answer.cacheControl ?? usualCacheControl(answer.status, shared),
  );
  return head;
}

function usualCacheControl(status: number, shared: boolean): string {
  if (shared) return CHECKED_ALWAYS;
  return status >= 400 ? 'no-store' : 'private, no-cache';
}

/** Sends an answer to the one client it was made for. Resolves when the last byte was handed over, or the client has gone. */
export async function sendOnce(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: Answer,
  options: { path: string; headersFor: HeadersFor; wanted: Wanted },
): Promise<void> {
  const head = finishedHead(answer, options.path, options.headersFor, false);
  const accepted = chooseEncoding(incoming.headers['accept-encoding']);
  // A range counts the bytes of the file as it is kept.
  const asItIs = answer.cacheControl?.includes('no-transform') ?? false;
  const packable = answer.encoded === undefined && answer.status !== 206 && !asItIs && isCompressible(answer.type);
  if (!Buffer.isBuffer(answer.body)) {
    if (answer.etag !== undefined) head.push('ETag', answer.etag);
    const packed = packable ? accepted : 'identity';
    if (packed === 'identity' && answer.length !== undefined) head.push('Content-Length', answer.length);
    return sendFlow(outgoing, answer.status, head, answer.body, packed, options.wanted);
  }

  let body = answer.body;
  let encoding: Encoding = 'identity';
  if (options.wanted !== 'other' && answer.status === 200) {
    if (packable && body.length >= WORTH_COMPRESSING) encoding = accepted;
    const own = answer.etag?.replace(/^W\//, '');
    const name = own ?? contentName(body);
    // The program's own ETag names the content, not its encodings: compressed it is a weak one.
    head.push('ETag', own === undefined ? etagOf(name, encoding) : encoding === 'identity' ? own : `W/${own}`);
    if (alreadyHas(incoming, name)) {
      outgoing.writeHead(304, head);
      outgoing.end();
      return;
    }
  } else {
    if (answer.etag !== undefined) head.push('ETag', answer.etag);
    if (packable && body.length >= WORTH_COMPRESSING) encoding = accepted;
  }
  if (encoding !== 'identity') {
    body = await compress(body, encoding, 'once');
    head.push('Content-Encoding', encoding);
  }
  if (answer.status !== 204 && answer.status !== 304) head.push('Content-Length', String(body.length));
  outgoing.writeHead(answer.status, head);
  outgoing.end(options.wanted === 'HEAD' ? undefined : body);
}

async function sendFlow(
  outgoing: ServerResponse,
  status: number,
  head: string[],
  flow: Flow,
  encoding: Encoding,
  wanted: Wanted,
): Promise<void> {
  if (encoding !== 'identity') head.push('Content-Encoding', encoding);
  outgoing.writeHead(status, head);
  if (wanted === 'HEAD' || !outgoing.writable) {
    flow.cancel();
    outgoing.end();
    return;
  }
  const source = Readable.from(flow.parts, { objectMode: false });
  await (encoding === 'identity' ? pipeline(source, outgoing) : pipeline(source, compressing(encoding), outgoing));
}
