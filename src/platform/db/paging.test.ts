import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/setup/database.ts';
import { InvalidInput } from '../errors.ts';
import { newId } from '../ids.ts';
import { asTotal, COUNTED_EXACTLY, type OrderColumn, slice, totalOf } from './paging.ts';

const { db, pool } = await testDatabase({ empty: true });

type Row = { id: string; word: string; amount: number; on: string; at: Date };
const tables = db as unknown as Kysely<{ thing: Row & { run: number } }>;

beforeAll(async () => {
  await pool.query(`create table thing (run int not null, id uuid not null, word text not null, amount numeric not null,
    "on" date not null, at timestamptz not null, primary key (run, id))`);
});

const column = (key: keyof Row, direction: 'asc' | 'desc'): OrderColumn => ({
  sql: key === 'word' ? sql`word collate "fr-x-icu"` : sql.ref(key),
  key,
  direction,
});
const BY_WORD = [column('word', 'asc'), column('id', 'asc')];

const insert = (run: number, rows: readonly Row[]) =>
  tables
    .insertInto('thing')
    .values(rows.map((row) => ({ ...row, run })))
    .execute();
const rowsOf = (run: number) => tables.selectFrom('thing').selectAll().where('run', '=', run);

async function readToTheEnd(run: number, order: readonly OrderColumn[], limit: number): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  for (;;) {
    const { items, next } = await slice<Row>(rowsOf(run), order, { limit, after });
    ids.push(...items.map((row) => row.id));
    if (next === null) return ids;
    // Who is told that more follows has a full page before them.
    expect(items).toHaveLength(limit);
    after = next;
  }
}

const row = fc.record<Row>({
  id: fc.uuid({ version: 7 }),
  // Few values, so that many rows tie; letters whose order depends on the language.
  word: fc.constantFrom('', 'eau', 'Eau', 'été', 'école', 'ماء', 'ⴰⵎⴰⵏ', '"', "l'eau", '100%'),
  amount: fc.constantFrom(-1, 0, 0.1, 0.2, 12.75, 1_234_567.89, 9_007_199_254_740_991),
  on: fc.constantFrom('2026-11-21', '2026-11-22', '1999-12-31'),
  at: fc.constantFrom(...['2026-11-21T10:00:00.123Z', '2026-11-21T10:00:00.124Z'].map((text) => new Date(text))),
});
const order = fc
  .uniqueArray(
    fc.record({
      key: fc.constantFrom<keyof Row>('word', 'amount', 'on', 'at'),
      direction: fc.constantFrom('asc', 'desc'),
    }),
    { selector: (one) => one.key, maxLength: 4 },
  )
  .chain((columns) =>
    fc.constantFrom('asc', 'desc').map((last) => [...columns, { key: 'id' as const, direction: last }]),
  )
  .map((columns) => columns.map(({ key, direction }) => column(key, direction as 'asc')));

