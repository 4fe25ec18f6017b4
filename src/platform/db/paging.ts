import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { InvalidInput } from '../errors.ts';
import { across, type Db } from './database.ts';

/**
 * One column of an order: an SQL expression that is never null, under the name its value has in the row: a text, a number, or an
 * instant in whole milliseconds as the program makes them (the cursor knows no smaller parts of a second).
 */
export type OrderColumn = { sql: RawBuilder<unknown>; key: string; direction: 'asc' | 'desc' };

/** A page of a list: `next` is the opaque cursor of what follows, null at the end. */
export type Slice<T> = { items: T[]; next: string | null };

/** How a list is paged: `after` is a cursor from an earlier slice; `limit` between 1 and 500. */
export type Paging = { after?: string | undefined; limit: number };

type Pageable = {
  where(expression: RawBuilder<boolean>): Pageable;
  orderBy(expression: RawBuilder<unknown>, direction: 'asc' | 'desc'): Pageable;
  limit(n: number): Pageable;
  execute(): Promise<unknown[]>;
};

/**
 * Runs a query page by page without offsets: the cursor holds the values of the last row, and the order must end with a unique
 * column (the id), so that no row is shown twice or skipped while others are added.
 */
export async function slice<T extends object>(
  query: { execute(): Promise<T[]> },
  order: readonly OrderColumn[],
  paging: Paging,
): Promise<Slice<T>> {
  let paged = query as unknown as Pageable;
  if (paging.after !== undefined) paged = paged.where(beyond(order, decodeCursor(paging.after, order.length)));
  for (const column of order) paged = paged.orderBy(column.sql, column.direction);
  let rows: T[];
  try {
    rows = (await paged.limit(paging.limit + 1).execute()) as T[];
  } catch (error) {
    // A cursor from another list: its values do not fit these columns (class 22: data exception).
    if (paging.after !== undefined && String((error as { code?: string }).code).startsWith('22')) throw badCursor();
    throw error;
  }
  const items = rows.slice(0, paging.limit);
  const last = items.at(-1);
  const next =
    rows.length > paging.limit && last
      ? encodeCursor(order.map((column) => (last as Record<string, unknown>)[column.key]))
      : null;
  return { items, next };
}

function beyond(order: readonly OrderColumn[], values: readonly unknown[]): RawBuilder<boolean> {
  const first = order[0];
  if (!first) throw new Error('an order needs a column');
  if (order.every((column) => column.direction === first.direction)) {
    // A row comparison, because PostgreSQL answers it from an index in one range.
    const left = sql.join(order.map((column) => column.sql));
    const right = sql.join(values.map((value) => sql`${value}`));
    return first.direction === 'asc' ? sql<boolean>`(${left}) > (${right})` : sql<boolean>`(${left}) < (${right})`;
  }
  const alternatives = order.map((column, index) => {
    const equal = order.slice(0, index).map((earlier, i) => sql`${earlier.sql} = ${values[i]}`);
    const step =
      column.direction === 'asc' ? sql`${column.sql} > ${values[index]}` : sql`${column.sql} < ${values[index]}`;
    return sql`(${sql.join([...equal, step], sql` and `)})`;
  });
  return sql<boolean>`(${sql.join(alternatives, sql` or `)})`;
}

function encodeCursor(values: readonly unknown[]): string {
  if (!values.every((value) => typeof value === 'string' || typeof value === 'number' || value instanceof Date))
    throw new Error('a list is ordered by something that no cursor can hold');
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

function decodeCursor(cursor: string, length: number): (string | number)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const good = (value: unknown) => typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
    if (Array.isArray(values) && values.length === length && values.every(good)) return values;
  } catch {
    // falls through to the refusal
  }
  throw badCursor();
}

function badCursor(): InvalidInput {
  return new InvalidInput([{ pointer: '/after', key: 'platform.errors.cursor' }]);
}

/** The most that a list counts exactly; beyond it the total is "at least". */
export const COUNTED_EXACTLY = 10_000;

export type Total = { total: number; totalIsAtLeast?: true };

/** The total of a list from a count that was limited to `COUNTED_EXACTLY + 1` rows. */
export function asTotal(counted: number): Total {
  return counted > COUNTED_EXACTLY ? { total: COUNTED_EXACTLY, totalIsAtLeast: true } : { total: counted };
}

/** How many rows a query finds: exact up to 10,000, and no more than one further is read. Select only the key: other columns are for nothing. */
export async function totalOf<T>(
  db: Db,
  // The tables of the query are nobody's business here: only its rows are.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  query: SelectQueryBuilder<any, any, T>,
): Promise<Total> {
  const { counted } = await across(db)
    .selectFrom(query.limit(COUNTED_EXACTLY + 1).as('limited'))
    .select((row) => row.fn.countAll<number>().as('counted'))
    .executeTakeFirstOrThrow();
  return asTotal(counted);
}
