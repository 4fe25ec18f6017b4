import { chmod, cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isAlive, startProcess, type TestProcess, temporaryFolder, waitUntil } from '../setup/processes.ts';

const root = join(import.meta.dirname, '..', '..');

/** The launcher believes that it is read by this version of Node. */
function pretend(version: string): string[] {
  const claim = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}', tz: '2025b' } });
    Object.defineProperty(process, 'version', { value: 'v${version}' });`;
  return ['--import', `data:text/javascript,${encodeURIComponent(claim)}`];
}

/** A project with the launcher, and a program of a few lines in the place of Jamaa. */
async function project(program?: string): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of ['bin', 'scripts', 'package.json', 'package-lock.json']) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  await mkdir(join(folder, 'src'));
  if (program !== undefined) {
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    await mkdir(join(folder, 'dist'));
    await writeFile(join(folder, 'dist', 'jamaa.js'), program);
    const { fingerprint } = createRequire(import.meta.url)(join(folder, 'scripts', 'prepare.cjs'));
    await writeFile(join(folder, 'dist', 'build.json'), JSON.stringify({ fingerprint: fingerprint() }));
  }
  return folder;
}

/** An npm that fails like this. */
async function npmThatSays(folder: string, words: string): Promise<Record<string, string>> {
  const npm = join(folder, 'path', 'npm');
  await mkdir(join(folder, 'path'));
  await writeFile(npm, `#!/bin/sh\necho '${words}' >&2\nexit 1\n`);
  await chmod(npm, 0o755);
  return { PATH: `${join(folder, 'path')}:/usr/bin:/bin` };
}

function launch(
  folder: string,
  words: string[],
  settings: Record<string, string> = {},
  node: string[] = [],
): TestProcess {
  return startProcess([...node, join(folder, 'bin', 'jamaa'), ...words], settings);
}

describe('the launcher', () => {
  test('is written for every Node there is: the first file has no word younger than 2009', async () => {
    const text = (await readFile(join(root, 'bin', 'jamaa'), 'utf8')).replace(/^#!.*|\/\/.*/gm, '');
    expect(text).not.toMatch(/\b(const|let|class|import|export|async|await)\b|=>|`|\.\.\.|\?\./);
  });

  test('answers an old Node with one sentence', async () => {
    const old = launch(root, ['serve'], {}, pretend('16.20.2'));
    expect(await old.ended).toBe(1);
    expect(old.said()).toMatch(/^Jamaa needs Node 18 or newer to start \(this is v16\.20\.2\)[^\n]*\n$/);
  });

  test.each([
    ['npm error code ENOTFOUND', 'the package registry cannot be reached. Check the network and start again.'],
    ['npm ERR! code EAI_AGAIN', 'the package registry cannot be reached. Check the network and start again.'],
    ['npm error code ENOSPC', 'the disk is full.'],
    ['npm error code EWEIRD', 'npm says: code EWEIRD'],
  ])('says in plain words why npm failed: %s', async (words, sentence) => {
    const folder = await project();
    const started = launch(folder, ['serve'], await npmThatSays(folder, words));
    expect(await started.ended).toBe(1);
    expect(started.said()).toContain(`The libraries could not be installed: ${sentence}\n`);
    expect(started.said()).not.toMatch(/^\s+at /m);
  });

  test('says so where there is no npm', async () => {
    const folder = await project();
    const started = launch(folder, ['serve'], { PATH: join(folder, 'nothing') });
    expect(await started.ended).toBe(1);
    expect(started.said()).toContain('Jamaa needs npm to install its libraries');
  });

  test('says so where no Node 24 came for this machine', async () => {
    const folder = await project('');
    await rm(join(folder, 'node_modules'));
    await mkdir(join(folder, 'node_modules'));
    await cp(join(root, 'node_modules/.package-lock.json'), join(folder, 'node_modules/.package-lock.json'));
    const started = launch(folder, ['serve'], {}, pretend('20.20.2'));
    expect(await started.ended).toBe(1);
    expect(started.said()).toMatch(
      /^Jamaa runs on Node 24, this is v20\.20\.2, and none came for this machine .*nodejs\.org.*\n$/,
    );
  });

  test('shows the fault of a build that fails', async () => {
    const folder = await project('');
    await writeFile(join(folder, 'src', 'main.ts'), 'const broken = ;\n');
    const started = launch(folder, ['serve']);
    expect(await started.ended).toBe(1);
    expect(started.said()).toContain('Jamaa could not be built:');
    expect(started.said()).toContain('src/main.ts:1:15');
  });

  test.each([['24.21.0'], ['20.20.2']])('passes words, output and exit status on (Node %s)', async (version) => {
    const folder = await project('console.log(JSON.stringify(process.argv.slice(2))); process.exit(7);');
    const node = version.startsWith('24') ? [] : pretend(version);
    const started = launch(folder, ['export', 'a b', '--x=ü'], {}, node);
    expect(await started.ended).toBe(7);
    expect(started.said()).toBe('["export","a b","--x=ü"]\n');
  });

  test('passes SIGTERM on and waits for the end', async () => {
    const folder = await project(`
      process.on('SIGTERM', () => setTimeout(() => { console.log('tidied'); process.exit(0); }, 200));
      setInterval(() => {}, 1e6); console.log('ready');`);
    const started = launch(folder, ['serve'], {}, pretend('20.20.2'));
    await started.waitFor(/ready/);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(started.said()).toContain('tidied');
  });

  test('leaves nobody behind when it is killed', async () => {
    const folder = await project(`
      process.once('disconnect', () => { console.log('alone'); process.exit(0); });
      setInterval(() => {}, 1e6); console.log('pid ' + process.pid);`);
    const started = launch(folder, ['serve'], {}, pretend('20.20.2'));
    const pid = Number((await started.waitFor(/pid (\d+)/))[1]);
    expect(pid).not.toBe(started.pid);
    process.kill(started.pid, 'SIGKILL');
    await waitUntil(() => !isAlive(pid));
    await started.ended;
    expect(started.said()).toContain('alone');
  });

  test('builds anew when a source has changed, and only then', async () => {
    const folder = await project();
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    const source = join(folder, 'src', 'main.ts');
    await writeFile(source, `console.log('one' as string);\n`);
    const first = launch(folder, []);
    expect(await first.ended).toBe(0);
    expect(first.said()).toBe('one\n');
    await writeFile(join(folder, 'dist', 'jamaa.js'), `console.log('kept');\n`);
    const second = launch(folder, []);
    await second.ended;
    expect(second.said()).toBe('kept\n');
    await writeFile(source, `console.log('three' as string);\n`);
    const third = launch(folder, []);
    await third.ended;
    expect(third.said()).toBe('three\n');
  });
});
