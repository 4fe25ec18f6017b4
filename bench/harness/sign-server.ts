// The product without batches: the same program, pages and checks, where every signature has a transaction of its own.
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '#platform/clock.ts';
import { readConfig } from '#platform/config.ts';
import { connectDatabase } from '#platform/db/connect.ts';
import { silentLog } from '#platform/log.ts';
import { openApp } from '../../src/app.ts';

export type SignServer = { port: number; stop(): Promise<void> };

/** Starts it in a process of its own, on the database of the product, whose `settings` it has. */
export async function startSignServer(settings: Record<string, string | undefined>): Promise<SignServer> {
  const child = fork(import.meta.filename, { env: settings, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('exit', () => reject(new Error('it ended before it answered')));
    child.once('message', (said) => resolve(Number(said)));
  });
  return {
    port,
    stop: () => {
      child.kill();
      return ended;
    },
  };
}

async function serve(): Promise<void> {
  const log = silentLog();
  const { config } = readConfig(process.env);
  const database = await connectDatabase({ config, log });
  const app = await openApp({ ...database, log, clock: systemClock, database, role: 'web', batchLimit: 0 });
  const server = createServer(app.listener);
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.once('SIGTERM', async () => {
    server.closeAllConnections();
    server.close();
    await app.close();
    await database.close();
    process.exit();
  });
}

if (process.argv[1] === import.meta.filename) {
  process.once('disconnect', () => process.exit());
  await serve();
}
