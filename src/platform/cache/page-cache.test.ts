import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { type HandClock, handClock } from '../clock.ts';
import { silentLog } from '../log.ts';
import { exactKey, keptAddress } from './cache-key.ts';
import { type PageCache, type PageCacheOptions, pageCache } from './page-cache.ts';

type Got = { status: number; headers: IncomingHttpHeaders; body: Buffer; text: string };
type Site = {
  cache: PageCache<null>;
  clock: HandClock;
  runs: string[];
  port: number;
  /** How many requests have reached the server. */
  arrived(): number;
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Got>;
};

const LONG = 'من أجل جهة منفتحة '.repeat(200);
const open: Server[] = [];

afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** A real server with the cache in front of a program of one function. */
async function site(
  program: (request: Request, run: number) => Response | Promise<Response>,
  options: Partial<PageCacheOptions<null>> = {},
): Promise<Site> {
  const clock = handClock('2026-11-21T10:00:00Z');
  const runs: string[] = [];
  const cache = pageCache<null>({
    fetch: (asked) => {
      runs.push(asked.url.replace(/^http:\/\/[^/]+/, ''));
      return program(asked, runs.length);
    },
    clock,
    log: silentLog(),
    headersFor: () => ['X-Content-Type-Options', 'nosniff'],
    failed: () => new Response('failed', { status: 500 }),
    ...options,
  });
  let arrived = 0;
  const server = createServer((incoming, outgoing) => {
    arrived += 1;
    if (!cache.hit(incoming, outgoing)) void cache.serve(incoming, outgoing, null);
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const get: Site['get'] = (path, headers = {}, method = 'GET') =>
    new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => {
          const body = Buffer.concat(parts);
          const encoding = body.length === 0 ? undefined : answer.headers['content-encoding'];
          const plain = encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body, text: plain.toString() });
        });
        answer.on('error', reject);
      });
      asked.on('error', reject);
      asked.end();
    });
  return { cache, clock, runs, get, port, arrived: () => arrived };
}

function page(text: string, tags: string | null = 'list', headers: Record<string, string> = {}): Response {
  return new Response(text, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      ...(tags === null ? {} : { 'x-jamaa-tags': tags }),
      ...headers,
    },
  });
}

/** A moment the test decides: `wait` resolves when `go` is called. */
function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { wait: promise, go: resolve };
}

