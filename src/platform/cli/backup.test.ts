import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { postmasterOf, startProcess, temporaryFolder } from '../../../test/setup/processes.ts';

const program = join(import.meta.dirname, '../../../test/setup/try-server.ts');

function jamaa(dataDir: string, ...words: string[]) {
  return startProcess([program, ...words], { JAMAA_DATA_DIR: dataDir, PORT: '0' });
}

async function visit(address: string): Promise<void> {
  await (await fetch(`${address}/visit`, { headers: { connection: 'close' } })).text();
}

test('a backup made while the server writes is restored elsewhere: rows, files and secret', async () => {
  const folder = await temporaryFolder();
  const dataDir = join(folder, 'var');
  const server = jamaa(dataDir, 'serve');
  const address = (await server.waitFor(/answers at (http:\S+)/))[1] ?? '';
  for (let index = 0; index < 5; index++) await visit(address);
  await mkdir(join(dataDir, 'files', 'ab'), { recursive: true });
  await writeFile(join(dataDir, 'files', 'ab', 'عريضة.pdf'), 'attached');

  let writing = true;
  const writer = (async () => {
    while (writing) await visit(address);
  })();
  const archive = join(folder, 'backup.tar');
  const backup = jamaa(dataDir, 'backup', archive);
  expect(await backup.ended).toBe(0);
  writing = false;
  await writer;
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  expect((await stat(archive)).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).sort()).toEqual(['backup.tar', 'var']);

  const elsewhere = join(folder, 'elsewhere');
  const restore = jamaa(elsewhere, 'restore', archive);
  expect(await restore.ended).toBe(0);
  expect(postmasterOf(elsewhere)).toBeUndefined();
  const count = jamaa(elsewhere, 'visits', 'count');
  expect(await count.ended).toBe(0);
  expect(Number(count.said())).toBeGreaterThanOrEqual(5);
  expect(await readFile(join(elsewhere, 'files', 'ab', 'عريضة.pdf'), 'utf8')).toBe('attached');
  expect(await readFile(join(elsewhere, 'secret'), 'utf8')).toBe(await readFile(join(dataDir, 'secret'), 'utf8'));
});

test('restoring keeps what was there aside, and refuses while the server runs', async () => {
  const folder = await temporaryFolder();
  const dataDir = join(folder, 'var');
  const first = jamaa(dataDir, 'serve');
  await visit((await first.waitFor(/answers at (http:\S+)/))[1] ?? '');
  first.child.kill('SIGTERM');
  await first.ended;
  const archive = join(folder, 'backup.tar');
  expect(await jamaa(dataDir, 'backup', archive).ended).toBe(0);

  const second = jamaa(dataDir, 'serve');
  await visit((await second.waitFor(/answers at (http:\S+)/))[1] ?? '');
  const refused = jamaa(dataDir, 'restore', archive);
  expect(await refused.ended).toBe(1);
  expect(refused.said()).toContain('Jamaa is already running');
  second.child.kill('SIGTERM');
  await second.ended;

  const restored = jamaa(dataDir, 'restore', archive);
  expect(await restored.ended).toBe(0);
  const count = jamaa(dataDir, 'visits', 'count');
  await count.ended;
  expect(count.said()).toBe('1\n');
  const names = await readdir(join(dataDir, 'postgres'));
  expect(names.filter((name) => name.startsWith('before-restore-'))).toHaveLength(1);
});

test('a damaged or foreign file is refused and nothing is touched', async () => {
  const folder = await temporaryFolder();
  const dataDir = join(folder, 'var');
  const archive = join(folder, 'backup.tar');
  expect(await jamaa(dataDir, 'backup', archive).ended).toBe(0);
  const secret = await readFile(join(dataDir, 'secret'), 'utf8');
  await truncate(archive, 5_000_000);
  const cut = jamaa(dataDir, 'restore', archive);
  expect(await cut.ended).toBe(1);
  expect(cut.said()).toContain('is not a backup that can be restored: it is cut off. Nothing was changed.');
  const foreign = join(folder, 'foreign.tar');
  await writeFile(foreign, 'hello');
  expect(await jamaa(dataDir, 'restore', foreign).ended).toBe(1);
  expect(await jamaa(dataDir, 'restore', join(folder, 'absent')).ended).toBe(1);
  expect(await readFile(join(dataDir, 'secret'), 'utf8')).toBe(secret);
  expect(existsSync(join(dataDir, 'restore-draft'))).toBe(false);
});

test('an interrupted backup leaves no file behind', async () => {
  const folder = await temporaryFolder();
  const dataDir = join(folder, 'var');
  const backup = jamaa(dataDir, 'backup', join(folder, 'backup.tar'));
  await backup.waitFor(/Saving/);
  backup.child.kill('SIGINT');
  const status = await backup.ended;
  const left = await readdir(folder);
  // It may have been faster than the signal.
  expect(status === 0 ? left.includes('backup.tar') : !left.some((name) => name.startsWith('backup.tar'))).toBe(true);
  expect(postmasterOf(dataDir)).toBeUndefined();
});

test('an outside database is left to its own tools, said in one sentence', async () => {
  const outside = {
    DATABASE_URL: 'postgresql://db.example.ma/jamaa',
    JAMAA_SECRET: 'x'.repeat(40),
    JAMAA_MODE: 'trial',
  };
  const backup = startProcess([program, 'backup', 'x.tar'], outside);
  expect(await backup.ended).toBe(1);
  expect(backup.said()).toContain('save it with pg_dump');
});
