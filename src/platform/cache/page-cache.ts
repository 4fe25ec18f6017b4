import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener, RequestError } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { type Answer, alreadyHas, type HeadersFor, readAnswer, sendOnce, type Wanted } from './answer.ts';
import { exactKey, isShareable, keptAddress } from './cache-key.ts';
import { chooseEncoding } from './encoding.ts';
import { type Kept, keep, type Packet, packetOf } from './kept.ts';
import { dayTurn } from './midnight.ts';
import { writeReadyHead } from './ready-head.ts';
import { mayBeBehind } from './tags.ts';

export type PageCacheOptions<I> = {
  /** The program behind the cache. */
  fetch: (request: Request, info: I) => Response | Promise<Response>;
  clock: Clock;
  log: Pick<Log, 'error'>;
  /** Security and CORS headers of every answer. */
  headersFor: HeadersFor;
  /** The last word when `fetch` itself fails: an answer without any detail. */
  failed: (info: I, error: unknown) => Response;
  /** Most bytes of kept answers, with their compressed copies. */
  maxBytes?: number;
  /** Longest life of a kept answer in milliseconds, in case news of a change was lost (LISTEN/NOTIFY is a hint). */
  maxAge?: number;
  /** How long a visitor waits for a refill before the old page is shown, in milliseconds. */
  patience?: number;
  /** Cookies no kept page depends on. */
  harmlessCookies?: readonly string[];
};

/** How an answer came about, for measures and the log. `hit` ones are counted, not reported. */
export type Outcome = { status: number; route: string | undefined; cache: 'filled' | 'shared' | 'stale' | 'none' };

export type CacheStats = {
  entries: number;
  bytes: number;
  hits: number;
  filled: number;
  shared: number;
  stale: number;
  passed: number;
  dropped: number;
  evicted: number;
};

export type PageCache<I> = {
  /** Answers from the cache alone; false when it cannot. Synchronous when the encoding was prepared. */
  hit(incoming: IncomingMessage, outgoing: ServerResponse): boolean;
  /** Asks the program, keeps what may be kept, and answers. Call it when `hit` said no. */
  serve(incoming: IncomingMessage, outgoing: ServerResponse, info: I): Promise<Outcome>;
  /** What shows one of these is made anew when it is next asked for. */
  drop(tags: readonly string[]): void;
  clear(): void;
  stats(): CacheStats;
};

type Landed = { entry: Kept /** Position of the first drop that it missed, Infinity when none. */; spoiledAt: number };

type Flight = {
  /** Position in the sequence of drops at which each tag was first dropped while the flight ran. */
  dropped: Map<string, number>;
  cleared: number;
  result: Promise<Landed | undefined>;
};

const KEPT_STATUS = new Set([200, 301, 308, 404, 410]);
const HARMLESS = ['lang', 'form', '__Host-form'];
/** A dropped page is shown to others while its refill runs for so long and no longer: it may have been dropped to hide something. */
const STALE_AT_MOST = 10_000;
const NOT_KEPT_REMEMBERED = 2_000;

/**
 * The page cache in front of the program, at the level of node:http. Kept are answers that carry `x-jamaa-tags`, set no cookie and
 * were asked for without personal cookies or Authorization; see docs/decisions/0007. One request at a time makes a page: the others
 * wait for it, and after `patience` see the former page if there is one; where only a counter moved they see it at once. At midnight in Morocco everything is made anew, because
 * "late" and "due soon" are said on pages.
 */