test('an answer with tags is made once and kept; its tags do not leave', async () => {
  const { get, runs, cache } = await site((_, run) => page(`${run} ${LONG}`));
  const first = await get('/ar/list');
  const second = await get('/ar/list');
  expect(runs).toEqual(['/ar/list']);
  expect(second.text).toBe(first.text);
  expect(second.headers['x-jamaa-tags']).toBeUndefined();
  expect(first.headers['x-jamaa-tags']).toBeUndefined();
  expect(second.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
  expect(second.headers.vary).toBe('Accept-Encoding, Cookie, Save-Data');
  expect(second.headers['x-content-type-options']).toBe('nosniff');
  expect(cache.stats()).toMatchObject({ hits: 1, filled: 1, entries: 1 });
});

test.each([
  ['no tags', page(LONG, null), '/ar/x', {}],
  ['a cookie is set', page(LONG, 'a', { 'set-cookie': 'form=1' }), '/ar/x', {}],
  ['an error', new Response('no', { status: 500, headers: { 'x-jamaa-tags': 'a' } }), '/ar/x', {}],
  ['the visitor has a session', page(LONG), '/ar/x', { cookie: 'lang=fr; session=1' }],
  ['the visitor has a token', page(LONG), '/ar/x', { authorization: 'Bearer 1' }],
  ['the address that chooses a language', page(LONG), '/', {}],
  ['the same with a query', page(LONG), '/?a=1', {}],
  ['a very long query', page(LONG), `/ar/x?q=${'a'.repeat(1100)}`, {}],
])('not kept: %s', async (_, answer, path, headers) => {
  const { get, runs, cache } = await site(() => answer.clone() as Response);
  await get(path, headers as Record<string, string>);
  const second = await get(path, headers as Record<string, string>);
  expect(runs).toHaveLength(2);
  expect(cache.stats().entries).toBe(0);
  expect(second.headers['cache-control']).not.toContain('public');
  expect(second.headers['x-jamaa-tags']).toBeUndefined();
});

test('cookies that change no page do not make a visitor personal', async () => {
  const { get, runs } = await site(() => page(LONG));
  await get('/ar/x');
  await get('/ar/x', { cookie: 'lang=fr' });
  await get('/ar/x', { cookie: ' form=a; __Host-form=b;lang=ar; ' });
  expect(runs).toHaveLength(1);
});

test('a page kept for all is not shown to somebody with a session, nor the other way round', async () => {
  const { get } = await site((asked) => (asked.headers.has('cookie') ? page('mine', null) : page('everyone’s')));
  expect((await get('/ar/x')).text).toBe('everyone’s');
  expect((await get('/ar/x', { cookie: 'session=1' })).text).toBe('mine');
  expect((await get('/ar/x')).text).toBe('everyone’s');
});

test('each encoding is its own bytes with its own strong ETag, and any of them is answered with 304', async () => {
  const { get, runs } = await site(() => page(LONG));
  const br = await get('/ar/x', { 'accept-encoding': 'gzip, deflate, br, zstd' });
  const gzip = await get('/ar/x', { 'accept-encoding': 'gzip' });
  const plain = await get('/ar/x', { 'accept-encoding': 'br;q=0, gzip;q=0' });
  expect([br, gzip, plain].map((got) => got.headers['content-encoding'])).toEqual(['br', 'gzip', undefined]);
  expect(new Set([br, gzip, plain].map((got) => got.text))).toEqual(new Set([LONG]));
  expect(new Set([br, gzip, plain].map((got) => got.headers.etag)).size).toBe(3);
  expect(br.body.length).toBeLessThan(plain.body.length / 4);
  for (const { headers } of [br, gzip, plain]) {
    const again = await get('/ar/x', { 'if-none-match': `"other", ${headers.etag}`, 'accept-encoding': 'br' });
    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
    expect(again.headers.etag).toBe(br.headers.etag);
    expect(again.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
  }
  expect((await get('/ar/x', { 'if-none-match': '"other"' })).status).toBe(200);
  expect(runs).toHaveLength(1);
});

test('answers that are not kept are compressed too, and have an ETag', async () => {
  const { get } = await site(() => page(LONG, null));
  const first = await get('/ar/x', { 'accept-encoding': 'br' });
  expect(first.headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'private, no-cache' });
  expect(first.text).toBe(LONG);
  const again = await get('/ar/x', { 'accept-encoding': 'br', 'if-none-match': first.headers.etag as string });
  expect([again.status, again.body.length]).toEqual([304, 0]);
});

test.each([
  ['kept', 'list'],
  ['not kept', null],
])('HEAD is GET without a body: %s', async (_, tags) => {
  const { get, runs } = await site((asked) => page(`${asked.method} ${LONG}`, tags));
  const cold = await get('/ar/x', {}, 'HEAD');
  const full = await get('/ar/x');
  const warm = await get('/ar/x', {}, 'HEAD');
  expect(full.text).toMatch(/^GET /);
  for (const head of [cold, warm]) {
    expect(head.status).toBe(200);
    expect(head.body).toHaveLength(0);
    expect(head.headers['content-length']).toBe(String(full.body.length));
    expect(head.headers.etag).toBe(full.headers.etag);
  }
  expect(runs).toHaveLength(tags === null ? 3 : 1);
});

test('the order of parameters and what campaigns add make no new page; other values and hosts do', async () => {
  const { get, runs } = await site((asked) => page(asked.url));
  const first = await get('/ar/x?b=2&a=1');
  expect(first.text).toMatch(/\/ar\/x\?a=1&b=2$/);
  await get('/ar/x?a=1&utm_source=news&b=2&fbclid=123');
  await get('/ar/x?a=1&b=2');
  expect(runs).toEqual(['/ar/x?a=1&b=2']);
  await get('/ar/x?a=2&b=2');
  await get('/ar/x?a=1&b=2', { host: 'region.example' });
  await get('/ar/x?a=1&b=2', { 'save-data': 'on' });
  expect(runs).toHaveLength(4);
});

test('no host can be written so that its page is taken for another’s', () => {
  const asked = (host: string, url: string) => ({ url, headers: { host } }) as IncomingMessage;
  const one = asked('portal.example/ar', '/x');
  const other = asked('portal.example', '/ar/x');
  expect(exactKey(one)).not.toBe(exactKey(other));
  expect(keptAddress(one)?.key).not.toBe(keptAddress(other)?.key);
  expect(keptAddress(other)?.key).toBe(exactKey(other));
  expect(keptAddress(asked('PORTAL.example', '/ar/x?'))?.key).toBe(exactKey(other));
});

test('what a tag touched is made anew at the next visit, the rest is not', async () => {
  const { get, runs, cache } = await site((asked, run) =>
    page(`${run}`, asked.url.endsWith('a') ? 'plan:1 list' : 'plan:2'),
  );
  await get('/ar/a');
  await get('/ar/b');
  cache.drop(['plan:1']);
  expect((await get('/ar/a')).text).toBe('3');
  expect((await get('/ar/b')).text).toBe('2');
  cache.drop(['list', 'unknown']);
  expect((await get('/ar/a')).text).toBe('4');
  cache.clear();
  await get('/ar/a');
  await get('/ar/b');
  expect(runs).toHaveLength(6);
});

test('many visitors at once make a page once', async () => {
  const door = gate();
  const { get, runs } = await site(async () => {
    await door.wait;
    return page('x');
  });
  const waiting = Array.from({ length: 20 }, () => get('/ar/x'));
  await expect.poll(() => runs.length).toBe(1);
  door.go();
  expect(new Set((await Promise.all(waiting)).map((got) => got.text))).toEqual(new Set(['x']));
  expect(runs).toHaveLength(1);
});

test('while a slow refill runs, others are shown the former page; the one who asked first waits', async () => {
  const door = gate();
  const { get, runs, cache } = await site(
    async (_, run) => {
      if (run === 2) await door.wait;
      return page(`${run}`);
    },
    { patience: 0 },
  );
  await get('/ar/x');
  cache.drop(['list']);
  const first = get('/ar/x');
  await expect.poll(() => runs.length).toBe(2);
  expect((await get('/ar/x')).text).toBe('1');
  door.go();
  expect((await first).text).toBe('2');
  expect((await get('/ar/x')).text).toBe('2');
  expect(runs).toHaveLength(2);
});

test('a former page is not shown for long: it may have been taken away on purpose', async () => {
  const door = gate();
  const { get, runs, cache, clock, arrived } = await site(
    async (asked, run) => {
      if (run === 2) await door.wait;
      return page(asked.url.endsWith('other') ? 'other' : `${run}`);
    },
    { patience: 0 },
  );
  await get('/ar/x');
  cache.drop(['list']);
  const first = get('/ar/x');
  await expect.poll(() => runs.length).toBe(2);
  clock.advance(11_000);
  const second = get('/ar/x');
  await expect.poll(arrived).toBe(3);
  // Long enough for the second visitor's patience to end, were there anything to show them.
  await get('/ar/other');
  door.go();
  expect([(await first).text, (await second).text]).toEqual(['2', '2']);
});

test('where only a counter moved nobody but the one who asked first waits; what was taken away since is waited for', async () => {
  const door = gate();
  const { get, runs, cache, arrived } = await site(async (_, run) => {
    if (run === 2) await door.wait;
    return page(`${run}`, 'list ~count');
  });
  await get('/ar/x');
  cache.drop(['~count']);
  const first = get('/ar/x');
  await expect.poll(() => runs.length).toBe(2);
  expect((await get('/ar/x')).text).toBe('1');
  expect(cache.stats()).toMatchObject({ stale: 1 });
  cache.drop(['list']);
  const third = get('/ar/x');
  await expect.poll(arrived).toBe(3);
  door.go();
  expect([(await first).text, (await third).text]).toEqual(['2', '3']);
});

test('a counter that moves while the page is made: the page is shown, and made again', async () => {
  const door = gate();
  const { get, runs, cache } = await site(async (_, run) => {
    if (run === 1) await door.wait;
    return page(`${run}`, 'list ~count');
  });
  const both = [get('/ar/x'), get('/ar/x')];
  await expect.poll(() => runs.length).toBe(1);
  cache.drop(['~count']);
  door.go();
  expect((await Promise.all(both)).map((got) => got.text)).toEqual(['1', '1']);
  expect((await get('/ar/x')).text).toBe('2');
});

test('a page that was being made when its subject changed is not kept, and not given to who came after the change', async () => {
  const doors = [gate(), gate()];
  const { get, runs, cache, arrived } = await site(async (_, run) => {
    await doors[run - 1]?.wait;
    return page(`${run}`);
  });
  const before = get('/ar/x');
  await expect.poll(() => runs.length).toBe(1);
  cache.drop(['other', 'list']);
  const after = get('/ar/x');
  await expect.poll(arrived).toBe(2);
  doors[0]?.go();
  expect((await before).text).toBe('1');
  await expect.poll(() => runs.length).toBe(2);
  doors[1]?.go();
  expect((await after).text).toBe('2');
  expect((await get('/ar/x')).text).toBe('2');
  expect(runs).toHaveLength(2);
});

test('the same when everything is dropped', async () => {
  const door = gate();
  const { get, runs, cache } = await site(async (_, run) => {
    if (run === 1) await door.wait;
    return page(`${run}`);
  });
  const before = get('/ar/x');
  await expect.poll(() => runs.length).toBe(1);
  cache.clear();
  door.go();
  expect((await before).text).toBe('1');
  expect((await get('/ar/x')).text).toBe('2');
});

test('pages that cannot be kept do not wait for one another a second time', async () => {
  const doors = [gate(), gate()];
  const { get, runs } = await site(async (_, run) => {
    if (run > 1) await doors[run - 2]?.wait;
    return page('x', null);
  });
  await get('/ar/x');
  const both = [get('/ar/x'), get('/ar/x')];
  await expect.poll(() => runs.length).toBe(3);
  for (const door of doors) door.go();
  expect((await Promise.all(both)).map((got) => got.text)).toEqual(['x', 'x']);
});

test('a page that can no longer be kept is not shown from the past', async () => {
  const { get, cache } = await site((_, run) => (run === 1 ? page('old') : new Response('gone', { status: 404 })));
  await get('/ar/x');
  cache.drop(['list']);
  expect((await get('/ar/x')).status).toBe(404);
  expect(cache.stats().entries).toBe(0);
});

test('a program that fails is answered for once, and asked again', async () => {
  const { get } = await site((_, run) => {
    if (run === 1) throw new Error('broken');
    return page('well');
  });
  expect((await get('/ar/x')).status).toBe(500);
  expect((await get('/ar/x')).text).toBe('well');
});

test('at midnight in Morocco everything is made anew, and after maxAge too', async () => {
  const { get, runs, clock } = await site(() => page('x'), { maxAge: 24 * 3_600_000 });
  clock.set('2026-11-21T23:59:59Z');
  await get('/ar/x');
  await get('/ar/x');
  expect(runs).toHaveLength(1);
  clock.set('2026-11-22T00:00:00Z');
  await get('/ar/x');
  expect(runs).toHaveLength(2);

  const hurried = await site(() => page('x'), { maxAge: 60_000 });
  await hurried.get('/ar/x');
  hurried.clock.advance(59_999);
  await hurried.get('/ar/x');
  expect(hurried.runs).toHaveLength(1);
  hurried.clock.advance(1);
  await hurried.get('/ar/x');
  expect(hurried.runs).toHaveLength(2);
});

test('memory stays below its bound; what is asked for stays, what is not goes', async () => {
  const maxBytes = 200_000;
  const { get, runs, cache } = await site(() => page('x'.repeat(10_000), 'list'), { maxBytes });
  await get('/ar/popular');
  for (let i = 0; i < 60; i++) {
    await get(`/ar/page?n=${i}`);
    await get('/ar/popular');
    expect(cache.stats().bytes).toBeLessThanOrEqual(maxBytes);
  }
  expect(runs.filter((run) => run === '/ar/popular')).toHaveLength(1);
  expect(cache.stats().evicted).toBeGreaterThan(40);
  const sizes = cache.stats();
  cache.drop(['list']);
  cache.clear();
  expect(sizes.entries).toBeGreaterThan(5);
  expect(cache.stats()).toMatchObject({ entries: 0, bytes: 0 });
});

test('a long body flows: compressed, without a length, and never kept', async () => {
  const part = new TextEncoder().encode('a,b,c\n'.repeat(10_000));
  const { get, cache } = await site(() => {
    let left = 100;
    const body = new ReadableStream({
      pull(controller) {
        if (left-- === 0) controller.close();
        else controller.enqueue(part);
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/csv', 'x-jamaa-tags': 'list' } });
  });
  const got = await get('/ar/x.csv', { 'accept-encoding': 'gzip' });
  expect(got.text).toHaveLength(6_000_000);
  expect(got.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'private, no-cache' });
  expect(got.headers['content-length']).toBeUndefined();
  expect(cache.stats().entries).toBe(0);
});

test('a long body whose length is known says it, so that players can jump in it', async () => {
  const size = 3_000_000;
  const { get } = await site(() => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (sent === size) controller.close();
        else controller.enqueue(new Uint8Array(100_000));
        sent += 100_000;
      },
    });
    const headers = { 'content-type': 'video/mp4', 'content-length': String(size), etag: '"film"' };
    return new Response(body, { headers });
  });
  const got = await get('/film.mp4', { 'accept-encoding': 'br' });
  expect(got.headers).toMatchObject({ 'content-length': String(size), etag: '"film"' });
  expect(got.body.length).toBe(size);
});

