import { randomUUID } from 'node:crypto';
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import type { Embedded } from '../db/embedded.ts';
import { PlainRefusal } from '../exit.ts';
import type { Command, CommandSituation } from './command.ts';
import { archiveEnd, entryEnd, entryHeader } from './tar.ts';

/** The first entry of a backup. */
export type BackupNote = { jamaa: 1; made: string; postgres: string; user: string; password: string; database: string };

export const NOTE = 'jamaa-backup.json';
export const LAST = 'complete';

/** In the data directory but not in a backup: the database (copied by itself), locks, logs, what only this machine needs. */
const NOT_CONTENT =
  /^(postgres|postgres\.log.*|postgresql-.*|database.*|server\..*|cluster.*|before-restore-.*|restore-.*|\..*)$/;
/** Made anew by PostgreSQL at every start; only the folders must exist. */
const EMPTY_FOLDERS = /^(pg_wal|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans|pg_replslot)$/;
const LEFT_OUT = /^(postmaster\.(pid|opts)|backup_label.*|tablespace_map.*|pgsql_tmp.*|pg_internal\.init.*)$/;

type Item = { name: string; path: string; kind: 'file' | 'folder'; size: number };

async function collect(
  folder: string,
  name: string,
  skip: (inner: string, depth: number) => boolean,
  depth = 0,
): Promise<Item[]> {
  const found: Item[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (skip(entry.name, depth)) continue;
    const path = join(folder, entry.name);
    const inner = `${name}/${entry.name}`;
    if (entry.isDirectory()) {
      found.push({ name: inner, path, kind: 'folder', size: 0 });
      if (!(name === 'cluster' && EMPTY_FOLDERS.test(entry.name)))
        found.push(...(await collect(path, inner, skip, depth + 1)));
    } else if (entry.isFile()) {
      const stats = await stat(path).catch(() => undefined);
      if (stats) found.push({ name: inner, path, kind: 'file', size: stats.size });
    }
  }
  return found;
}

/** Writes entries one after the other and tells how far it is. */
function archiveWriter(file: FileHandle, situation: Pick<CommandSituation, 'signal' | 'note'>) {
  const buffer = Buffer.alloc(1024 * 1024);
  let written = 0;
  let told = Date.now();
  const check = () => {
    if (situation.signal.aborted) throw new PlainRefusal('Stopped; nothing was changed.', { exitStatus: 130 });
    if (Date.now() - told < 2000) return;
    told = Date.now();
    situation.note(`${Math.round(written / 1_000_000)} MB…`);
  };
  return {
    text: async (name: string, content: string) => {
      const bytes = Buffer.from(content);
      await file.write(
        Buffer.concat([entryHeader({ name, kind: 'file', size: bytes.length }), bytes, entryEnd(bytes.length)]),
      );
    },
    item: async ({ name, path, kind }: Item) => {
      check();
      if (kind === 'folder') return void (await file.write(entryHeader({ name, kind, size: 0 })));
      const source = await open(path).catch(() => undefined);
      // Dropped since it was listed: the write-ahead log that is copied too knows it.
      if (!source) return;
      try {
        const { size } = await source.stat();
        await file.write(entryHeader({ name, kind, size }));
        for (let done = 0; done < size; ) {
          const wanted = Math.min(buffer.length, size - done);
          const { bytesRead } = await source.read(buffer, 0, wanted, done);
          // Shortened meanwhile: the announced size is kept, and the log makes the content right.
          if (bytesRead === 0) buffer.fill(0, 0, wanted);
          const count = bytesRead || wanted;
          await file.write(buffer, 0, count);
          done += count;
          written += count;
          check();
        }
        await file.write(entryEnd(size));
      } finally {
        await source.close();
      }
    },
  };
}