export function pageCache<I>(options: PageCacheOptions<I>): PageCache<I> {
  const { clock, headersFor } = options;
  const maxBytes = options.maxBytes ?? 64 * 1024 * 1024;
  const maxAge = options.maxAge ?? 10 * 60_000;
  const patience = options.patience ?? 300;
  const rules = { harmlessCookies: new Set(options.harmlessCookies ?? HARMLESS) };

  const entries = new Map<string, Kept>();
  const byTag = new Map<string, Set<Kept>>();
  const flights = new Map<string, Flight>();
  /** Addresses whose answer could not be kept, and until when nobody waits for one another there. */
  const notKept = new Map<string, number>();
  const newDay = dayTurn(clock);
  const counted = { hits: 0, filled: 0, shared: 0, stale: 0, passed: 0, dropped: 0, evicted: 0 };
  let bytes = 0;
  /** Counts drops, so that a page made from what was read before a change is never taken for a page made after it. */
  let sequence = 0;

  const remove = (entry: Kept) => {
    if (entries.get(entry.key) !== entry) return;
    entries.delete(entry.key);
    bytes -= entry.bytes;
    for (const tag of entry.tags) {
      const tagged = byTag.get(tag);
      tagged?.delete(entry);
      if (tagged?.size === 0) byTag.delete(tag);
    }
  };

  const grow = (entry: Kept, more: number) => {
    entry.bytes += more;
    if (entries.get(entry.key) !== entry) return;
    bytes += more;
    // Second chance: what was asked for since the hand last passed goes to the end of the line.
    for (const old of entries.values()) {
      if (bytes <= maxBytes) break;
      if (old.used && old !== entry) {
        old.used = false;
        entries.delete(old.key);
        entries.set(old.key, old);
        continue;
      }
      remove(old);
      counted.evicted += 1;
    }
  };

  const store = (entry: Kept) => {
    const former = entries.get(entry.key);
    if (former) remove(former);
    if (entry.bytes > maxBytes / 4) return;
    entries.set(entry.key, entry);
    for (const tag of entry.tags) {
      let tagged = byTag.get(tag);
      if (!tagged) {
        tagged = new Set();
        byTag.set(tag, tagged);
      }
      tagged.add(entry);
    }
    const size = entry.bytes;
    entry.bytes = 0;
    grow(entry, size);
  };

  const clear = () => {
    sequence += 1;
    for (const flight of flights.values()) flight.cleared ||= sequence;
    counted.dropped += entries.size;
    entries.clear();
    byTag.clear();
    notKept.clear();
    bytes = 0;
  };

  const drop = (tags: readonly string[]) => {
    sequence += 1;
    for (const tag of tags) {
      for (const flight of flights.values()) if (!flight.dropped.has(tag)) flight.dropped.set(tag, sequence);
      for (const entry of byTag.get(tag) ?? []) {
        entry.behind = mayBeBehind(tag) && (entry.behind || entry.staleSince === undefined);
        if (entry.staleSince !== undefined) continue;
        entry.staleSince = clock.now().getTime();
        counted.dropped += 1;
      }
    }
  };

  const isFresh = (entry: Kept, now: number) => entry.staleSince === undefined && now < entry.until;
  const isYoungEnough = (entry: Kept, now: number) => now - (entry.staleSince ?? entry.until) < STALE_AT_MOST;
  /** A counter on it moved, and the page with the new figure is on its way. */
  const isPassable = (entry: Kept, now: number) => entry.behind && flights.has(entry.key) && isYoungEnough(entry, now);

  const sendPacket = (incoming: IncomingMessage, outgoing: ServerResponse, entry: Kept, packet: Packet) => {
    entry.used = true;
    if (incoming.headers['if-none-match'] !== undefined && entry.status === 200 && alreadyHas(incoming, entry.name)) {
      outgoing.writeHead(304, packet.headUnchanged);
      outgoing.end();
      return;
    }
    packet.ready = writeReadyHead(outgoing, entry.status, packet.head, packet.ready);
    // For HEAD node:http itself leaves the body out.
    outgoing.end(packet.body);
  };

  const send = async (incoming: IncomingMessage, outgoing: ServerResponse, entry: Kept) => {
    const packet = packetOf(entry, chooseEncoding(incoming.headers['accept-encoding']), grow);
    sendPacket(incoming, outgoing, entry, packet instanceof Promise ? await packet : packet);
  };

  const hit = (incoming: IncomingMessage, outgoing: ServerResponse): boolean => {
    if (!isShareable(incoming, rules)) return false;
    const now = clock.now().getTime();
    if (newDay(now)) clear();
    let entry = entries.get(exactKey(incoming));
    if (!entry) {
      const address = keptAddress(incoming);
      entry = address && entries.get(address.key);
    }
    if (!entry) return false;
    if (isFresh(entry, now)) counted.hits += 1;
    else if (isPassable(entry, now)) counted.stale += 1;
    else return false;
    const packet = packetOf(entry, chooseEncoding(incoming.headers['accept-encoding']), grow);
    if (!(packet instanceof Promise)) {
      sendPacket(incoming, outgoing, entry, packet);
      return true;
    }
    const kept = entry;
    packet.then(
      (ready) => sendPacket(incoming, outgoing, kept, ready),
      (error) => {
        options.log.error({ err: error }, 'a kept page could not be compressed');
        outgoing.destroy();
      },
    );
    return true;
  };

  /** Runs the program for one request and reads what it answered; never throws. */
  const ask = async (request: Request, info: I): Promise<Answer> => {
    try {
      return await readAnswer(await options.fetch(request, info));
    } catch (error) {
      return readAnswer(options.failed(info, error));
    }
  };

  const isKept = (answer: Answer) =>
    answer.tags !== undefined &&
    KEPT_STATUS.has(answer.status) &&
    !answer.setsCookie &&
    answer.encoded === undefined &&
    Buffer.isBuffer(answer.body);

  const markNotKept = (key: string, answer: Answer) => {
    // A failure is not the nature of the page: others try again soon.
    notKept.delete(key);
    notKept.set(key, clock.now().getTime() + (answer.status >= 500 ? 1_000 : 60_000));
    if (notKept.size > NOT_KEPT_REMEMBERED) notKept.delete(notKept.keys().next().value as string);
  };

  const pass = async (
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    answer: Answer,
    wanted: Wanted,
  ): Promise<Outcome> => {
    counted.passed += 1;
    await sendOnce(incoming, outgoing, answer, { path: pathOf(incoming), headersFor, wanted });
    return { status: answer.status, route: answer.route, cache: 'none' };
  };

  /** Makes the page of one key, as the one request that does; the others wait for `flight.result`. */
  const fill = async (
    key: string,
    path: string,
    request: Request,
    info: I,
  ): Promise<{ answer: Answer } | { answer: Answer; entry: Kept }> => {
    const { promise, resolve } = Promise.withResolvers<Landed | undefined>();
    const flight: Flight = { dropped: new Map(), cleared: 0, result: promise };
    flights.set(key, flight);
    try {
      const answer = await ask(request, info);
      if (!isKept(answer)) {
        markNotKept(key, answer);
        const former = entries.get(key);
        // What can no longer be kept must not be shown from the past either.
        if (former && answer.status < 500) remove(former);
        return { answer };
      }
      notKept.delete(key);
      const entry = keep(key, answer, path, headersFor, clock.now().getTime() + maxAge);
      const drops = entry.tags.filter((tag) => flight.dropped.has(tag));
      const hard = drops.filter((tag) => !mayBeBehind(tag)).map((tag) => flight.dropped.get(tag) as number);
      const spoiledAt = Math.min(flight.cleared || Infinity, ...hard);
      // Made from what was read before a change: good enough to be shown while the next one is made, not to be kept.
      entry.behind = spoiledAt === Infinity && drops.length > 0;
      if (spoiledAt !== Infinity || entry.behind) entry.staleSince = clock.now().getTime();
      store(entry);
      resolve({ entry, spoiledAt });
      return { answer, entry };
    } finally {
      flights.delete(key);
      resolve(undefined);
    }
  };

  const serveShared = async (
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    info: I,
    request: Request,
    key: string,
    wanted: Wanted,
  ): Promise<Outcome> => {
    const arrived = sequence;
    for (;;) {
      const entry = entries.get(key);
      if (entry && isFresh(entry, clock.now().getTime())) {
        counted.shared += 1;
        await send(incoming, outgoing, entry);
        return { status: entry.status, route: entry.route, cache: 'shared' };
      }
      const flight = flights.get(key);
      if (!flight) break;
      const until = notKept.get(key);
      if (until !== undefined && until > clock.now().getTime())
        return pass(incoming, outgoing, await ask(request, info), wanted);
      const stale = entry && isYoungEnough(entry, clock.now().getTime()) ? entry : undefined;
      const result = await (stale ? Promise.race([flight.result, elapsed(patience)]) : flight.result);
      if (result === 'elapsed' && stale) {
        counted.stale += 1;
        await send(incoming, outgoing, stale);
        return { status: stale.status, route: stale.route, cache: 'stale' };
      }
      if (result === undefined || result === 'elapsed')
        return pass(incoming, outgoing, await ask(request, info), wanted);
      // A change that this visitor may know of came while the page was made: they wait for the next one, at most once,
      // since that one starts after they came.
      if (arrived >= result.spoiledAt) continue;
      counted.shared += 1;
      await send(incoming, outgoing, result.entry);
      return { status: result.entry.status, route: result.entry.route, cache: 'shared' };
    }
    const filled = await fill(key, pathOf(incoming), request, info);
    if (!('entry' in filled)) return pass(incoming, outgoing, filled.answer, wanted);
    counted.filled += 1;
    await send(incoming, outgoing, filled.entry);
    return { status: filled.entry.status, route: filled.entry.route, cache: 'filled' };
  };

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse, info: I): Promise<Outcome> => {
    const wanted: Wanted = incoming.method === 'GET' || incoming.method === 'HEAD' ? incoming.method : 'other';
    const address = isShareable(incoming, rules) ? keptAddress(incoming) : undefined;
    // A HEAD is a GET whose body stays here: the program knows GET only.
    if (wanted === 'HEAD') incoming.method = 'GET';
    if (address) incoming.url = address.url;
    let outcome: Outcome = { status: 400, route: undefined, cache: 'none' };
    const listen = getRequestListener(
      async (request) => {
        outcome = address
          ? await serveShared(incoming, outgoing, info, request, address.key, wanted)
          : await pass(incoming, outgoing, await ask(request, info), wanted);
        return RESPONSE_ALREADY_SENT;
      },
      {
        overrideGlobalObjects: false,
        // Reached for a request that is no request (a host that is no host), and when a body broke off half way.
        errorHandler: (error) => {
          const known =
            error instanceof RequestError || (error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE';
          if (!known) options.log.error({ err: error }, 'an answer broke off');
          if (outgoing.headersSent) outgoing.destroy();
          else outgoing.writeHead(400, [...headersFor('', { embeddable: false, type: '' })]).end();
        },
      },
    );
    await listen(incoming, outgoing);
    return outcome;
  };

  return {
    hit,
    serve,
    drop,
    clear,
    stats: () => ({ entries: entries.size, bytes, ...counted }),
  };
}

function pathOf(incoming: IncomingMessage): string {
  const url = incoming.url as string;
  const question = url.indexOf('?');
  return question < 0 ? url : url.slice(0, question);
}

function elapsed(milliseconds: number): Promise<'elapsed'> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('elapsed'), milliseconds).unref();
  });
}
