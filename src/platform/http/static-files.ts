import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { HeadersFor } from '../cache/answer.ts';
import { alreadyHas, contentName, etagOf } from '../cache/answer.ts';
import { chooseEncoding, type Encoding } from '../cache/encoding.ts';

export const ASSETS = '/assets/';

export type StaticFiles = {
  /** The address of a built file by its plain name: `asset('styles.css')` → `/assets/styles-AB12CD34EF.css`. */
  asset(name: string): string;
  /** Answers when the address is one of the files' (or under their folder); false: somebody else's address. */
  answer(incoming: IncomingMessage, outgoing: ServerResponse): boolean;
};

type Copy = { body: Buffer; head: string[]; unchanged: string[] };
type File = { name: string; copies: Partial<Record<Encoding, Copy>> };

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** Browsers ask for these without being told to. */
const WELL_KNOWN: Record<string, string> = { '/favicon.ico': 'favicon.svg' };

const FOR_EVER = 'public, max-age=31536000, immutable';
const FOR_A_DAY = 'public, max-age=86400';

/**
 * The built files of the browser (`scripts/assets.js`): all in memory (they are small, and a path can then lead nowhere else), each
 * with a hash in its name, so that browsers keep them for ever, and compressed when they were built.
 * @param directory `dist/assets`: the files, their `.br` and `.gz` twins, and `manifest.json` (plain name → name with hash)
 */
export function staticFiles(options: { directory: string; headersFor: HeadersFor }): StaticFiles {
  const names = namesIn(options.directory);
  const files = new Map<string, File>();
  const manifest: Record<string, string> = names.includes('manifest.json')
    ? JSON.parse(readFileSync(join(options.directory, 'manifest.json'), 'utf8'))
    : {};
  const present = new Set(names);
  for (const name of names) {
    if (name === 'manifest.json' || /\.(br|gz|new)$/.test(name)) continue;
    files.set(`${ASSETS}${name}`, fileOf(options, name, present, FOR_EVER));
  }
  for (const [path, name] of Object.entries(WELL_KNOWN)) {
    const hashed = manifest[name];
    if (hashed) files.set(path, fileOf(options, hashed, present, FOR_A_DAY));
  }

  return {
    asset(name) {
      const hashed = manifest[name];
      if (!hashed) throw new Error(`no built file is called ${name}: see dist/assets/manifest.json`);
      return `${ASSETS}${hashed}`;
    },
    answer(incoming, outgoing) {
      const url = incoming.url as string;
      if (!url.startsWith(ASSETS) && !(url in WELL_KNOWN)) return false;
      const question = url.indexOf('?');
      const file = files.get(question < 0 ? url : url.slice(0, question));
      if (incoming.method !== 'GET' && incoming.method !== 'HEAD') {
        refuse(outgoing, 405, [...options.headersFor(url, { embeddable: false, type: '' }), 'Allow', 'GET, HEAD']);
      } else if (file && wantsLess(incoming, url)) {
        outgoing.writeHead(204, [
          ...options.headersFor(url, { embeddable: false, type: '' }),
          'Cache-Control',
          'no-store',
        ]);
        outgoing.end();
      } else if (file) {
        send(incoming, outgoing, file);
      } else if (url.startsWith(ASSETS)) {
        refuse(outgoing, 404, [
          ...options.headersFor(url, { embeddable: false, type: '' }),
          'Cache-Control',
          'no-store',
        ]);
      } else return false;
      return true;
    },
  };
}

/** A web font, asked for by a browser that was told to save data: it shows the letters of the machine instead. */
function wantsLess(incoming: IncomingMessage, url: string): boolean {
  return incoming.headers['save-data']?.toString().toLowerCase() === 'on' && /\.woff2?$/.test(url);
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
  } catch (error) {
    // Tests and commands run without built files; a page that names one still fails loudly in `asset`.
    if ((error as { code?: string }).code === 'ENOENT') return [];
    throw error;
  }
}

function fileOf(
  { directory, headersFor }: { directory: string; headersFor: HeadersFor },
  name: string,
  present: ReadonlySet<string>,
  cacheControl: string,
): File {
  const type = TYPES[extname(name)] ?? 'application/octet-stream';
  const body = readFileSync(join(directory, name));
  const file: File = { name: contentName(body), copies: {} };
  const varies = present.has(`${name}.br`) || present.has(`${name}.gz`);
  const add = (encoding: Encoding, content: Buffer) => {
    const unchanged = [
      ...headersFor(`${ASSETS}${name}`, { embeddable: false, type }),
      'Content-Type',
      type,
      'Cache-Control',
      cacheControl,
      'ETag',
      etagOf(file.name, encoding),
      ...(varies ? ['Vary', 'Accept-Encoding'] : []),
    ];
    const head = [...unchanged, 'Content-Length', String(content.length)];
    if (encoding !== 'identity') head.push('Content-Encoding', encoding);
    file.copies[encoding] = { body: content, head, unchanged };
  };
  add('identity', body);
  if (present.has(`${name}.br`)) add('br', readFileSync(join(directory, `${name}.br`)));
  if (present.has(`${name}.gz`)) add('gzip', readFileSync(join(directory, `${name}.gz`)));
  return file;
}

function send(incoming: IncomingMessage, outgoing: ServerResponse, file: File): void {
  const copy = (file.copies[chooseEncoding(incoming.headers['accept-encoding'])] ?? file.copies.identity) as Copy;
  if (alreadyHas(incoming, file.name)) {
    outgoing.writeHead(304, copy.unchanged);
    outgoing.end();
    return;
  }
  outgoing.writeHead(200, copy.head);
  outgoing.end(copy.body);
}

function refuse(outgoing: ServerResponse, status: number, head: readonly string[]): void {
  outgoing.writeHead(status, [...head, 'Content-Length', '0']);
  outgoing.end();
}
