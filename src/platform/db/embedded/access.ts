import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { writeWhole } from '../../data-dir.ts';
import { PlainRefusal } from '../../exit.ts';
import { newSecret } from '../../ids.ts';
import type { Place } from './place.ts';

/** How to reach the database; kept in the data directory so that commands find the running one. */
export type Access = { user: string; password: string; database: string; socket: boolean; port: number };

const ACCESS_FILE = 'database.json';
// The kernel's limit is 108 bytes with the final zero; PostgreSQL adds its file name.
const LONGEST_SOCKET_FOLDER = 107 - '/.s.PGSQL.5432'.length;

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const bound = probe.address();
      probe.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0));
    });
  });
}

/** Reads how to reach the database of this data directory, or settles it for the first time. */
export async function readAccess(dataDir: string, place: Place): Promise<{ access: Access; known: boolean }> {
  try {
    const access = JSON.parse(await readFile(join(dataDir, ACCESS_FILE), 'utf8')) as Access;
    if (access.password && access.port) {
      // The folder may have moved to a longer path since.
      if (access.socket && Buffer.byteLength(place.sockets) > LONGEST_SOCKET_FOLDER) await useTcp(dataDir, access);
      return { access, known: true };
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EACCES' || code === 'EPERM') {
      throw new PlainRefusal(
        `${join(dataDir, ACCESS_FILE)} belongs to another user of this machine. Run this as that user.`,
      );
    }
  }
  const socket = process.platform !== 'win32' && Buffer.byteLength(place.sockets) <= LONGEST_SOCKET_FOLDER;
  const port = socket ? 5432 : await freePort();
  const access: Access = { user: 'jamaa', password: newSecret(), database: 'jamaa', socket, port };
  await writeAccess(dataDir, access);
  return { access, known: false };
}

/** Keeps how to reach the database. */
export async function writeAccess(dataDir: string, access: Access): Promise<void> {
  await writeWhole(join(dataDir, ACCESS_FILE), `${JSON.stringify(access, null, 2)}\n`);
}

/** Listens on a free loopback port from now on. */
export async function useTcp(dataDir: string, access: Access): Promise<void> {
  access.socket = false;
  access.port = await freePort();
  await writeAccess(dataDir, access);
}

/** What `pg` needs to connect. */
export function connectionOf(place: Place, access: Access, database = access.database) {
  const { user, password, port } = access;
  return { host: access.socket ? place.sockets : '127.0.0.1', port, user, password, database };
}

/** The same as an address, for programs that take only that. */
export function urlOf(place: Place, access: Access): string {
  const who = `${access.user}:${encodeURIComponent(access.password)}`;
  if (!access.socket) return `postgresql://${who}@127.0.0.1:${access.port}/${access.database}`;
  return `postgresql://${who}@localhost:${access.port}/${access.database}?host=${encodeURIComponent(place.sockets)}`;
}
