import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HeadersFor } from '../cache/answer.ts';
import type { CacheStats } from '../cache/page-cache.ts';
import type { JobCounts } from '../jobs/queue.ts';
import type { Log } from '../log.ts';
import type { RequestMeasures } from './measures.ts';

export type Operations = {
  /** Answers `/healthz`, `/readyz` and `/metrics`; false: somebody else's address. `local`: asked from this machine, no proxy between. */
  answer(incoming: IncomingMessage, outgoing: ServerResponse, local: boolean): boolean;
};

export type OperationsDeps = {
  headersFor: HeadersFor;
  log: Pick<Log, 'warn' | 'error'>;
  /** Throws when the database cannot be reached. */
  reachDatabase(): Promise<unknown>;
  /** Names of migrations that have not run. */
  pendingMigrations(): Promise<readonly string[]>;
  metricsToken: string | undefined;
  measures: RequestMeasures;
  cacheStats(): CacheStats;
  pool(): { totalCount: number; idleCount: number; waitingCount: number };
  /** Only read when the measures are asked for. */
  jobs(): Promise<JobCounts>;
};

/** How long `/readyz` waits for the database, in milliseconds: less than the patience of those who ask. */
const PATIENCE = 2_000;

/** What operators and their machines ask. */
export function operations(deps: OperationsDeps): Operations {
  const head = deps.headersFor('', { embeddable: false, type: 'text/plain' });
  let migrated = false;

  const say = (outgoing: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8') => {
    outgoing.writeHead(status, [
      ...head,
      'Content-Type',
      type,
      'Cache-Control',
      'no-store',
      'Content-Length',
      String(Buffer.byteLength(text)),
    ]);
    outgoing.end(text);
  };

  const ready = async (outgoing: ServerResponse) => {
    try {
      await soon(deps.reachDatabase());
      // Once done they stay done: migrations only go forward.
      migrated ||= (await soon(deps.pendingMigrations())).length === 0;
      if (migrated) say(outgoing, 200, 'ready\n');
      else say(outgoing, 503, 'migrations are missing\n');
    } catch (error) {
      deps.log.warn({ err: error }, 'not ready: the database does not answer');
      say(outgoing, 503, 'database does not answer\n');
    }
  };

  const metrics = async (incoming: IncomingMessage, outgoing: ServerResponse, local: boolean) => {
    if (!mayRead(incoming, local, deps.metricsToken)) return say(outgoing, 404, '');
    try {
      const parts = [deps.measures.text(), ownFigures(deps), await jobFigures(deps), await processFigures()];
      say(outgoing, 200, parts.join(''), 'text/plain; version=0.0.4; charset=utf-8');
    } catch (error) {
      deps.log.error({ err: error }, 'the measures could not be collected');
      say(outgoing, 500, '');
    }
  };

  return {
    answer(incoming, outgoing, local) {
      const path = incoming.url?.split('?', 1)[0];
      if (path !== '/healthz' && path !== '/readyz' && path !== '/metrics') return false;
      if (incoming.method !== 'GET' && incoming.method !== 'HEAD') say(outgoing, 405, '');
      else if (path === '/healthz') say(outgoing, 200, 'alive\n');
      else if (path === '/readyz') void ready(outgoing);
      else void metrics(incoming, outgoing, local);
      return true;
    },
  };
}

function mayRead(incoming: IncomingMessage, local: boolean, token: string | undefined): boolean {
  const sent = incoming.headers.authorization?.match(/^Bearer (.+)$/i)?.[1];
  if (sent !== undefined) return token !== undefined && timingSafeEqual(digest(sent), digest(token));
  return local;
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

function soon<T>(promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE} ms`)), PATIENCE);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function figure(
  name: string,
  kind: 'gauge' | 'counter',
  help: string,
  rows: readonly (readonly [string, number])[],
): string {
  const lines = rows.map(([labels, value]) => `${name}${labels} ${value}`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${lines.join('\n')}\n`;
}

function ownFigures(deps: OperationsDeps): string {
  const cache = deps.cacheStats();
  const pool = deps.pool();
  return [
    figure('jamaa_page_cache_answers_total', 'counter', 'Answers by how the page cache made them.', [
      ['{from="hit"}', cache.hits],
      ['{from="filled"}', cache.filled],
      ['{from="shared"}', cache.shared],
      ['{from="stale"}', cache.stale],
      ['{from="program"}', cache.passed],
    ]),
    figure('jamaa_page_cache_removed_total', 'counter', 'Pages that left the cache.', [
      ['{why="changed"}', cache.dropped],
      ['{why="room"}', cache.evicted],
    ]),
    figure('jamaa_page_cache_bytes', 'gauge', 'Memory of kept pages.', [['', cache.bytes]]),
    figure('jamaa_page_cache_entries', 'gauge', 'Kept pages.', [['', cache.entries]]),
    figure('jamaa_database_connections', 'gauge', 'Connections of this process to the database.', [
      ['{state="open"}', pool.totalCount],
      ['{state="idle"}', pool.idleCount],
    ]),
    figure('jamaa_database_waiting', 'gauge', 'Queries that wait for a connection.', [['', pool.waitingCount]]),
  ].join('');
}

async function jobFigures(deps: OperationsDeps): Promise<string> {
  const { waiting, planned, failed } = await soon(deps.jobs());
  return figure('jamaa_jobs', 'gauge', 'Jobs that are due, jobs for later, and jobs that were given up.', [
    ['{state="waiting"}', waiting],
    ['{state="planned"}', planned],
    ['{state="failed"}', failed],
  ]);
}

let collecting: Promise<{ metrics(): Promise<string> }> | undefined;

/** Memory, event loop and garbage collection of this process; watched from the first time somebody asks. */
async function processFigures(): Promise<string> {
  collecting ??= import('prom-client').then(({ collectDefaultMetrics, Registry }) => {
    const register = new Registry();
    collectDefaultMetrics({ register });
    return register;
  });
  return (await collecting).metrics();
}
