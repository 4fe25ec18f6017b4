import { isIP } from 'node:net';
import type { HeadersFor } from '../cache/answer.ts';

/** Answers under this path may be read by the pages of any site: they are public, and cookies play no part in them. */
const OPEN_API = '/api/v1/';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
];

// Nothing here needs a sensor, and a frame inside a page must not get one either.
const PERMISSIONS = ['accelerometer', 'camera', 'geolocation', 'gyroscope', 'microphone', 'payment', 'usb']
  .map((name) => `${name}=()`)
  .join(', ');

/**
 * The headers of every answer, as name, value, name, value. Strict: no script or style inside pages, no frame around them; what is
 * marked embeddable may stand in a frame anywhere, and GET answers of the API may be read from anywhere, without credentials.
 * @param publicUrl with https browsers are told to come back by https only, for a year
 */
export function securityHeaders(publicUrl: string): HeadersFor {
  const common = [
    'X-Content-Type-Options',
    'nosniff',
    'Referrer-Policy',
    'strict-origin-when-cross-origin',
    'Permissions-Policy',
    PERMISSIONS,
    ...(publicUrl.startsWith('https:') ? ['Strict-Transport-Security', 'max-age=31536000'] : []),
  ];
  const policy = (ancestors: string) => [
    'Content-Security-Policy',
    `${POLICY.join('; ')}; frame-ancestors ${ancestors}`,
  ];
  const closed = [
    ...common,
    ...policy("'none'"),
    'X-Frame-Options',
    'DENY',
    'Cross-Origin-Opener-Policy',
    'same-origin',
  ];
  const page = [...closed, 'Cross-Origin-Resource-Policy', 'same-origin'];
  // Share cards and charts are shown by other sites and by messengers.
  const picture = [...closed, 'Cross-Origin-Resource-Policy', 'cross-origin'];
  const embeddable = [...common, ...policy('*'), 'Cross-Origin-Resource-Policy', 'cross-origin'];
  const api = [
    ...picture,
    'Access-Control-Allow-Origin',
    '*',
    'Access-Control-Expose-Headers',
    'Content-Disposition, ETag, Link, Retry-After, X-Request-Id',
  ];
  return (path, answer) => {
    if (answer.embeddable) return embeddable;
    if (path.startsWith(OPEN_API)) return api;
    return answer.type.startsWith('image/') ? picture : page;
  };
}

/**
 * The answer to a CORS preflight of the API, or undefined for any other request. Reading is open to all sites; writing from the pages
 * of other sites is not, so only GET and HEAD are offered.
 */
export function preflightAnswer(
  method: string,
  path: string,
  requestedMethod: string | undefined,
): readonly string[] | undefined {
  if (method !== 'OPTIONS' || requestedMethod === undefined || !path.startsWith(OPEN_API)) return undefined;
  return [
    'Access-Control-Allow-Origin',
    '*',
    'Access-Control-Allow-Methods',
    'GET, HEAD',
    'Access-Control-Allow-Headers',
    'Accept, Accept-Language, If-None-Match',
    'Access-Control-Max-Age',
    '86400',
  ];
}

/**
 * Whether a request that changes something comes from another site: `Sec-Fetch-Site` or `Origin` says so. Where both are absent (text
 * browsers) it is not refused here: the form token decides (`form-token.ts`).
 * @param publicUrl the platform's own address
 * @param tenantHost the host of the body whose site is visited, when it has one
 */
export function originRefused(request: Request, publicUrl: string, tenantHost: string | null): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site === 'same-origin') return false;
  // `same-site` is another host under the same name: a neighbour, not us. `none` is the person at the address bar.
  if (site !== null && site !== 'none') return true;
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  return !ownOrigins(request, publicUrl, tenantHost).has(origin);
}

function ownOrigins(request: Request, publicUrl: string, tenantHost: string | null): Set<string> {
  const own = new URL(publicUrl);
  const origins = new Set([own.origin]);
  const host = request.headers.get('host')?.toLowerCase() ?? '';
  const name = host.replace(/:\d+$/, '');
  if (tenantHost) origins.add(`${own.protocol}//${name === tenantHost ? host : tenantHost}`);
  // A server on trial is visited by the numbers of its machine too, and no foreign page can give itself those.
  if (name === 'localhost' || isIP(name.replace(/^\[|\]$/g, '')) !== 0) origins.add(`${own.protocol}//${host}`);
  return origins;
}

/**
 * A path of this site, or undefined: for addresses that came from outside (`?to=/ar/me`). Refuses other hosts in every spelling
 * browsers understand (`//host`, `/\host`, tabs and line ends inside).
 */
export function safePath(value: string | null | undefined): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop these from addresses, so `/\t/host` is `//host`
  if (!value || value.length > 2000 || !/^\/(?![/\\])/.test(value) || /[\u0000-\u001f\\]/.test(value)) return undefined;
  const base = 'http://here.invalid';
  try {
    const url = new URL(value, base);
    return url.origin === base ? `${url.pathname}${url.search}${url.hash}` : undefined;
  } catch {
    return undefined;
  }
}
