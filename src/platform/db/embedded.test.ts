import { cp, mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isAlive, postmasterOf, startProcess, temporaryFolder, waitUntil } from '../../../test/setup/processes.ts';
import { openDataDir } from '../data-dir.ts';
import { silentLog } from '../log.ts';
import { outsideFolder } from './embedded/place.ts';
import { openEmbedded } from './embedded.ts';

const program = join(import.meta.dirname, '../../../test/setup/try-database.ts');
const asRoot = process.getuid?.() === 0;
const log = silentLog();

async function ask<T extends pg.QueryResultRow>(connection: pg.PoolConfig, text: string): Promise<T[]> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

async function open(folder: string) {
  return openEmbedded({ dataDir: await openDataDir(folder), log });
}

describe('the embedded database', () => {
  test('is made, speaks UTF-8, keeps UTC, and belongs to nobody important', async () => {
    const folder = await temporaryFolder();
    const embedded = await open(folder);
    expect(embedded.started).toBe(true);
    const [facts] = await ask<Record<string, string>>(
      embedded.connection,
      `select current_setting('server_encoding') as encoding, current_setting('timezone') as zone, current_setting('fsync') as fsync,
        current_setting('listen_addresses') as listens, datlocale as locale, lower('ÉÎ') as lowered,
        to_tsvector('arabic', 'المشاركة') @@ to_tsquery('arabic', 'مشاركة') as finds
      from pg_database where datname = current_database()`,
    );
    expect(facts).toEqual({
      encoding: 'UTF8',
      zone: 'UTC',
      fsync: 'on',
      listens: '',
      locale: 'C.UTF-8',
      lowered: 'éî',
      finds: true,
    });
    expect(await ask(embedded.connection, `select 'yes' as answer`)).toEqual([{ answer: 'yes' }]);
    expect(await ask({ connectionString: embedded.url }, `select 'yes' as answer`)).toEqual([{ answer: 'yes' }]);

    const home = await stat(join(folder, 'postgres'));
    expect(home.uid).toBe(asRoot ? 65534 : process.getuid?.());
    expect(home.mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'database.json'))).mode & 0o777).toBe(0o600);
    await expect(ask({ ...embedded.connection, password: 'guess' }, 'select 1')).rejects.toThrow(/password/);

    const pid = postmasterOf(folder);
    await embedded.stop();
    expect(isAlive(pid ?? 0)).toBe(false);
    expect(await readFile(join(folder, 'postgres.log'), 'utf8')).toContain('database system is shut down');
  });

  test('is joined by whoever comes second, and stops with the last', async () => {
    const folder = await temporaryFolder();
    const first = await open(folder);
    const second = await open(folder);
    expect([first.started, second.started]).toEqual([true, false]);
    await first.stop();
    expect(await ask(second.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
    await second.stop();
    expect(postmasterOf(folder)).toBeUndefined();
  });

  test('is made once when several come at the same moment', async () => {
    const folder = await temporaryFolder();
    const all = await Promise.all(Array.from({ length: 4 }, () => open(folder)));
    expect(all.filter((each) => each.started)).toHaveLength(1);
    await Promise.all(all.map((each) => each.stop()));
    expect(postmasterOf(folder)).toBeUndefined();
  });

  test('is started again when it is killed under a running program', async () => {
    const folder = await temporaryFolder();
    const embedded = await open(folder);
    await ask(embedded.connection, 'create table kept (word text)');
    await ask(embedded.connection, `insert into kept values ('acknowledged')`);
    const before = postmasterOf(folder) ?? 0;
    process.kill(before, 'SIGKILL');
    await waitUntil(() => {
      const now = postmasterOf(folder);
      return now !== undefined && now !== before;
    });
    await waitUntil(() =>
      ask(embedded.connection, 'select 1').then(
        () => true,
        () => false,
      ),
    );
    expect(await ask(embedded.connection, 'select word from kept')).toEqual([{ word: 'acknowledged' }]);
    await embedded.stop();
    expect(postmasterOf(folder)).toBeUndefined();
  });

  test('is taken over by the next start after its program was killed', async () => {
    const folder = await temporaryFolder();
    const killed = startProcess([program, folder]);
    await killed.waitFor(/started/);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const next = startProcess([program, folder]);
    await next.waitFor(/joined|started/);
    next.child.kill('SIGTERM');
    expect(await next.ended).toBe(0);
    expect(postmasterOf(folder)).toBeUndefined();
  });

  test('comes back after program and database were killed together', async () => {
    const folder = await temporaryFolder();
    const killed = startProcess([program, folder]);
    await killed.waitFor(/started/);
    killed.child.kill('SIGKILL');
    process.kill(postmasterOf(folder) ?? 0, 'SIGKILL');
    const embedded = await open(folder);
    expect(embedded.started).toBe(true);
    await embedded.stop();
  });

  test('a creation that was interrupted is begun again', async () => {
    const folder = await temporaryFolder();
    const dataDir = await openDataDir(folder);
    await mkdir(join(dataDir, 'postgres', 'cluster-0a1b2c3d', 'base'), { recursive: true });
    await writeFile(join(dataDir, 'postgres', 'password-0a1b2c3d'), 'x');
    const embedded = await openEmbedded({ dataDir, log });
    expect((await readdir(join(dataDir, 'postgres'))).sort()).toEqual(['cluster', 'run']);
    await embedded.stop();
  });

  test('a lost note of the password is made again', async () => {
    const folder = await temporaryFolder();
    const before = await open(folder);
    await ask(before.connection, 'create table kept ()');
    await before.stop();
    await rm(join(folder, 'database.json'));
    const after = await open(folder);
    expect(after.connection.password).not.toBe(before.connection.password);
    expect(await ask(after.connection, `select to_regclass('kept') is not null as there`)).toEqual([{ there: true }]);
    await after.stop();
  });

  test('a path too long for a socket is served on the loopback, with the same password rule', async () => {
    const folder = join(await temporaryFolder(), 'a-long-name-for-a-folder'.repeat(5));
    const embedded = await open(folder);
    expect(embedded.connection.host).toBe('127.0.0.1');
    expect(await ask({ connectionString: embedded.url }, 'show listen_addresses')).toEqual([
      { listen_addresses: '127.0.0.1' },
    ]);
    await expect(ask({ ...embedded.connection, password: 'guess' }, 'select 1')).rejects.toThrow(/password/);
    await embedded.stop();
  });

  test('moves with its folder, and a copy never reaches the original', async () => {
    const folder = await temporaryFolder();
    const first = join(folder, 'first');
    const embedded = await open(first);
    await ask(embedded.connection, 'create table kept ()');
    await embedded.stop();
    await rename(first, join(folder, 'second'));
    const moved = await open(join(folder, 'second'));
    expect(await ask(moved.connection, `select to_regclass('kept') is not null as there`)).toEqual([{ there: true }]);
    expect(await ask(moved.connection, 'show data_directory')).toEqual([
      { data_directory: join(folder, 'second/postgres/cluster') },
    ]);
    await moved.stop();
  });

  test('of another major version is refused in one sentence', async () => {
    const folder = await temporaryFolder();
    const embedded = await open(folder);
    await embedded.stop();
    await writeFile(join(folder, 'postgres', 'cluster', 'PG_VERSION'), '17\n');
    await expect(open(folder)).rejects.toThrow('was made by PostgreSQL 17');
  });

  test('that cannot start says why in one sentence', async () => {
    const folder = await temporaryFolder();
    const embedded = await open(folder);
    await embedded.stop();
    await writeFile(join(folder, 'postgres', 'cluster', 'postgresql.auto.conf'), 'no_such_setting = 1\n');
    await expect(open(folder)).rejects.toThrow(/The embedded database does not start: .*postgres\.log/);
  });
});

