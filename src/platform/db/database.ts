import {
  type DeleteQueryBuilder,
  type DeleteResult,
  type Insertable,
  type InsertQueryBuilder,
  type InsertResult,
  Kysely,
  PostgresDialect,
  type RawBuilder,
  type SelectQueryBuilder,
  sql,
  type Transaction,
  type UpdateQueryBuilder,
  type UpdateResult,
} from 'kysely';
import pg from 'pg';

/** Reference tables that all bodies share (people, territories, institutions, law). Rooms add theirs by augmentation. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by augmentation in each room's tables.ts
export interface SharedTables {}

/** Tables owned by a public body: each row carries `institution_id`. Rooms add theirs by augmentation. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by augmentation in each room's tables.ts
export interface TenantTables {}

export type AllTables = SharedTables & TenantTables;

/**
 * The handle that pages, routes and actions receive. It sees shared tables only; the tables of public bodies are reached with
 * `within` (one body) or, deliberately, with `across` (a list over all bodies).
 */
export type Db = Kysely<SharedTables>;
export type Tx = Transaction<SharedTables>;

type TenantTable = keyof TenantTables & string;

/** A row of a body's table, without the institution: `within` fills it in. */
export type RowWithin<T extends TenantTable> = Omit<Insertable<TenantTables[T]>, 'institution_id'>;

/** Queries on one body's tables: every one carries its institution. */
export type Within = {
  selectFrom<T extends TenantTable>(table: T): SelectQueryBuilder<AllTables, T, object>;
  /** Rows for this body, whatever body they name. */
  insert<T extends TenantTable>(
    table: T,
    rows: RowWithin<T> | readonly RowWithin<T>[],
  ): InsertQueryBuilder<AllTables, T, InsertResult>;
  updateTable<T extends TenantTable>(table: T): UpdateQueryBuilder<AllTables, T, T, UpdateResult>;
  deleteFrom<T extends TenantTable>(table: T): DeleteQueryBuilder<AllTables, T, DeleteResult>;
};

/**
 * Queries on the tables of one public body. Reads, updates and deletes get `institution_id = …`, new rows get it as their value; a
 * join between two tables of a body joins on `institution_id` too.
 */
export function within(db: Db, institutionId: string): Within {
  const all = across(db);
  // The table is a type parameter here, which Kysely's column types cannot follow: the column exists on every tenant table.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  const scope = (query: any, table: string) => query.where(`${table}.institution_id`, '=', institutionId);
  return {
    selectFrom: (table) => scope(all.selectFrom(table as never), table),
    insert: (table, rows) =>
      all
        .insertInto(table)
        .values(
          ([rows].flat() as object[]).map((row) => ({ ...row, institution_id: institutionId })) as never,
        ) as never,
    updateTable: (table) => scope(all.updateTable(table as never), table),
    deleteFrom: (table) => scope(all.deleteFrom(table as never), table),
  };
}

/** The tables of all bodies at once: for lists over the whole platform, never for what a single body owns privately. */
export function across(db: Db): Kysely<AllTables> {
  return db as unknown as Kysely<AllTables>;
}

/** A value for a `jsonb` column (arrays would otherwise become PostgreSQL arrays). */
export function json<T>(value: T): RawBuilder<T> {
  return sql<T>`${JSON.stringify(value)}::jsonb`;
}

// Calendar dates stay `YYYY-MM-DD`: a Date would drag a time zone in. Counts fit a double.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => Number(value));
pg.types.setTypeParser(pg.types.builtins.NUMERIC, (value) => Number(value));

export type PoolSettings = pg.PoolConfig;

/** Opens a pool. Sessions run in UTC; the database never computes local dates (house.md, "Facts to respect"). */
export function openPool(connection: PoolSettings, log: { error(details: object, message: string): void }): pg.Pool {
  const pool = new pg.Pool({
    max: 10,
    idleTimeoutMillis: 30_000,
    ...connection,
    options: '-c timezone=UTC -c jit=off',
  });
  // An idle client whose server went away is not an emergency: the next query opens a new one.
  const lost = (error: Error) => log.error({ err: error }, 'a database connection was lost');
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  return pool;
}

/** The handle over a pool. Transactions of actions are made from it. */
export function openDatabase(pool: pg.Pool): Db {
  return new Kysely<SharedTables>({ dialect: new PostgresDialect({ pool }) });
}
