import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import type { Db } from '#platform/db/database.ts';
import { createListener } from '#platform/http/listener.ts';
import { requestMeasures } from '#platform/http/measures.ts';
import { createLog } from '#platform/log.ts';
import { type TestProgram, testProgram } from './program.ts';

export type ServedProgram = TestProgram & {
  /** Everything that was logged, line by line, from `debug` up. */
  lines: string[];
  /** How the page cache made its answers. */
  cacheHits(): number;
};

/** The whole program over a test database behind its real listener, with page cache and log, asked over HTTP. */
export async function servedProgram(db: Db): Promise<ServedProgram> {
  const lines: string[] = [];
  const log = createLog({
    level: 'debug',
    destination: { write: (line: string) => void lines.push(line) },
    plain: false,
  });
  const program = testProgram(db, { log, committed: (tags) => listener.cache.drop(tags) });
  const { clock, config, fetch: answer } = program;
  const listener = createListener({ fetch: answer, config, clock, log, measures: requestMeasures() });
  const server = createServer(listener.listen);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask: TestProgram['ask'] = (path, { local: _local, host: _host, ...init } = {}) =>
    fetch(`${origin}${path}`, { redirect: 'manual', ...init });
  return {
    ...program,
    ask,
    text: async (path, init) => (await ask(path, init)).text(),
    json: async (path, init) => (await (await ask(path, init)).json()) as never,
    lines,
    cacheHits: () => listener.cache.stats().hits,
  };
}
