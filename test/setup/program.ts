import { tenantResolver } from '#core/institutions/index.ts';
import { remembered } from '#platform/cache/remembered.ts';
import { type HandClock, handClock } from '#platform/clock.ts';
import type { SettledConfig } from '#platform/config.ts';
import { readConfig } from '#platform/config.ts';
import type { Db } from '#platform/db/database.ts';
import { LOCAL_CLIENT } from '#platform/http/client-address.ts';
import type { RequestScene } from '#platform/http/listener.ts';
import { type Log, silentLog } from '#platform/log.ts';
import { type Surroundings, surroundingsOf } from '#platform/surroundings.ts';
import { catalog, createProgram, runnerFor } from '../../src/app.ts';

/** The day that the model pages were drawn: plans run, some dates have passed, none of them is today. */
export const TEST_DAY = '2026-11-21T10:00:00Z';

export type TestProgram = {
  clock: HandClock;
  config: SettledConfig;
  /** What a listener calls. */
  fetch(request: Request, scene: RequestScene): Promise<Response>;
  /** Asks for a path of the platform's own host; `local` is a person on this machine. */
  ask(path: string, init?: RequestInit & { local?: boolean; host?: string }): Promise<Response>;
  text(path: string, init?: RequestInit): Promise<string>;
  json<T = Record<string, unknown>>(path: string, init?: RequestInit): Promise<T>;
  actions: ReturnType<typeof runnerFor>;
  /** What jobs are given. */
  around: Surroundings;
};

/** The whole program over a test database, without a socket. */
export function testProgram(
  db: Db,
  options: {
    config?: Partial<SettledConfig>;
    now?: string;
    log?: Log;
    /** Told what a committed action touched. */
    committed?(tags: readonly string[]): void;
    /** The most calls of one batched action that may wait. */
    batchLimit?: number;
  } = {},
): TestProgram {
  const clock = handClock(options.now ?? TEST_DAY);
  const log = options.log ?? silentLog();
  const { config } = readConfig({ JAMAA_MODE: 'trial' });
  const settled: SettledConfig = { ...config, secret: 'a secret for tests, longer than 32 signs', ...options.config };
  const memory = remembered({ clock });
  const committed = (tags: readonly string[]) => {
    memory.drop(tags);
    options.committed?.(tags);
  };
  const actions = runnerFor(db, clock, log, { config: settled, committed, batchLimit: options.batchLimit });
  const program = createProgram({
    db,
    clock,
    log,
    config: settled,
    actions,
    tenants: tenantResolver(db, clock),
    memory,
    asset: (name) => `/assets/${name}`,
  });
  const ask: TestProgram['ask'] = (path, { local = false, host, ...init } = {}) => {
    const headers = new Headers(init.headers);
    headers.set('host', host ?? new URL(settled.publicUrl).host);
    const scene: RequestScene = { requestId: 'test-request', log, clientKey: LOCAL_CLIENT, isFrom: () => false, local };
    return program.fetch(new Request(`${settled.publicUrl}${path}`, { ...init, headers }), scene);
  };
  return {
    clock,
    config: settled,
    fetch: program.fetch,
    actions,
    around: surroundingsOf(settled, catalog),
    ask,
    text: async (path, init) => (await ask(path, init)).text(),
    json: async (path, init) => (await (await ask(path, init)).json()) as never,
  };
}
