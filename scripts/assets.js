// The browser's files: style sheet, enhancement script, fonts, pictures. Each has the hash of its content in its name, so
// that browsers may keep it for ever, and each text is compressed once here instead of at every request.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build as esbuild } from 'esbuild';

const brotli = promisify(brotliCompress);
const gz = promisify(gzip);
const TEXT = /\.(js|css|svg|json|webmanifest|txt|xml|ico)$/;
// Browsers from about 2020 on; what is newer is optional in the pages themselves.
const BROWSERS = ['chrome80', 'edge80', 'firefox78', 'safari13.1'];

function hashed(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10).toUpperCase();
  const { name: base, ext } = path.parse(name);
  return `${base}-${hash}${ext}`;
}

function add(found, name, content) {
  found.manifest[name] = hashed(name, content);
  found.files.push({ name: found.manifest[name], content });
}

const shared = { bundle: true, write: false, logLevel: 'silent', target: BROWSERS, assetNames: '[name]-[hash]' };
const fontLoaders = { '.woff2': 'file', '.woff': 'file', '.svg': 'file', '.png': 'file' };

async function script({ root, html, out, minify, found }) {
  const entry = path.join(html, 'enhance', 'index.ts');
  if (!existsSync(entry)) return;
  const result = await esbuild({
    ...shared,
    absWorkingDir: root,
    entryPoints: { enhance: entry },
    outdir: out,
    format: 'esm',
    // The library that talks to authenticators takes objects apart, which these browsers can do but for one bug of Safari 13, which
    // knows no passkeys.
    supported: { destructuring: true },
    splitting: true,
    chunkNames: '[name]-[hash]',
    minify,
  });
  for (const file of result.outputFiles) {
    const name = path.basename(file.path);
    if (name === 'enhance.js') add(found, name, Buffer.from(file.contents));
    else found.files.push({ name, content: Buffer.from(file.contents) });
  }
}

/** Old browsers drop everything inside `@layer`: the order of layers is turned into weight of selectors. */
async function withoutLayers(css, file) {
  let postcss;
  let cascadeLayers;
  try {
    ({ default: postcss } = await import('postcss'));
    ({ default: cascadeLayers } = await import('@csstools/postcss-cascade-layers'));
  } catch {
    process.stderr.write('The tools for old browsers are not installed: the style sheet keeps its layers.\n');
    return css;
  }
  const result = await postcss([cascadeLayers()]).process(css, { from: file, map: false });
  return result.css;
}

async function styles({ root, html, out, minify, found }) {
  const entry = path.join(html, 'styles', 'index.css');
  if (!existsSync(entry)) return;
  const result = await esbuild({
    ...shared,
    absWorkingDir: root,
    entryPoints: { styles: entry },
    outdir: out,
    loader: fontLoaders,
    minify,
    metafile: true,
  });
  for (const file of result.outputFiles) {
    if (file.path.endsWith('.css')) {
      add(found, 'styles.css', Buffer.from(await withoutLayers(file.text, entry)));
      continue;
    }
    // The style sheet names these itself; the manifest too, for preloading.
    const name = path.basename(file.path);
    found.manifest[name.replace(/-[A-Z0-9]{8}(\.\w+)$/, '$1')] = name;
    found.files.push({ name, content: Buffer.from(file.contents) });
  }
}

async function pictures({ html, found }) {
  const folder = path.join(html, 'assets');
  if (!existsSync(folder)) return;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isFile()) add(found, entry.name, await readFile(path.join(folder, entry.name)));
  }
}

async function compressed(file) {
  if (!TEXT.test(file.name)) return [];
  const size = file.content.length;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: size };
  const [br, gzipped] = await Promise.all([brotli(file.content, { params }), gz(file.content, { level: 9 })]);
  const made = [];
  if (br.length < size) made.push({ name: `${file.name}.br`, content: br });
  if (gzipped.length < size) made.push({ name: `${file.name}.gz`, content: gzipped });
  return made;
}

/** The files of dist/assets, with `manifest.json`: plain name → name with hash. */
export async function buildAssets({ root, out, minify }) {
  const html = path.join(root, 'src', 'platform', 'html');
  const found = { manifest: {}, files: [] };
  const room = { root, html, out, minify, found };
  await Promise.all([script(room), styles(room), pictures(room)]);
  const twins = (await Promise.all(found.files.map(compressed))).flat();
  const order = Object.fromEntries(Object.entries(found.manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
  const manifest = { name: 'manifest.json', content: `${JSON.stringify(order, null, 2)}\n` };
  return [...found.files, ...twins, manifest].map((file) => ({
    path: path.join(out, file.name),
    content: file.content,
  }));
}
