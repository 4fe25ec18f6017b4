import { expect, test } from 'vitest';
import { testDatabase } from './database.ts';

const { pool, connection } = await testDatabase();
const other = await testDatabase({ empty: true });

test('each file has a database of its own, in UTF-8 and UTC', async () => {
  const { rows } = await pool.query(
    `select current_database() as name, current_setting('server_encoding') as encoding, current_setting('timezone') as zone`,
  );
  expect(rows[0]).toMatchObject({ encoding: 'UTF8', zone: 'UTC' });
  const { rows: others } = await other.pool.query('select current_database() as name');
  expect(others[0].name).not.toBe(rows[0].name);
  expect(connection).not.toEqual(other.connection);
});

test('what one writes the other does not see', async () => {
  await pool.query('create table mine (word text)');
  const { rows } = await other.pool.query(`select to_regclass('mine') as there`);
  expect(rows[0].there).toBeNull();
});
