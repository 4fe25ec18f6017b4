import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/setup/database.ts';
import { silentLog } from '../log.ts';
import { platformMigrations } from '../migrations.ts';
import { across, json, openDatabase, openPool, type RowWithin, within } from './database.ts';
import { migrate } from './migrate.ts';

const { db, pool, connection } = await testDatabase({ empty: true });
await migrate(pool, platformMigrations, silentLog());

const RABAT = '019a0000-0000-7000-8000-000000000001';
const FES = '019a0000-0000-7000-8000-000000000002';
// The same thing in both bodies: only the institution tells the rows apart.
const SAME = '019a0000-0000-7000-8000-00000000000a';
const OTHER = '019a0000-0000-7000-8000-00000000000b';

const row = (id: string, subject: string): RowWithin<'audit'> => ({
  id,
  at: new Date('2026-11-21T10:00:00Z'),
  actor: 'system:test',
  action: 'test.plant-tree',
  event: 'tree.planted',
  subject,
  detail: json({}) as never,
  position: null,
  hash: null,
});
const everything = async () =>
  (await across(db).selectFrom('audit').select(['institution_id', 'id', 'subject']).execute())
    .map(({ institution_id, id, subject }) =>
      [institution_id === RABAT ? 'Rabat' : 'Fès', id.at(-1), subject].join(' '),
    )
    .sort();

beforeEach(async () => {
  await pool.query('truncate audit, audit_chain');
  await within(db, RABAT)
    .insert('audit', [row(SAME, 'cedar'), row(OTHER, 'olive')])
    .execute();
  await within(db, FES).insert('audit', row(SAME, 'argan')).execute();
});

describe('the tables of one body', () => {
  test('new rows belong to it, even when they name another', async () => {
    const stray = { ...row(OTHER, 'palm'), institution_id: RABAT };
    await within(db, FES).insert('audit', stray).execute();
    expect(await everything()).toEqual(['Fès a argan', 'Fès b palm', 'Rabat a cedar', 'Rabat b olive']);
  });

  test('reading sees no row of another', async () => {
    const read = (body: string) => within(db, body).selectFrom('audit').select('subject').orderBy('id').execute();
    expect(await read(RABAT)).toEqual([{ subject: 'cedar' }, { subject: 'olive' }]);
    expect(await read(FES)).toEqual([{ subject: 'argan' }]);
    expect(await within(db, FES).selectFrom('audit').selectAll().where('id', '=', OTHER).execute()).toEqual([]);
  });

  test('a condition with "or" does not lead out of the body', async () => {
    const found = await within(db, FES)
      .selectFrom('audit')
      .select('subject')
      .where((is) => is.or([is('subject', '=', 'argan'), is('subject', '=', 'cedar')]))
      .execute();
    expect(found).toEqual([{ subject: 'argan' }]);
  });

  test('changing changes nothing of another', async () => {
    const changed = await within(db, RABAT).updateTable('audit').set({ subject: 'fig' }).executeTakeFirst();
    expect(changed.numUpdatedRows).toBe(2n);
    const missed = await within(db, FES)
      .updateTable('audit')
      .set({ subject: 'fig' })
      .where('id', '=', OTHER)
      .executeTakeFirst();
    expect(missed.numUpdatedRows).toBe(0n);
    expect(await everything()).toEqual(['Fès a argan', 'Rabat a fig', 'Rabat b fig']);
  });

  test('taking away takes nothing of another', async () => {
    await within(db, FES).deleteFrom('audit').execute();
    expect(await everything()).toEqual(['Rabat a cedar', 'Rabat b olive']);
    await within(db, FES).deleteFrom('audit').where('id', '=', OTHER).execute();
    expect(await everything()).toHaveLength(2);
  });

  test('two tables of a body are joined on the body too', async () => {
    await within(db, RABAT).insert('audit_chain', { position: 1, hash: 'r' }).execute();
    await within(db, FES).insert('audit_chain', { position: 2, hash: 'f' }).execute();
    const joined = await within(db, RABAT)
      .selectFrom('audit')
      .innerJoin('audit_chain', 'audit_chain.institution_id', 'audit.institution_id')
      .select(['audit.subject', 'audit_chain.hash'])
      .orderBy('audit.id')
      .execute();
    expect(joined).toEqual([
      { subject: 'cedar', hash: 'r' },
      { subject: 'olive', hash: 'r' },
    ]);
  });

  test('all this inside a transaction, and gone with it', async () => {
    const work = db.transaction().execute(async (tx) => {
      await within(tx, FES).insert('audit', row(OTHER, 'palm')).execute();
      expect(await within(tx, FES).selectFrom('audit').selectAll().execute()).toHaveLength(2);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await everything()).toHaveLength(3);
  });
});

describe('what comes back', () => {
  test('dates stay calendar dates, counts and amounts are numbers, instants are instants', async () => {
    const { rows } = await sql<Record<string, unknown>>`select date '2026-11-21' as day, 12::bigint as count,
      12.75::numeric as amount, timestamptz '2026-11-21 10:00:00+00' as at, ${json(['a', { b: null }])} as list`.execute(
      db,
    );
    expect(rows[0]).toEqual({
      day: '2026-11-21',
      count: 12,
      amount: 12.75,
      at: new Date('2026-11-21T10:00:00Z'),
      list: ['a', { b: null }],
    });
  });

  test('sessions are in UTC, whatever the server thinks', async () => {
    const own = openPool({ ...connection, max: 1 }, silentLog());
    try {
      const { rows } = await sql<{ zone: string }>`select current_setting('timezone') as zone`.execute(
        openDatabase(own),
      );
      expect(rows).toEqual([{ zone: 'UTC' }]);
    } finally {
      await own.end();
    }
  });
});

test('a lost connection is a line of the log, and the next query has a new one', async () => {
  const lines: string[] = [];
  const own = openPool({ ...connection, max: 1 }, { error: (_details, message) => void lines.push(message) });
  try {
    const { rows } = await own.query<{ pid: number }>('select pg_backend_pid() as pid');
    const lost = new Promise((resolve) => own.once('error', resolve));
    await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await lost;
    expect(lines).toContain('a database connection was lost');
    expect((await own.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  } finally {
    await own.end();
  }
});
