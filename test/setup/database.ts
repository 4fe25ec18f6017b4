import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { type Db, openDatabase } from '../../src/platform/db/database.ts';
import { withDatabase } from './global.ts';

/** A database of its own for one test file. */
export type TestDatabase = {
  connection: pg.PoolConfig;
  pool: pg.Pool;
  db: Db;
};

/**
 * Makes a database for this file, with the schema of the program (or `empty`), and drops it when the file is done.
 * Call it at the top of the file: `const { db } = await testDatabase();`
 */
export async function testDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const { connection, template } = inject('testServer');
  const name = `${template}_${randomUUID().slice(0, 8)}`;
  const own = withDatabase(connection, name);
  const pool = new pg.Pool({ ...own, max: 8, options: '-c timezone=UTC -c jit=off' });
  pool.on('error', () => {});
  const asAdmin = async (statement: string) => {
    const admin = new pg.Client(connection);
    await admin.connect();
    try {
      await admin.query(statement);
    } finally {
      await admin.end();
    }
  };
  afterAll(async () => {
    await pool.end();
    await asAdmin(`drop database if exists ${name} with (force)`);
  });
  await asAdmin(`create database ${name} template ${options.empty ? 'template0' : template}`);
  return { connection: own, pool, db: openDatabase(pool) };
}
