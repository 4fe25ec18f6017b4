import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { originRefused, preflightAnswer, safePath, securityHeaders } from './security.ts';

function headersOf(
  publicUrl: string,
  path: string,
  answer: { embeddable: boolean; type: string },
): Map<string, string> {
  const flat = securityHeaders(publicUrl)(path, answer);
  const headers = new Map<string, string>();
  for (let i = 0; i < flat.length; i += 2) {
    const name = (flat[i] as string).toLowerCase();
    expect(headers.has(name), `${name} twice`).toBe(false);
    headers.set(name, flat[i + 1] as string);
  }
  return headers;
}

const PAGE = { embeddable: false, type: 'text/html; charset=utf-8' };

describe('headers of every answer', () => {
  test('a page: nothing from elsewhere, nothing inline, no frame around it', () => {
    const headers = headersOf('https://jamaa.example.ma', '/ar', PAGE);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    for (const part of [
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ])
      expect(policy.split('; ')).toContain(part);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'strict-transport-security': 'max-age=31536000',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.has('access-control-allow-origin')).toBe(false);
  });

  test('on http nobody is told to come back by https', () => {
    expect(headersOf('http://localhost:3000', '/ar', PAGE).has('strict-transport-security')).toBe(false);
  });

  test('what is embeddable may stand in any frame', () => {
    const headers = headersOf('https://jamaa.example.ma', '/ar/widget', { ...PAGE, embeddable: true });
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors \*$/);
    expect(headers.has('x-frame-options')).toBe(false);
  });

  test('the API is open to the pages of any site, without credentials; pages and look-alikes are not', () => {
    const json = { embeddable: false, type: 'application/json' };
    const headers = headersOf('https://jamaa.example.ma', '/api/v1/commitments', json);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.has('access-control-allow-credentials')).toBe(false);
    for (const path of ['/api/v1', '/ar/api/v1/x', '/api'])
      expect(headersOf('https://jamaa.example.ma', path, json).has('access-control-allow-origin')).toBe(false);
  });

  test('a preflight offers reading only, and only for the API', () => {
    expect(preflightAnswer('OPTIONS', '/api/v1/commitments', 'GET')).toContain('GET, HEAD');
    expect(preflightAnswer('OPTIONS', '/api/v1/commitments', undefined)).toBeUndefined();
    expect(preflightAnswer('GET', '/api/v1/commitments', 'GET')).toBeUndefined();
    expect(preflightAnswer('OPTIONS', '/ar/sign-in', 'POST')).toBeUndefined();
  });
});

describe('who sends a form', () => {
  const sent = (headers: Record<string, string>) => new Request('http://x/', { method: 'POST', headers });
  const refused = (
    headers: Record<string, string>,
    publicUrl = 'https://jamaa.example.ma',
    host: string | null = null,
  ) => originRefused(sent(headers), publicUrl, host);

  test('another site is refused by Sec-Fetch-Site or by Origin', () => {
    expect(refused({ 'sec-fetch-site': 'cross-site' })).toBe(true);
    expect(refused({ 'sec-fetch-site': 'same-site', origin: 'https://jamaa.example.ma' })).toBe(true);
    expect(refused({ origin: 'https://evil.example' })).toBe(true);
    expect(refused({ origin: 'null' })).toBe(true);
    expect(refused({ origin: 'http://jamaa.example.ma' })).toBe(true);
    expect(refused({ origin: 'https://jamaa.example.ma.evil.example' })).toBe(true);
    expect(refused({ origin: 'https://evil.example', host: 'evil.example' })).toBe(true);
    expect(refused({ 'sec-fetch-site': 'none', origin: 'https://evil.example' })).toBe(true);
  });

  test('our own pages are not, and where both are absent the token decides', () => {
    expect(refused({})).toBe(false);
    expect(refused({ 'sec-fetch-site': 'same-origin' })).toBe(false);
    expect(refused({ 'sec-fetch-site': 'none' })).toBe(false);
    expect(refused({ origin: 'https://jamaa.example.ma' })).toBe(false);
  });

  test('a body with a host of its own is at home there, and nobody else is', () => {
    expect(refused({ origin: 'https://region.ma' }, 'https://jamaa.example.ma', 'region.ma')).toBe(false);
    expect(refused({ origin: 'https://region.ma' })).toBe(true);
    const onPort = { origin: 'http://region.test:3000', host: 'region.test:3000' };
    expect(refused(onPort, 'http://localhost:3000', 'region.test')).toBe(false);
  });

  test('a server on trial may be visited by another name of its machine', () => {
    expect(refused({ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, 'http://localhost:3000')).toBe(false);
    expect(refused({ origin: 'http://192.168.1.5:3000', host: '192.168.1.5:3000' }, 'http://localhost:3000')).toBe(
      false,
    );
    expect(refused({ origin: 'http://127.0.0.1:4000', host: '127.0.0.1:3000' }, 'http://localhost:3000')).toBe(true);
  });
});

describe('addresses to go to', () => {
  test('paths of this site', () => {
    expect(safePath('/ar/me?tab=cases#last')).toBe('/ar/me?tab=cases#last');
    expect(safePath('/')).toBe('/');
    expect(safePath('/ar/../fr')).toBe('/fr');
    expect(safePath('/ar/بحث')).toBe(`/ar/${encodeURIComponent('بحث')}`);
  });

  test.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    'javascript:alert(1)',
    'ar/me',
    '',
    ' /ar',
    '/\\/evil.example',
    `/${'a'.repeat(3000)}`,
  ])('not %j', (value) => {
    expect(safePath(value)).toBeUndefined();
  });

  test('whatever is let through stays on this host', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('/', '\\', '\t', '.', '@', ':', 'e', '%', '?', '#', '2', 'F') }),
        (text) => {
          const path = safePath(text);
          if (path !== undefined) expect(new URL(path, 'https://jamaa.example.ma').host).toBe('jamaa.example.ma');
        },
      ),
    );
  });
});
