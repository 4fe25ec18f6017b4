import { basename, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';

type Built = { path: string; content: Buffer | string };

const root = join(import.meta.dirname, '..', '..');
const built = new Map<string, Buffer>();
let manifest: Record<string, string> = {};

beforeAll(async () => {
  // The build is plain JavaScript, so that it runs before anything is built.
  const place = new URL('../../scripts/assets.js', import.meta.url).href;
  const { buildAssets } = (await import(/* @vite-ignore */ place)) as {
    buildAssets(options: { root: string; out: string; minify: boolean }): Promise<Built[]>;
  };
  for (const file of await buildAssets({ root, out: '/assets', minify: true })) {
    built.set(basename(file.path), Buffer.from(file.content));
  }
  manifest = JSON.parse(built.get('manifest.json')?.toString() ?? '{}');
});

const styles = () => built.get(manifest['styles.css'] ?? '')?.toString() ?? '';

describe('the browser’s files', () => {
  test('have the hash of their content in the name, and the manifest knows them', () => {
    for (const name of ['styles.css', 'enhance.js', 'favicon.svg']) expect(Object.keys(manifest)).toContain(name);
    for (const hashed of Object.values(manifest)) {
      expect(hashed).toMatch(/-[A-Z0-9]{8,10}\.\w+$/);
      expect(built.has(hashed)).toBe(true);
    }
  });

  test('are compressed once, to the same content', () => {
    for (const name of ['styles.css', 'enhance.js']) {
      const hashed = manifest[name] ?? '';
      const plain = built.get(hashed);
      expect(brotliDecompressSync(built.get(`${hashed}.br`) ?? Buffer.alloc(0))).toEqual(plain);
      expect(gunzipSync(built.get(`${hashed}.gz`) ?? Buffer.alloc(0))).toEqual(plain);
    }
  });

  test('are for old browsers too: the layers of the style sheet are flattened', () => {
    expect(styles()).not.toContain('@layer');
    expect(styles().length).toBeGreaterThan(10_000);
  });

  test('name only files that are there, and nothing of other hosts', () => {
    const asked = [...styles().matchAll(/url\(["']?([^"')]+)["']?\)/g)].map((match) => match[1] ?? '');
    for (const address of asked) {
      if (!address.startsWith('data:')) expect(built.has(address.replace(/^\.\//, ''))).toBe(true);
    }
    for (const [name, content] of built) {
      // The library of passkeys names its documentation in the text of an error; nothing is asked of it.
      if (/\.(css|js)$/.test(name))
        expect(content.toString()).not.toMatch(/https?:\/\/(?!www\.w3\.org|simplewebauthn\.dev\/docs)/);
    }
  });
});
