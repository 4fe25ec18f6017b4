import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { handClock } from '#platform/clock.ts';
import { readConfig } from '#platform/config.ts';
import { queueJob } from '#platform/jobs/queue.ts';
import { silentLog } from '#platform/log.ts';
import { openApp } from '../../src/app.ts';
import { testDatabase } from '../setup/database.ts';
import { TEST_DAY } from '../setup/program.ts';

const { db, connection } = await testDatabase();

test('the measures of the running program count connections and jobs', async () => {
  const { config } = readConfig({ JAMAA_MODE: 'trial' });
  const app = await openApp({
    config: { ...config, secret: 'a secret for tests, longer than 32 signs' },
    log: silentLog(),
    clock: handClock(TEST_DAY),
    database: { url: '', connection },
    role: 'web',
  });
  const server = createServer(app.listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await app.close();
  });
  const get = async (path: string) =>
    (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)).text();
  const figure = async (name: string) =>
    Number(
      (await get('/metrics'))
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')[1],
    );
  expect(await get('/readyz')).toBe('ready\n');
  expect(await figure('jamaa_database_connections{state="open"}')).toBeGreaterThan(0);
  const before = await figure('jamaa_jobs{state="waiting"}');
  await queueJob(db, 'audit.seal', {});
  await queueJob(db, 'audit.seal', {}, { runAt: new Date('2100-01-01') });
  expect(await figure('jamaa_jobs{state="waiting"}')).toBe(before + 1);
  expect(await figure('jamaa_jobs{state="planned"}')).toBe(1);
  expect(await figure('jamaa_jobs{state="failed"}')).toBe(0);
});
