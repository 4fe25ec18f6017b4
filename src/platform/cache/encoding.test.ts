import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { chooseEncoding, compress, isCompressible } from './encoding.ts';

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1.0, br;q=0.5', 'br'],
  ['GZIP', 'gzip'],
  ['x-gzip', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br; q=0.000, *', 'gzip'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['deflate', 'identity'],
  ['identity', 'identity'],
  ['', 'identity'],
  [undefined, 'identity'],
  ['brr', 'identity'],
])('Accept-Encoding %s is answered with %s', (accept, encoding) => {
  expect(chooseEncoding(accept)).toBe(encoding);
  expect(chooseEncoding(accept)).toBe(encoding);
});

test.each([
  ['text/html; charset=utf-8', true],
  ['text/csv', true],
  ['text/calendar; charset=utf-8', true],
  ['application/json', true],
  ['application/problem+json', true],
  ['application/atom+xml', true],
  ['application/geo+json', true],
  ['image/svg+xml', true],
  ['image/png', false],
  ['font/woff2', false],
  ['application/pdf', false],
  ['application/zip', false],
  ['text/event-stream', false],
  ['', false],
])('%s is worth compressing: %s', (type, worth) => {
  expect(isCompressible(type)).toBe(worth);
});

test('what is compressed is the same when it is read', async () => {
  const body = Buffer.from('ما وُعد به المواطنون '.repeat(500));
  for (const effort of ['kept', 'once'] as const) {
    expect(brotliDecompressSync(await compress(body, 'br', effort))).toEqual(body);
    expect(gunzipSync(await compress(body, 'gzip', effort))).toEqual(body);
  }
});