test('a part of a file is sent as it is, never compressed', async () => {
  const headers = { 'content-type': 'text/plain', etag: '"text"', 'content-range': 'bytes 0-4999/9000' };
  const { get } = await site(() => new Response('a'.repeat(5000), { status: 206, headers }));
  const got = await get('/text.txt', { 'accept-encoding': 'br, gzip' });
  expect(got.status).toBe(206);
  expect(got.headers).toMatchObject({ 'content-length': '5000', etag: '"text"' });
  expect(got.headers['content-encoding']).toBeUndefined();
});

test('a body that breaks off half way breaks the connection instead of looking complete', async () => {
  const { get } = await site(() => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1;
        if (sent > 50) controller.error(new Error('the database went away'));
        else controller.enqueue(new Uint8Array(100_000));
      },
    });
    return new Response(body, { headers: { 'content-type': 'application/octet-stream' } });
  });
  await expect(get('/ar/x.csv')).rejects.toThrow(/aborted|hang up|reset/);
});

test('redirects and missing pages may be kept', async () => {
  const { get, runs } = await site((asked) =>
    asked.url.endsWith('old')
      ? new Response(null, { status: 308, headers: { location: '/ar/new', 'x-jamaa-tags': 'a' } })
      : new Response('none', { status: 404, headers: { 'x-jamaa-tags': 'a' } }),
  );
  for (let i = 0; i < 2; i++) {
    expect(await get('/ar/old')).toMatchObject({ status: 308, headers: { location: '/ar/new' } });
    expect((await get('/ar/none', { 'if-none-match': '*' })).status).toBe(404);
  }
  expect(runs).toHaveLength(2);
});

