import { existsSync } from 'node:fs';
import type pg from 'pg';

const app = new URL('../../src/app.ts', import.meta.url);

/** Brings the template database to the schema of the program: every test file starts from a copy of it. */
export async function prepareTemplate(connection: pg.PoolConfig): Promise<void> {
  if (!existsSync(app)) return;
  const { migrateAll } = (await import(app.href)) as { migrateAll?: (connection: pg.PoolConfig) => Promise<void> };
  await migrateAll?.(connection);
}
