import { createServer } from 'node:net';
import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/setup/database.ts';
import { isDatabaseAway } from './away.ts';

const { pool } = await testDatabase({ empty: true });

async function failure(of: Promise<unknown>): Promise<unknown> {
  return of.then(
    () => undefined,
    (error: unknown) => error,
  );
}

test('a database that nobody answers for, or that is stopped under a question, is away', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  const nobody = new pg.Client({ host: '127.0.0.1', port });
  expect(isDatabaseAway(await failure(nobody.connect()))).toBe(true);
  const noSocket = new pg.Client({ host: '/nowhere/at-all' });
  expect(isDatabaseAway(await failure(noSocket.connect()))).toBe(true);

  const client = await pool.connect();
  client.on('error', () => {});
  const { rows } = await client.query('select pg_backend_pid() as pid');
  const asked = failure(client.query('select pg_sleep(60)'));
  await pool.query('select pg_terminate_backend($1)', [rows[0].pid]);
  expect(isDatabaseAway(await asked)).toBe(true);
  expect(isDatabaseAway(await failure(client.query('select 1')))).toBe(true);
  client.release(true);
});

test('a wrong statement, a broken rule or a missing file is a bug', async () => {
  expect(isDatabaseAway(await failure(pool.query('select no_such_thing')))).toBe(false);
  expect(isDatabaseAway(await failure(pool.query('select 1 / 0')))).toBe(false);
  expect(isDatabaseAway(Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' }))).toBe(false);
  for (const nothing of [undefined, null, 'Connection terminated', {}]) expect(isDatabaseAway(nothing)).toBe(false);
});