test('the thousandth visitor gets the same headers as the first, and the time of their own visit', async () => {
  const { get } = await site(() => page(LONG, 'a', { 'content-language': 'ar' }));
  const wanted = { 'accept-encoding': 'br', connection: 'keep-alive' };
  const { date: first, ...headers } = (await get('/ar/x', wanted)).headers;
  for (let i = 0; i < 20; i++) {
    const { date, ...again } = (await get('/ar/x', wanted)).headers;
    expect(again).toEqual(headers);
    expect(Date.parse(date as string)).toBeGreaterThanOrEqual(Date.parse(first as string));
  }
  const head = await get('/ar/x', wanted, 'HEAD');
  expect([head.headers['content-length'], head.body.length]).toEqual([headers['content-length'], 0]);
  expect((await get('/ar/x', { ...wanted, 'if-none-match': headers.etag as string })).status).toBe(304);
  expect((await get('/ar/x', { ...wanted, connection: 'close' })).headers.connection).toBe('close');
  expect((await get('/ar/x', wanted)).headers).toMatchObject(headers);
});

test('requests sent in one go are answered one after the other, whole', async () => {
  const { get, port } = await site((asked) => page(new URL(asked.url).pathname.repeat(400)));
  await get('/ar/x');
  await get('/ar/y');
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.setEncoding('utf8').on('data', (part) => {
    heard += part;
  });
  const ask = (path: string) => `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`;
  socket.write(['/ar/x', '/ar/y', '/ar/new', '/ar/x', '/ar/y'].map(ask).join(''));
  const whole = 'HTTP/1.1 200 OK';
  await expect.poll(() => heard.endsWith('/ar/y'.repeat(400)) && heard.split(whole).length).toBe(6);
  socket.destroy();
  const bodies = heard
    .split(whole)
    .slice(1)
    .map((part) => part.split('\r\n\r\n')[1]);
  expect(bodies).toEqual(['/ar/x', '/ar/y', '/ar/new', '/ar/x', '/ar/y'].map((path) => path.repeat(400)));
});

test('a request that is no request is refused', async () => {
  const { get, runs } = await site(() => page('x'));
  expect((await get('/ar/x', { host: 'a b' })).status).toBe(400);
  expect(runs).toHaveLength(0);
});
