import { existsSync } from 'node:fs';
import path from 'node:path';
import cascadeLayers from '@csstools/postcss-cascade-layers';
import { build } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';
import postcss from 'postcss';

const html = path.dirname(import.meta.dirname);

function chromiumPath(): string {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const places = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) =>
    folders.map((folder) => path.join(folder, name)),
  );
  const found = [process.env.CHROMIUM_PATH ?? '', ...places].find((place) => place && existsSync(place));
  if (!found) throw new Error('These tests need Chromium: say where it is in CHROMIUM_PATH.');
  return found;
}

/** The system's Chromium. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
}

/** The browser code in one piece, as the build makes it. */
export async function bundleScript(): Promise<string> {
  const entryPoints = [path.join(html, 'enhance', 'index.ts')];
  const built = await build({
    entryPoints,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'chrome80',
  });
  return built.outputFiles[0]?.text ?? '';
}

/** The style sheet in one piece, its layers flattened as the build does it; fonts stay out of it. */
export async function bundleStyles(): Promise<string> {
  const entryPoints = [path.join(html, 'styles', 'index.css')];
  const built = await build({ entryPoints, bundle: true, minify: true, write: false, external: ['*.woff2'] });
  const flat = await postcss([cascadeLayers()]).process(built.outputFiles[0]?.text ?? '', { from: undefined });
  return flat.css;
}
