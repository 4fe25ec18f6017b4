import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { handClock } from '../clock.ts';
import { createLog, silentLog } from '../log.ts';
import { createListener, type Listener, type ListenerDeps, loggedPath, type RequestScene } from './listener.ts';
import { requestMeasures } from './measures.ts';
import { operations } from './operations.ts';
import { securityHeaders } from './security.ts';

type Got = { status: number; headers: IncomingHttpHeaders; text: string };
const open: Server[] = [];

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function start(fetch: ListenerDeps['fetch'], more: Partial<ListenerDeps> = {}) {
  const lines: Record<string, unknown>[] = [];
  const log = createLog({ destination: { write: (line: string) => void lines.push(JSON.parse(line)) }, plain: false });
  const listener: Listener = createListener({
    fetch,
    config: { publicUrl: 'http://localhost', trustedProxies: [], secret: 'a secret that is long enough for tests' },
    clock: handClock('2026-11-21T10:00:00Z'),
    log,
    measures: requestMeasures(),
    ...more,
  });
  const server = createServer(listener.listen);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<Got>((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      });
      asked.on('error', reject);
      asked.end();
    });
  return { get, lines, listener, server, port };
}

const html = (text: string, headers: Record<string, string> = {}) =>
  new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });

test('every answer carries the security headers and its request id, and its internal headers stay inside', async () => {
  const { get } = await start((asked) =>
    asked.url.endsWith('/widget')
      ? html('w', { 'x-jamaa-embeddable': '1' })
      : html('x', { 'x-jamaa-route': 'site.home' }),
  );
  const page = await get('/ar');
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(page.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect(page.headers['x-powered-by']).toBeUndefined();
  const widget = await get('/ar/widget');
  expect(widget.headers['content-security-policy']).toContain('frame-ancestors *');
  for (const got of [page, widget])
    expect(Object.keys(got.headers).filter((name) => name.startsWith('x-jamaa'))).toEqual([]);
});

test('the name of a request goes to its own visitor only', async () => {
  const { get } = await start(() => html('x', { 'x-jamaa-tags': 'a' }));
  const keepAlive = { connection: 'keep-alive' };
  expect((await get('/ar/x', keepAlive)).headers['x-request-id']).toBeDefined();
  for (let i = 0; i < 5; i++) expect((await get('/ar/x', keepAlive)).headers['x-request-id']).toBeUndefined();
});

test('a program that fails: 500 with the incident number, the reason in the log alone', async () => {
  const { get, lines } = await start(() => {
    throw new Error('relation "people" does not exist');
  });
  const { status, headers, text } = await get('/ar/x');
  expect(status).toBe(500);
  expect(text).toBe(`500 ${headers['x-request-id']}\n`);
  expect(headers['cache-control']).toBe('no-store');
  const line = lines.find((entry) => entry.msg === 'a request failed');
  expect(line).toMatchObject({
    request: headers['x-request-id'],
    err: { message: 'relation "people" does not exist' },
  });
});

test('the log has one line for each request that reached the program: no address, no query, no secret of a link', async () => {
  const { get, lines } = await start(() =>
    html('x', { 'x-jamaa-route': 'accounts.sign-in-page', 'x-jamaa-tags': 'a' }),
  );
  const path = '/ar/sign-in/bXlzZWNyZXQxMjM0NTY3ODkw/me%40example.ma?token=verysecret&name=Fatima';
  await get(path);
  await get(path);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({
    level: 'info',
    method: 'GET',
    path: '/ar/sign-in/…/…',
    status: 200,
    route: 'accounts.sign-in-page',
    cache: 'filled',
  });
  expect(JSON.stringify(lines)).not.toMatch(/secret|Fatima|127\.0\.0\.1|bXlz/);
});

test.each([
  ['/ar/commitments/MALAA0003', '/ar/commitments/MALAA0003'],
  ['/ar/action-plans/MA-NAP-2021-2023-C01', '/ar/action-plans/MA-NAP-2021-2023-C01'],
  ['/fr/laayoune-sakia-el-hamra/commitments', '/fr/laayoune-sakia-el-hamra/commitments'],
  ['/x/018f3c1e-7b1a-7c3d-9e2f-1a2b3c4d5e6f?a=1#b', '/x/018f3c1e-7b1a-7c3d-9e2f-1a2b3c4d5e6f'],
  ['/x/4fzyo82mvyr1aqmpcozmf1xjmxcxw2yh', '/x/…'],
  ['/x/someone@example.ma', '/x/…'],
])('%s is logged as %s', (url, logged) => {
  expect(loggedPath(url)).toBe(logged);
});

test('a name for a request is taken from a trusted proxy only', async () => {
  const scenes: Pick<RequestScene, 'local' | 'clientKey'>[] = [];
  const fetch: ListenerDeps['fetch'] = (_, { local, clientKey }) => {
    scenes.push({ local, clientKey });
    return html('x');
  };
  const sent = { 'x-request-id': 'proxy-12345', 'x-forwarded-for': '41.140.1.2' };
  const config = { publicUrl: 'http://localhost', secret: 'a secret that is long enough for tests' };
  const stranger = await start(fetch, { config: { ...config, trustedProxies: [] } });
  await stranger.get('/ar/x', sent);
  expect(stranger.lines.filter((line) => line.level === 'warn')).toHaveLength(1);
  expect((await stranger.get('/ar/x', sent)).headers['x-request-id']).not.toBe('proxy-12345');
  const trusted = await start(fetch, { config: { ...config, trustedProxies: ['127.0.0.1'] } });
  expect((await trusted.get('/ar/x', sent)).headers['x-request-id']).toBe('proxy-12345');
  expect((await trusted.get('/ar/x', { ...sent, 'x-request-id': '<b>' })).headers['x-request-id']).not.toBe('<b>');
  await trusted.get('/ar/x');
  expect(scenes.map((scene) => scene.local)).toEqual([false, false, false, false, true]);
  expect(scenes[0]?.clientKey).not.toBe(scenes[2]?.clientKey);
});

test('addresses without end are refused; a preflight of the API is answered; writing from elsewhere is not offered', async () => {
  const asked: string[] = [];
  const { get } = await start((request) => {
    asked.push(request.method);
    return html('x');
  });
  expect((await get(`/ar/${'a'.repeat(8_100)}`)).status).toBe(414);
  const cors = { origin: 'https://other.example', 'access-control-request-method': 'GET' };
  const preflight = await get('/api/v1/commitments', cors, 'OPTIONS');
  expect([preflight.status, preflight.headers['access-control-allow-methods']]).toEqual([204, 'GET, HEAD']);
  expect(asked).toEqual([]);
  await get('/ar/sign-in', cors, 'OPTIONS');
  expect(asked).toEqual(['OPTIONS']);
});

test('the body of a POST arrives, and its answer is never kept', async () => {
  const { port, listener } = await start(async (request) =>
    html(`${request.method} ${await request.text()}`, { 'x-jamaa-tags': 'a' }),
  );
  const answer = await fetch(`http://127.0.0.1:${port}/ar/x`, { method: 'POST', body: 'a=1' });
  expect(await answer.text()).toBe('POST a=1');
  expect(answer.headers.get('cache-control')).toBe('private, no-cache');
  expect(listener.cache.stats().entries).toBe(0);
});

test('a server that is stopping asks its clients to come back on another connection', async () => {
  const { server, port } = await start(() => html('x'));
  let peer: Socket | undefined;
  server.on('connection', (connection) => {
    peer = connection;
  });
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.setEncoding('utf8').on('data', (part) => {
    heard += part;
  });
  socket.write('GET /ar/x HTTP/1.1\r\nhost: x\r\n\r\n');
  await expect.poll(() => heard).toMatch(/x$/);
  expect(heard).toContain('Connection: keep-alive');
  heard = '';
  // Half a request keeps the connection from being idle, so that stopping does not cut it.
  const read = peer?.bytesRead ?? 0;
  socket.write('GET /ar/x HTTP/1.1\r\n');
  await expect.poll(() => peer?.bytesRead).toBeGreaterThan(read);
  server.close();
  socket.write('host: x\r\n\r\n');
  await expect.poll(() => heard).toMatch(/x$/);
  expect(heard).toMatch(/connection: close/i);
});

test('operations come before the program, and metrics only for those who may', async () => {
  let reachable = true;
  let pending = ['2026-11-21-1000-x'];
  const measures = requestMeasures();
  const headersFor = securityHeaders('http://localhost');
  const { get, listener } = await start(() => html('x', { 'x-jamaa-route': 'site.home', 'x-jamaa-tags': 'a' }), {
    measures,
    operations: operations({
      headersFor,
      log: silentLog(),
      reachDatabase: async () => {
        if (!reachable) throw new Error('connection refused');
      },
      pendingMigrations: async () => pending,
      metricsToken: 'a token for measures',
      measures,
      cacheStats: () => listener.cache.stats(),
      pool: () => ({ totalCount: 3, idleCount: 2, waitingCount: 1 }),
      jobs: async () => ({ waiting: 4, planned: 2, failed: 1 }),
    }),
  });
  expect((await get('/healthz')).status).toBe(200);
  expect(await get('/readyz')).toMatchObject({ status: 503, text: 'migrations are missing\n' });
  pending = [];
  expect((await get('/readyz')).status).toBe(200);
  reachable = false;
  const unready = await get('/readyz');
  expect([unready.status, unready.text]).toEqual([503, 'database does not answer\n']);
  expect((await get('/healthz')).status).toBe(200);

  await get('/ar');
  await get('/ar');
  const elsewhere = { 'x-forwarded-for': '41.140.1.2' };
  expect((await get('/metrics', elsewhere)).status).toBe(404);
  expect((await get('/metrics', { authorization: 'Bearer wrong' })).status).toBe(404);
  expect((await get('/metrics', { ...elsewhere, authorization: 'Bearer a token for measures' })).status).toBe(200);
  const { text, headers } = await get('/metrics');
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  for (const line of [
    'jamaa_request_seconds_count{route="site.home",status="200"} 1',
    'jamaa_page_cache_answers_total{from="hit"} 1',
    'jamaa_database_connections{state="open"} 3',
    'jamaa_jobs{state="waiting"} 4',
    'jamaa_jobs{state="planned"} 2',
    'jamaa_jobs{state="failed"} 1',
  ])
    expect(text.split('\n')).toContain(line);
  expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
  expect((await get('/metrics', {}, 'POST')).status).toBe(405);
});

test('measures: buckets hold what is at most their bound; kinds are bounded', () => {
  const measures = requestMeasures();
  for (const seconds of [0.005, 0.02, 30]) measures.add('a', 200, seconds);
  for (let i = 0; i < 2_000; i++) measures.add(`kind ${i}`, 200, 0.1);
  const text = measures.text();
  const bucket = (bound: string) =>
    text.match(new RegExp(`route="a",status="200",le="${bound.replace('+', '\\+')}"} (\\d+)`))?.[1];
  expect(['0.005', '0.01', '0.025', '10', '+Inf'].map(bucket)).toEqual(['1', '1', '2', '2', '3']);
  expect(text.split('\n').length).toBeLessThan(8_000);
});
