// Builds the server (dist/jamaa.js and its chunks) and the browser's files (dist/assets).
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build as esbuild } from 'esbuild';
import { buildAssets } from './assets.js';

const { fingerprint } = createRequire(import.meta.url)('./prepare.cjs');
const root = path.dirname(import.meta.dirname);
const dist = path.join(root, 'dist');
const KEEP_OLD = 24 * 60 * 60 * 1000;

/** Heavy work runs in threads: each `src/…/name-worker.ts` becomes `dist/name-worker.js`. */
async function workers() {
  const names = await readdir(path.join(root, 'src'), { recursive: true });
  return names.filter((name) => /-worker\.tsx?$/.test(name)).map((name) => path.join('src', name));
}

/** The server as files in memory; an empty list while there is no src/main.ts. */
async function bundleServer() {
  if (!existsSync(path.join(root, 'src', 'main.ts'))) return [];
  const entries = { jamaa: 'src/main.ts' };
  for (const file of await workers()) entries[path.basename(file).replace(/\.tsx?$/, '')] = file;
  const result = await esbuild({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: dist,
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    packages: 'external',
    sourcemap: true,
    sourcesContent: false,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.json': 'json' },
    logLevel: 'silent',
    write: false,
  });
  return result.outputFiles.map((file) => ({ path: file.path, content: file.contents }));
}

/** Each file whole, those that others point to first: a server that runs meanwhile keeps what it has. */
async function writeAll(files) {
  const tag = `.${process.pid}.new`;
  await Promise.all(
    [...new Set(files.map((file) => path.dirname(file.path)))].map((folder) => mkdir(folder, { recursive: true })),
  );
  await Promise.all(files.map((file) => writeFile(file.path + tag, file.content)));
  const entry = (file) => /(jamaa\.js|manifest\.json|build\.json)$/.test(file.path);
  for (const file of [...files.filter((each) => !entry(each)), ...files.filter(entry)])
    await rename(file.path + tag, file.path);
}

/** What earlier builds left goes after a day: a server that was started before may still load it. */
async function sweep(files) {
  const current = new Set(files.map((file) => file.path));
  for (const name of await readdir(dist, { recursive: true })) {
    const file = path.join(dist, name);
    if (current.has(file)) continue;
    const stats = await stat(file).catch(() => undefined);
    if (stats?.isFile() && Date.now() - stats.mtimeMs > KEEP_OLD) await rm(file, { force: true });
  }
}

/** Builds everything; throws esbuild's own error, whose message names file and line. */
export async function build({ minify = true } = {}) {
  const mark = fingerprint();
  const [server, assets] = await Promise.all([
    bundleServer(),
    buildAssets({ root, out: path.join(dist, 'assets'), minify }),
  ]);
  const note = { path: path.join(dist, 'build.json'), content: `${JSON.stringify({ fingerprint: mark })}\n` };
  const files = [...server, ...assets, note];
  await writeAll(files);
  await sweep(files);
  return files;
}

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename) {
  try {
    await build();
  } catch (error) {
    process.stderr.write(`${error.errors ? error.message : error.stack}\n`);
    process.exit(1);
  }
}
