import { beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/setup/database.ts';
import { type Migration, migrate, pendingMigrations } from './migrate.ts';

const { pool } = await testDatabase({ empty: true });
const told: string[] = [];
const log = { info: (details: object) => void told.push((details as { migration: string }).migration) };

const TREES: Migration = { name: '2026-01-01-0900-trees', sql: 'create table tree (id int primary key)' };
const HEIGHT: Migration = { name: '2026-01-02-0900-height', sql: 'alter table tree add height int not null default 1' };
const LEAVES: Migration = {
  name: '2026-01-02-1000-leaves',
  sql: 'create table leaf (id int primary key, tree_id int not null references tree)',
};

const applied = async () =>
  (await pool.query<{ name: string }>('select name from migration order by name')).rows.map((row) => row.name);

beforeEach(async () => {
  told.length = 0;
  await pool.query('drop table if exists leaf, tree, migration');
});

describe('the schema', () => {
  test('is brought forward by date, whatever folder a step comes from', async () => {
    expect(await pendingMigrations(pool, [LEAVES, TREES, HEIGHT])).toEqual([TREES.name, HEIGHT.name, LEAVES.name]);
    expect(await migrate(pool, [LEAVES, TREES, HEIGHT], log)).toEqual([TREES.name, HEIGHT.name, LEAVES.name]);
    expect(told).toEqual([TREES.name, HEIGHT.name, LEAVES.name]);
    expect(await pendingMigrations(pool, [LEAVES, TREES, HEIGHT])).toEqual([]);
    await pool.query('insert into tree (id) values (1)');
    await pool.query('insert into leaf (id, tree_id) values (1, 1)');
  });

  test('runs nothing twice, and a step that came late in spite of its date still runs', async () => {
    await migrate(pool, [TREES, LEAVES], log);
    expect(await migrate(pool, [TREES, LEAVES], log)).toEqual([]);
    expect(await pendingMigrations(pool, [TREES, HEIGHT, LEAVES])).toEqual([HEIGHT.name]);
    expect(await migrate(pool, [TREES, HEIGHT, LEAVES], log)).toEqual([HEIGHT.name]);
    expect(await applied()).toEqual([TREES.name, HEIGHT.name, LEAVES.name]);
  });

  test('refuses a step that was changed after it had run; another layout of the same SQL is no change', async () => {
    await migrate(pool, [TREES], log);
    expect(await migrate(pool, [{ ...TREES, sql: `\n  create table tree\n    (id int primary key)  ` }], log)).toEqual(
      [],
    );
    const changed = { ...TREES, sql: 'create table tree (id bigint primary key)' };
    await expect(migrate(pool, [changed, HEIGHT], log)).rejects.toThrow(
      `The migration ${TREES.name} was changed after it had run`,
    );
    expect(await applied()).toEqual([TREES.name]);
  });

  test('a step that fails leaves nothing of itself, keeps those before it, and says which it was', async () => {
    const broken = { name: '2026-01-03-0900-broken', sql: 'create table branch (id int); select nonsense;' };
    await expect(migrate(pool, [TREES, broken, LEAVES], log)).rejects.toThrow(
      /The migration 2026-01-03-0900-broken failed: .*nonsense/,
    );
    // The leaves are older than the broken step, so they ran first.
    expect(await applied()).toEqual([TREES.name, LEAVES.name]);
    expect((await pool.query(`select to_regclass('branch') as there`)).rows[0].there).toBeNull();
    expect(await migrate(pool, [TREES, { ...broken, sql: 'create index on leaf (tree_id)' }, LEAVES], log)).toEqual([
      broken.name,
    ]);
  });

  test.each([
    ['a name without a date', [{ ...TREES, name: 'trees' }], 'not a migration name: trees'],
    ['two of one name', [TREES, TREES], `two migrations are called ${TREES.name}`],
  ])('%s is refused before anything is touched', async (_, migrations, message) => {
    await expect(migrate(pool, migrations, log)).rejects.toThrow(message);
    await expect(pendingMigrations(pool, migrations)).rejects.toThrow(message);
    expect((await pool.query(`select to_regclass('migration') as there`)).rows[0].there).toBeNull();
  });
});

describe('processes that start together', () => {
  test('wait for one another: each step runs once', async () => {
    const slow: Migration = { ...TREES, sql: `select pg_sleep(0.2); ${TREES.sql}` };
    const outcomes = await Promise.all(Array.from({ length: 3 }, () => migrate(pool, [slow, HEIGHT, LEAVES], log)));
    expect(outcomes.filter((done) => done.length > 0)).toEqual([[slow.name, HEIGHT.name, LEAVES.name]]);
    expect(told).toEqual([slow.name, HEIGHT.name, LEAVES.name]);
  });

  test('the lock is given back, also after a failure', async () => {
    await migrate(pool, [TREES], log);
    await expect(migrate(pool, [{ ...TREES, sql: 'select 1' }], log)).rejects.toThrow();
    const { rows } = await pool.query(`select count(*)::int as held from pg_locks
      where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`);
    expect(rows[0].held).toBe(0);
  });
});