if (asRoot) {
  describe('started as root where a folder above is closed', () => {
    test('the database goes outside, follows a move, and is shared with no copy', async () => {
      const folder = await temporaryFolder();
      const closed = join(folder, 'closed');
      await mkdir(closed, { mode: 0o700 });
      const first = join(closed, 'first');
      const places = ['first', 'second', 'third'].map((name) => outsideFolder(join(closed, name)));
      onTestFinished(async () => {
        for (const place of places) await rm(place, { recursive: true, force: true });
        await rmdir('/var/lib/jamaa').catch(() => {});
      });

      const embedded = await open(first);
      expect(embedded.cluster).toBe(join(places[0] ?? '', 'postgres', 'cluster'));
      await ask(embedded.connection, 'create table kept ()');
      await embedded.stop();

      await rename(first, join(closed, 'second'));
      const moved = await open(join(closed, 'second'));
      expect(moved.cluster).toBe(join(places[1] ?? '', 'postgres', 'cluster'));
      expect(await ask(moved.connection, `select to_regclass('kept') is not null as there`)).toEqual([{ there: true }]);

      await cp(join(closed, 'second'), join(closed, 'third'), { recursive: true });
      const copy = await open(join(closed, 'third'));
      expect(copy.cluster).toBe(join(places[2] ?? '', 'postgres', 'cluster'));
      expect(await ask(copy.connection, `select to_regclass('kept') is not null as there`)).toEqual([{ there: false }]);
      await copy.stop();
      await moved.stop();

      await rm(join(closed, 'second'), { recursive: true });
      const anew = await open(join(closed, 'second'));
      expect(await ask(anew.connection, `select to_regclass('kept') is not null as there`)).toEqual([{ there: false }]);
      await anew.stop();
    });
  });
}
