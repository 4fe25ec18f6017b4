import { chown, type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { lockServer, openDataDir } from '../data-dir.ts';
import { replaceCluster } from '../db/embedded.ts';
import { PlainRefusal } from '../exit.ts';
import { type BackupNote, LAST, NOTE } from './backup.ts';
import type { Command, CommandSituation } from './command.ts';
import { readArchive, type TarEntry } from './tar.ts';

type Entry = TarEntry & { position: number };

function isSafe(name: string): boolean {
  return !name.startsWith('/') && !name.includes('\\') && !name.split('/').includes('..');
}

/** Reads the whole archive once before anything is touched. */
async function inspect(file: FileHandle, path: string): Promise<{ note: BackupNote; entries: Entry[] }> {
  const bad = (why: string) =>
    new PlainRefusal(`${path} is not a backup that can be restored: ${why}. Nothing was changed.`);
  const entries: Entry[] = [];
  try {
    for await (const entry of readArchive(file)) entries.push(entry);
  } catch (error) {
    throw bad(error instanceof Error ? error.message : String(error));
  }
  const first = entries[0];
  if (first?.name !== NOTE) throw bad('Jamaa did not make it');
  if (entries.at(-1)?.name !== LAST) throw bad('it is cut off');
  const wrong = entries.find((entry) => !isSafe(entry.name));
  if (wrong) throw bad(`it contains the path ${wrong.name}`);
  const content = Buffer.alloc(first.size);
  await file.read(content, 0, first.size, first.position);
  const note = JSON.parse(content.toString('utf8')) as BackupNote;
  if (note.jamaa !== 1 || note.postgres !== '18') throw bad('another version of Jamaa made it');
  return { note, entries };
}

async function extract(options: {
  file: FileHandle;
  entries: Entry[];
  part: 'cluster' | 'data';
  into: string;
  owner?: { uid: number; gid: number };
  situation: CommandSituation;
}): Promise<void> {
  const { file, entries, part, into, owner, situation } = options;
  const buffer = Buffer.alloc(1024 * 1024);
  const own = async (path: string) => {
    if (owner) await chown(path, owner.uid, owner.gid);
  };
  await mkdir(into, { recursive: true, mode: 0o700 });
  await own(into);
  for (const entry of entries) {
    if (!entry.name.startsWith(`${part}/`)) continue;
    if (situation.signal.aborted) throw new PlainRefusal('Stopped; nothing was changed.', { exitStatus: 130 });
    const path = join(into, entry.name.slice(part.length + 1));
    if (entry.kind === 'folder') {
      await mkdir(path, { recursive: true, mode: 0o700 });
      await own(path);
      continue;
    }
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const target = await open(path, 'wx', 0o600);
    try {
      for (let done = 0; done < entry.size; ) {
        const { bytesRead } = await file.read(
          buffer,
          0,
          Math.min(buffer.length, entry.size - done),
          entry.position + done,
        );
        if (bytesRead === 0) throw new Error('the backup ended too early');
        await target.write(buffer, 0, bytesRead);
        done += bytesRead;
      }
      if (part === 'data') await target.sync();
    } finally {
      await target.close();
    }
    await own(path);
  }
}

async function run(args: string[], situation: CommandSituation): Promise<void> {
  const [given, ...more] = args;
  if (!given || given.startsWith('-') || more.length > 0)
    throw new PlainRefusal('Say from which file: `jamaa restore FILE`.', { exitStatus: 2 });
  const { config, log } = situation;
  if (config.databaseUrl) {
    throw new PlainRefusal(
      'The database is the server in DATABASE_URL: restore it with pg_restore. This command restores the embedded database only.',
    );
  }
  const path = resolve(given);
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (error) {
    throw new PlainRefusal(`${path} cannot be read.`, { cause: error });
  }
  const dataDir = await openDataDir(config.dataDir);
  const aside = join(dataDir, `before-restore-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`);
  const draft = join(dataDir, 'restore-draft');
  try {
    const { note, entries } = await inspect(file, path);
    const lock = await lockServer(dataDir);
    try {
      situation.note(`Restoring the state of ${note.made}…`);
      await rm(draft, { recursive: true, force: true });
      await extract({ file, entries, part: 'data', into: draft, situation });
      const kept = await replaceCluster({
        dataDir,
        log,
        access: note,
        aside,
        fill: (into, owner) => extract({ file, entries, part: 'cluster', into, owner, situation }),
        // With the database goes what belongs to it: the same moments, the same secret.
        swapRest: async () => {
          await mkdir(aside, { recursive: true, mode: 0o700 });
          for (const name of await readdir(draft)) {
            await rename(join(dataDir, name), join(aside, name)).catch(() => {});
            await rename(join(draft, name), join(dataDir, name));
          }
        },
      });
      if (kept)
        situation.note(
          `What was there before is kept in ${kept} and ${aside}; delete both when they are no longer needed.`,
        );
    } finally {
      await rm(draft, { recursive: true, force: true });
      await lock.release();
    }
  } finally {
    await file.close();
  }
  await situation.database();
  situation.note('Restored; the database starts with it.');
}

/** `jamaa restore FILE`: puts back what `jamaa backup` saved. The server must be stopped; what was there is kept aside. */
export const restoreCommand: Command = {
  name: 'restore',
  usage: 'FILE',
  summary: 'Puts back what `backup` saved. Stop the server first; what was there is kept aside.',
  run,
};
