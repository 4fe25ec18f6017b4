import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { BlockList } from 'node:net';
import { type PageCache, type PageCacheOptions, pageCache } from '../cache/page-cache.ts';
import type { Clock } from '../clock.ts';
import type { SettledConfig } from '../config.ts';
import { newId } from '../ids.ts';
import type { Log } from '../log.ts';
import { requestLog } from '../log.ts';
import { type ClientAddresses, clientAddresses } from './client-address.ts';
import type { RequestMeasures } from './measures.ts';
import type { Operations } from './operations.ts';
import { preflightAnswer, securityHeaders } from './security.ts';
import type { StaticFiles } from './static-files.ts';

/** What the listener knows of a request besides the `Request` itself. */
export type RequestScene = {
  /** Shown on error pages as the incident number, and in every line of the log. */
  requestId: string;
  log: Log;
  /** Keyed hash of the client's address, for rate limits. */
  clientKey: string;
  /** Whether who asks is in one of some networks. The address itself goes no further. */
  isFrom(networks: BlockList): boolean;
  /** A person or program on this machine, no proxy between: `/dev`. */
  local: boolean;
};

export type ListenerDeps = {
  /** The program: pages and API. */
  fetch: (request: Request, scene: RequestScene) => Response | Promise<Response>;
  config: Pick<SettledConfig, 'publicUrl' | 'trustedProxies' | 'secret'>;
  clock: Clock;
  log: Log;
  measures: RequestMeasures;
  staticFiles?: StaticFiles;
  operations?: Operations;
  cache?: Pick<PageCacheOptions<unknown>, 'maxBytes' | 'maxAge' | 'patience' | 'harmlessCookies'>;
};

export type Listener = {
  /** For `http.createServer`. */
  listen: RequestListener;
  cache: Pick<PageCache<RequestScene>, 'drop' | 'clear' | 'stats'>;
};

/** Node refuses headers beyond 16 KB with 431; an address of its own gets the clearer answer. */
const LONGEST_ADDRESS = 8_000;
const REQUEST_ID = /^[\w.:-]{8,100}$/;

/**
 * Everything between the socket and the program, in the order of cost: the page cache, built files, what operators ask, the program.
 * One line of the log for each request that reached the program; those the cache answered are only counted.
 */
export function createListener(deps: ListenerDeps): Listener {
  const { log, measures, staticFiles, operations } = deps;
  const headersFor = securityHeaders(deps.config.publicUrl);
  const clients = clientAddresses(deps.config);
  const plain = (path: string) => headersFor(path, { embeddable: false, type: 'text/plain' });
  const cache = pageCache<RequestScene>({
    ...deps.cache,
    fetch: deps.fetch,
    clock: deps.clock,
    log,
    headersFor,
    failed: (scene, error) => {
      scene.log.error({ err: error }, 'a request failed');
      return new Response(`500 ${scene.requestId}\n`, {
        status: 500,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      });
    },
  });
  let warned = false;

  const listen = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    if (isStopping(incoming)) outgoing.setHeader('Connection', 'close');
    if (cache.hit(incoming, outgoing)) return;
    const url = incoming.url ?? '';
    if (url.length > LONGEST_ADDRESS) {
      short(outgoing, 414, plain(url));
      return;
    }
    if (staticFiles?.answer(incoming, outgoing)) return;
    const scene = sceneOf(incoming, clients, log);
    if (!warned && clients.fromUnknownProxy(incoming)) {
      warned = true;
      log.warn(
        'A proxy on this machine is not named in JAMAA_TRUSTED_PROXIES: all its visitors count as one, and share one limit.',
      );
    }
    if (operations?.answer(incoming, outgoing, scene.local)) return;
    const preflight = preflightAnswer(incoming.method ?? '', url, incoming.headers['access-control-request-method']);
    if (preflight) {
      short(outgoing, 204, [...plain('/'), ...preflight]);
      return;
    }

    const started = performance.now();
    const method = incoming.method ?? '';
    const path = loggedPath(url);
    outgoing.setHeader('X-Request-Id', scene.requestId);
    cache.serve(incoming, outgoing, scene).then(
      ({ status, route, cache: source }) => {
        const took = performance.now() - started;
        measures.add(route ?? routeClass(url), status, took / 1000);
        scene.log.info({ method, path, status, route, cache: source, ms: Math.round(took * 10) / 10 }, 'request');
      },
      (error) => {
        scene.log.error({ err: error, method, path }, 'an answer could not be sent');
        outgoing.destroy();
      },
    );
  };

  return { listen, cache };
}

/** A server that takes no more connections: who is still here is asked to come back on another one. */
function isStopping(incoming: IncomingMessage): boolean {
  return (incoming.socket as { server?: { listening: boolean } }).server?.listening === false;
}

function sceneOf(incoming: IncomingMessage, clients: ClientAddresses, log: Log): RequestScene {
  const sent = incoming.headers['x-request-id'];
  const requestId =
    typeof sent === 'string' && REQUEST_ID.test(sent) && clients.fromTrustedProxy(incoming) ? sent : newId();
  let known: Log | undefined;
  return {
    requestId,
    // Made when they are asked for: many requests need neither.
    get log() {
      known ??= requestLog(log, requestId);
      return known;
    },
    get clientKey() {
      return clients.clientKey(incoming);
    },
    isFrom: (networks) => clients.isFrom(incoming, networks),
    local: clients.isLocal(incoming),
  };
}

function short(outgoing: ServerResponse, status: number, head: readonly string[]): void {
  outgoing.writeHead(status, status === 204 ? [...head] : [...head, 'Content-Length', '0']);
  outgoing.end();
}

/** The kind of an answer that does not name its route. */
function routeClass(url: string): string {
  return url.startsWith('/api/') ? 'api' : 'page';
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The path as the log may keep it: without query, and without what could be a secret in a link (sign-in, unsubscribe). */
export function loggedPath(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  return path
    .slice(0, 300)
    .split('/')
    .map((part) => (isSecretLike(part) ? '…' : part))
    .join('/');
}

/** Random texts as links carry them (base64url, hexadecimal), not the words, references and ids of our own addresses. */
function isSecretLike(part: string): boolean {
  if (part.includes('@') || part.includes('%40')) return true;
  if (part.length < 20 || ID.test(part) || !/[0-9]/.test(part)) return false;
  return (/[a-z]/.test(part) && /[A-Z]/.test(part)) || /[a-z0-9]{20}/.test(part) || /[A-Z0-9]{20}/.test(part);
}
