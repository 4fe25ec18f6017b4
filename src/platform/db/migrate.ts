import { createHash } from 'node:crypto';
import type pg from 'pg';

/**
 * One step of the schema: forward-only and frozen (plain SQL, imports nothing of the program). The name starts with the date that
 * orders it over all folders: `2026-11-21-1000-territory`.
 */
export type Migration = { name: string; sql: string };

const LOCK = 0x6a616d61; // "jama"

/** Runs what is missing, in one transaction each, under an advisory lock so that processes starting together wait for one another. */
export async function migrate(
  pool: pg.Pool,
  migrations: readonly Migration[],
  log: { info(details: object, message: string): void },
): Promise<string[]> {
  const ordered = inOrder(migrations);
  const client = await pool.connect();
  const done: string[] = [];
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(`create table if not exists migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
    const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migration');
    const applied = new Map(rows.map((row) => [row.name, row.checksum]));
    for (const migration of ordered) {
      const checksum = checksumOf(migration);
      const known = applied.get(migration.name);
      if (known === checksum) continue;
      if (known !== undefined)
        throw new Error(
          `The migration ${migration.name} was changed after it had run. Migrations are frozen: add a new one.`,
        );
      await client.query('begin');
      try {
        await client.query(migration.sql);
        await client.query('insert into migration (name, checksum) values ($1, $2)', [migration.name, checksum]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`The migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
      }
      log.info({ migration: migration.name }, 'migrated');
      done.push(migration.name);
    }
    return done;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    client.release();
  }
}

/** The migrations that have not run yet. */
export async function pendingMigrations(pool: pg.Pool, migrations: readonly Migration[]): Promise<string[]> {
  const { rows: exists } = await pool.query(`select to_regclass('migration') is not null as there`);
  if (!exists[0]?.there) return inOrder(migrations).map((m) => m.name);
  const { rows } = await pool.query<{ name: string }>('select name from migration');
  const applied = new Set(rows.map((row) => row.name));
  return inOrder(migrations)
    .map((m) => m.name)
    .filter((name) => !applied.has(name));
}

function inOrder(migrations: readonly Migration[]): Migration[] {
  const names = new Set<string>();
  for (const { name } of migrations) {
    if (!/^\d{4}-\d{2}-\d{2}-\d{4}-[a-z0-9-]+$/.test(name)) throw new Error(`not a migration name: ${name}`);
    if (names.has(name)) throw new Error(`two migrations are called ${name}`);
    names.add(name);
  }
  return [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function checksumOf(migration: Migration): string {
  return createHash('sha256').update(migration.sql.replace(/\s+/g, ' ').trim()).digest('hex').slice(0, 32);
}
