import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDataDir } from '../../src/platform/data-dir.ts';
import { openEmbedded } from '../../src/platform/db/embedded.ts';
import { silentLog } from '../../src/platform/log.ts';
import { prepareTemplate } from './template.ts';

/** The PostgreSQL of this run: where it is, and the name of the database that test files copy. */
export type TestServer = { connection: pg.PoolConfig; template: string };

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

async function openServer(): Promise<{ connection: pg.PoolConfig; close(): Promise<void> }> {
  const external = process.env.DATABASE_URL;
  if (external) return { connection: { connectionString: external }, close: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'jamaa-test-'));
  const embedded = await openEmbedded({ dataDir: await openDataDir(folder), log: silentLog() });
  return {
    connection: embedded.connection,
    close: async () => {
      await embedded.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One server and one template for the whole run; `testDatabase()` copies the template for each file. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer();
  const template = `jamaa_test_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const admin = new pg.Client(server.connection);
  await admin.connect();
  try {
    await admin.query(`create database ${template} template template0 encoding 'UTF8'`);
    await prepareTemplate(withDatabase(server.connection, template));
  } catch (error) {
    await admin.end();
    await server.close();
    throw error;
  }
  project.provide('testServer', { connection: server.connection, template });
  return async () => {
    await admin.query(`drop database if exists ${template} with (force)`);
    await admin.end();
    await server.close();
  };
}

/** The same server, another database. */
export function withDatabase(connection: pg.PoolConfig, database: string): pg.PoolConfig {
  if (!connection.connectionString) return { ...connection, database };
  const url = new URL(connection.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.href };
}
