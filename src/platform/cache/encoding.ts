import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/** Below this many bytes compression saves no packet. */
export const WORTH_COMPRESSING = 1024;

// Browsers send a handful of different values; parsing each once keeps the hit path at one lookup.
const chosen = new Map<string, Encoding>();
const REMEMBERED = 200;

/** The encoding to answer `Accept-Encoding` with: brotli before gzip, neither when refused with `q=0` or not named. */
export function chooseEncoding(accept: string | undefined): Encoding {
  if (!accept) return 'identity';
  const known = chosen.get(accept);
  if (known) return known;
  const encoding = negotiate(accept);
  if (chosen.size < REMEMBERED && accept.length < 200) chosen.set(accept, encoding);
  return encoding;
}

function negotiate(accept: string): Encoding {
  const accepted = new Map<string, boolean>();
  for (const part of accept.slice(0, 500).toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    accepted.set(name, q === undefined || Number(q.slice(2)) > 0);
  }
  const takes = (name: string) => accepted.get(name) ?? accepted.get('*') ?? false;
  if (takes('br')) return 'br';
  return takes('gzip') || accepted.get('x-gzip') ? 'gzip' : 'identity';
}

const COMPRESSIBLE =
  /^(text\/(?!event-stream)|image\/svg|font\/[ot]tf|application\/([\w.+-]*(json|xml|javascript|yaml|geo|rtf|csv|ndjson|manifest)))/i;

/** Whether answers of this type are worth compressing: text in all its forms, not what is packed already. */
export function isCompressible(type: string): boolean {
  return COMPRESSIBLE.test(type);
}

/** `kept`: compressed once and sent many times; `once`: for this one answer. Figures: docs of the measures in `bench/`. */
export type Effort = 'kept' | 'once';

// On a 30 KB page: brotli 7 takes 0.6 ms for 5,982 bytes, 4 takes 0.35 ms for 6,730; 9 takes 5.9 ms and saves nothing.
const BROTLI: Record<Effort, number> = { kept: 7, once: 4 };
const GZIP: Record<Effort, number> = { kept: 6, once: 4 };

function brotliParameters(effort: Effort, size?: number) {
  const params: Record<number, number> = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: BROTLI[effort],
  };
  if (size !== undefined) {
    params[constants.BROTLI_PARAM_SIZE_HINT] = size;
    // A window no larger than the page: the usual 4 MB are taken and cleared for each, a sixth of the whole time.
    params[constants.BROTLI_PARAM_LGWIN] = Math.min(22, Math.max(16, Math.ceil(Math.log2(size + 16))));
  }
  return { params };
}

/** Compresses a whole body on a thread of the pool. */
export function compress(body: Buffer, encoding: 'br' | 'gzip', effort: Effort): Promise<Buffer> {
  return encoding === 'br'
    ? brotliAsync(body, brotliParameters(effort, body.length))
    : gzipAsync(body, { level: GZIP[effort] });
}

/** Compresses what passes through it. */
export function compressing(encoding: 'br' | 'gzip') {
  return encoding === 'br' ? createBrotliCompress(brotliParameters('once')) : createGzip({ level: GZIP.once });
}
