import type { IncomingMessage } from 'node:http';

/** The longest query (with its `?`) that is kept: longer ones are searches nobody repeats. */
const LONGEST_QUERY = 1000;
const LONGEST_HOST = 255;

// What campaign links add; no page looks at it, and each value would be a page of its own in the cache.
const CAMPAIGN = /^(utm_[a-z]+|fbclid|gclid|gbraid|wbraid|msclkid|mc_[ce]id|igshid|yclid|_gl)$/;

export type KeyRules = {
  /** Cookies that no kept page depends on. Any other cookie makes a request personal. */
  harmlessCookies: ReadonlySet<string>;
};

/**
 * Whether a request may be answered from the cache and its answer kept: nothing in it tells one visitor from another.
 * `/` sends people to their language by cookie and browser, so it is never shared.
 */
export function isShareable(incoming: IncomingMessage, rules: KeyRules): boolean {
  if (incoming.method !== 'GET' && incoming.method !== 'HEAD') return false;
  const url = incoming.url as string;
  if (url.charCodeAt(0) !== 47 || url.length === 1 || url.charCodeAt(1) === 63) return false;
  const { headers } = incoming;
  // A part of a file is nobody's page.
  if (headers.authorization !== undefined || headers.range !== undefined) return false;
  if (headers.cookie !== undefined && !onlyHarmless(headers.cookie, rules.harmlessCookies)) return false;
  return headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0';
}

/** The key of an address exactly as it was sent: the newline can stand neither in an address nor in a host. */
export function exactKey(incoming: IncomingMessage): string {
  const { headers, url } = incoming;
  return headers['save-data'] === 'on' ? `${url}\n${headers.host}\nsave` : `${url}\n${headers.host}`;
}

/**
 * The address under which an answer is kept: host in small letters, parameters in order, without what campaigns add.
 * Undefined: too long to be kept.
 */
export function keptAddress(incoming: IncomingMessage): { url: string; key: string } | undefined {
  const { headers } = incoming;
  const url = incoming.url as string;
  const host = (headers.host ?? '').toLowerCase();
  if (host.length > LONGEST_HOST) return undefined;
  const save = headers['save-data'] === 'on' ? '\nsave' : '';
  const question = url.indexOf('?');
  if (question < 0) return { url, key: `${url}\n${host}${save}` };
  if (url.length - question > LONGEST_QUERY) return undefined;
  const query = new URLSearchParams(url.slice(question + 1));
  for (const name of [...query.keys()]) if (CAMPAIGN.test(name)) query.delete(name);
  query.sort();
  const text = query.toString();
  const kept = text === '' ? url.slice(0, question) : `${url.slice(0, question)}?${text}`;
  return { url: kept, key: `${kept}\n${host}${save}` };
}

function onlyHarmless(cookie: string, harmless: ReadonlySet<string>): boolean {
  for (const part of cookie.split(';')) {
    const equals = part.indexOf('=');
    const name = (equals < 0 ? part : part.slice(0, equals)).trim();
    if (name !== '' && !harmless.has(name)) return false;
  }
  return true;
}
