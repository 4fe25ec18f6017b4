import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { securityHeaders } from './security.ts';
import { type StaticFiles, staticFiles } from './static-files.ts';

const STYLES = 'body { color: black }'.repeat(100);
let directory: string;
let files: StaticFiles;
let server: Server;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'jamaa-assets-'));
  const write = (name: string, content: string | Buffer) => writeFileSync(join(directory, name), content);
  write('styles-ABCD123456.css', STYLES);
  write('styles-ABCD123456.css.br', brotliCompressSync(STYLES));
  write('styles-ABCD123456.css.gz', gzipSync(STYLES));
  write('plex-ABCD1234.woff2', 'font');
  write('favicon-ABCD123456.svg', '<svg/>');
  write('manifest.json', '{"styles.css":"styles-ABCD123456.css","favicon.svg":"favicon-ABCD123456.svg"}');
  files = staticFiles({ directory, headersFor: securityHeaders('http://localhost') });
  server = createServer((incoming, outgoing) => {
    if (!files.answer(incoming, outgoing)) outgoing.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true });
});

function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

test('a built file is found by its plain name and kept for ever, compressed as the build left it', async () => {
  const path = files.asset('styles.css');
  expect(path).toBe('/assets/styles-ABCD123456.css');
  const br = await get(path, { 'accept-encoding': 'br, gzip' });
  expect(br.headers).toMatchObject({
    'content-type': 'text/css; charset=utf-8',
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
  });
  expect(brotliDecompressSync(br.body).toString()).toBe(STYLES);
  expect((await get(path, { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBe('gzip');
  const plain = await get(path);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.body.toString()).toBe(STYLES);
  expect(plain.headers.etag).not.toBe(br.headers.etag);
  const again = await get(path, { 'if-none-match': br.headers.etag as string, 'accept-encoding': 'br' });
  expect([again.status, again.body.length]).toEqual([304, 0]);
  const head = await get(path, {}, 'HEAD');
  expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, String(STYLES.length)]);
});

test('fonts have no compressed twin and do not vary', async () => {
  const { headers, body } = await get('/assets/plex-ABCD1234.woff2?v=1', { 'accept-encoding': 'br' });
  expect(headers).toMatchObject({ 'content-type': 'font/woff2', 'content-length': '4' });
  expect(headers['content-encoding']).toBeUndefined();
  expect(headers.vary).toBeUndefined();
  expect(body.toString()).toBe('font');
});

test('who asks to save data gets no font, and nothing else is held back', async () => {
  const { status, headers, body } = await get('/assets/plex-ABCD1234.woff2', { 'save-data': 'on' });
  expect([status, headers['cache-control'], body.length]).toEqual([204, 'no-store', 0]);
  expect((await get(files.asset('styles.css'), { 'save-data': 'on' })).status).toBe(200);
  expect((await get('/assets/plex-ABCD1234.woff2', { 'save-data': 'off' })).status).toBe(200);
});

test('the icon browsers ask for by themselves', async () => {
  const { status, headers } = await get('/favicon.ico');
  expect([status, headers['content-type'], headers['cache-control']]).toEqual([
    200,
    'image/svg+xml; charset=utf-8',
    'public, max-age=86400',
  ]);
});

test.each([
  '/assets/',
  '/assets/none.css',
  '/assets/manifest.json',
  '/assets/styles-ABCD123456.css.br',
  '/assets/../package.json',
  '/assets/%2e%2e/package.json',
  '/assets/styles.css',
])('there is no %s', async (path) => {
  const { status, headers } = await get(path);
  expect([status, headers['cache-control']]).toEqual([404, 'no-store']);
});

test('built files are only read, and other addresses are left to others', async () => {
  expect((await get(files.asset('styles.css'), {}, 'POST')).status).toBe(405);
  expect((await get('/ar')).status).toBe(418);
  expect((await get('/assetsx')).status).toBe(418);
});

test('a page that names a file which was not built fails loudly; without a build there are no files', () => {
  expect(() => files.asset('other.css')).toThrow(/other\.css/);
  const none = staticFiles({ directory: join(directory, 'none'), headersFor: () => [] });
  expect(() => none.asset('styles.css')).toThrow(/styles\.css/);
});