describe('a list read page by page', () => {
  test('shows every row once, in order, whatever the order and the size of its pages', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(row, { selector: (one) => one.id, minLength: 1, maxLength: 24 }),
        order,
        fc.integer({ min: 1, max: 9 }),
        async (rows, columns, limit) => {
          run += 1;
          await insert(run, rows);
          let whole = rowsOf(run);
          for (const { sql: expression, direction } of columns) whole = whole.orderBy(expression as never, direction);
          const expected = (await whole.execute()).map((one) => one.id);
          expect(await readToTheEnd(run, columns, limit)).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('neither repeats nor skips a row while others are added and taken away', async () => {
    const run = 1_000_000;
    const make = (word: string): Row => ({ id: newId(), word, amount: 1, on: '2026-11-21', at: new Date(0) });
    const there = ['b', 'd', 'f', 'h', 'j', 'l'].map(make);
    await insert(run, there);
    const seen: string[] = [];
    let after: string | undefined;
    for (const disturb of [
      () => insert(run, [make('a'), make('b'), make('d')]),
      () => tables.deleteFrom('thing').where('run', '=', run).where('word', '=', 'd').execute(),
      () => insert(run, [make('a'), make('e')]),
      () => insert(run, [make('c')]),
      async () => {},
      () => insert(run, [make('a')]),
    ]) {
      const page = await slice<Row>(rowsOf(run), BY_WORD, { limit: 2, after });
      seen.push(...page.items.map((one) => one.id));
      if (page.next === null) break;
      after = page.next;
      await disturb();
    }
    expect(new Set(seen).size).toBe(seen.length);
    const original = there.map((one) => one.id);
    expect(seen.filter((id) => original.includes(id))).toEqual(original);
  });

  test('cannot be ordered by what may be absent', async () => {
    const run = 5_000_000;
    const make = (): Row => ({ id: newId(), word: 'x', amount: 1, on: '2026-01-01', at: new Date(0) });
    await insert(run, [make(), make()]);
    const perhaps: OrderColumn = { sql: sql`nullif(word, 'x')`, key: 'nothing' as keyof Row, direction: 'asc' };
    await expect(slice<Row>(rowsOf(run), [perhaps, column('id', 'asc')], { limit: 1 })).rejects.toThrow('no cursor');
  });

  test('ends exactly: a full last page has nothing behind it', async () => {
    const run = 2_000_000;
    await insert(
      run,
      Array.from({ length: 4 }, () => ({ id: newId(), word: 'x', amount: 1, on: '2026-01-01', at: new Date(0) })),
    );
    const first = await slice<Row>(rowsOf(run), BY_WORD, { limit: 2 });
    const second = await slice<Row>(rowsOf(run), BY_WORD, { limit: 2, after: first.next ?? '' });
    expect(second.items).toHaveLength(2);
    expect(second.next).toBeNull();
    expect((await slice<Row>(rowsOf(run), BY_WORD, { limit: 4 })).next).toBeNull();
    expect(await slice<Row>(rowsOf(3_000_000), BY_WORD, { limit: 4 })).toEqual({ items: [], next: null });
  });
});

describe('a cursor that is not ours', () => {
  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test.each([
    ['no cursor at all', 'next'],
    ['empty', ''],
    ['too short', cursor(['eau'])],
    ['too long', cursor(['eau', 'x', 'y'])],
    ['of another list', cursor(['eau', 'not-a-uuid'])],
    ['with nothing in it', cursor([null, null])],
    ['with an object in it', cursor([{ word: 'eau' }, newId()])],
    ['an object', cursor({ length: 2 })],
    ['with endless numbers', Buffer.from('[1e999, "x"]').toString('base64url')],
    ['with a sign no text can hold', cursor(['\u0000', newId()])],
  ])('%s is a fault of the field "after"', async (_, after) => {
    const refusal = await slice<Row>(rowsOf(1), BY_WORD, { limit: 2, after }).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(InvalidInput);
    expect((refusal as InvalidInput).faults).toEqual([{ pointer: '/after', key: 'platform.errors.cursor' }]);
  });

  test('cannot carry SQL', async () => {
    const run = 4_000_000;
    await insert(run, [{ id: newId(), word: 'z', amount: 1, on: '2026-01-01', at: new Date(0) }]);
    const after = cursor(["'; drop table thing; --", newId()]);
    expect((await slice<Row>(rowsOf(run), BY_WORD, { limit: 2, after })).items).toHaveLength(1);
  });

  test('a fault of the query itself is not blamed on the reader', async () => {
    const broken = tables.selectFrom('thing').selectAll().where(sql<boolean>`amount / 0 > 1`);
    await expect(slice<Row>(broken, BY_WORD, { limit: 2 })).rejects.toMatchObject({ code: '22012' });
  });
});

test('a total is exact up to ten thousand', () => {
  expect(asTotal(COUNTED_EXACTLY)).toEqual({ total: 10_000 });
  expect(asTotal(COUNTED_EXACTLY + 1)).toEqual({ total: 10_000, totalIsAtLeast: true });
});

test('a query is counted as it stands, up to 10,000 rows', async () => {
  await pool.query(`insert into thing select -1, gen_random_uuid(), case when i <= 10000 then 'eau' else 'mer' end, i,
    '2026-11-21', now() from generate_series(1, 10001) as i`);
  expect(await totalOf(db, rowsOf(-1))).toEqual({ total: 10_000, totalIsAtLeast: true });
  expect(await totalOf(db, rowsOf(-1).where('word', '=', 'eau').select('id'))).toEqual({ total: 10_000 });
  expect(await totalOf(db, rowsOf(-1).where('word', '=', 'mer').orderBy('word'))).toEqual({ total: 1 });
  expect(await totalOf(db, rowsOf(-2))).toEqual({ total: 0 });
});