/** Copies the running database so that it starts again as of the end of the copy: the files, and the log written meanwhile. */
async function copyDatabase(
  embedded: Embedded,
  write: (item: Item) => Promise<void>,
  writeText: (name: string, text: string) => Promise<void>,
) {
  const client = new pg.Client(embedded.connection);
  client.on('error', () => {});
  await client.connect();
  try {
    // Keeps the log from being recycled until this connection ends.
    await client.query(`select pg_create_physical_replication_slot($1, true, true)`, [
      `backup_${randomUUID().replaceAll('-', '')}`,
    ]);
    const begin = await client.query<{ segment: string }>(
      `select pg_walfile_name(pg_backup_start('jamaa', fast => true)) as segment`,
    );
    const items = await collect(embedded.cluster, 'cluster', (name) => LEFT_OUT.test(name));
    const control = items.find((item) => item.name === 'cluster/global/pg_control');
    for (const item of items) if (item !== control) await write(item);
    if (control) await write(control);
    const end = await client.query<{ segment: string; labelfile: string }>(
      `select pg_walfile_name(lsn) as segment, labelfile from pg_backup_stop(wait_for_archive => false)`,
    );
    await writeText('cluster/backup_label', end.rows[0]?.labelfile ?? '');
    const from = begin.rows[0]?.segment ?? '';
    const to = end.rows[0]?.segment ?? '';
    const log = join(embedded.cluster, 'pg_wal');
    for (const name of (await readdir(log)).sort()) {
      const needed = /^[0-9A-F]{24}$/.test(name) && name.slice(8) >= from.slice(8) && name.slice(8) <= to.slice(8);
      if (!needed && !name.endsWith('.history')) continue;
      await write({ name: `cluster/pg_wal/${name}`, path: join(log, name), kind: 'file', size: 0 });
    }
  } finally {
    await client.end();
  }
}

async function run(args: string[], situation: CommandSituation): Promise<void> {
  const [given, ...more] = args;
  if (!given || given.startsWith('-') || more.length > 0)
    throw new PlainRefusal('Say into which file: `jamaa backup FILE`.', { exitStatus: 2 });
  if (situation.config.databaseUrl) {
    throw new PlainRefusal(
      'The database is the server in DATABASE_URL: save it with pg_dump, and with it JAMAA_SECRET and the files of the data directory ' +
        `(${situation.config.dataDir}) or of S3. This command saves the embedded database only.`,
    );
  }
  const target = resolve(given);
  const draft = `${target}.part`;
  const { config, embedded } = await situation.database();
  if (!embedded) return;
  let file: FileHandle;
  try {
    file = await open(draft, 'w', 0o600);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    throw new PlainRefusal(`${dirname(target)} cannot be written (${code}).`, { cause: error });
  }
  try {
    situation.note(`Saving ${config.dataDir} to ${target}…`);
    const { user, password, database } = embedded.connection as { user: string; password: string; database: string };
    const note: BackupNote = { jamaa: 1, made: new Date().toISOString(), postgres: '18', user, password, database };
    const archive = archiveWriter(file, situation);
    await archive.text(NOTE, `${JSON.stringify(note, null, 2)}\n`);
    // First the database: a file that is added meanwhile is then too many, never missing.
    await copyDatabase(embedded, archive.item, archive.text);
    for (const item of await collect(config.dataDir, 'data', (name, depth) => depth === 0 && NOT_CONTENT.test(name))) {
      await archive.item(item);
    }
    await archive.text(LAST, 'This backup is whole.\n');
    await file.write(archiveEnd());
    await file.sync();
    await file.close();
    await rename(draft, target);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(draft, { force: true });
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw new PlainRefusal('The disk is full; nothing was saved.', { cause: error });
    throw error;
  }
  const { size } = await stat(target);
  situation.note(
    `Saved: ${Math.round(size / 1_000_000)} MB. The file holds the secret and personal data: keep it closed.`,
  );
  situation.say(target);
}

/** `jamaa backup FILE`: database, files and secret in one archive, while the server runs or not. */
export const backupCommand: Command = {
  name: 'backup',
  usage: 'FILE',
  summary: 'Saves the embedded database, the files and the secret into one .tar file, while Jamaa runs or not.',
  run,
};
