import { join } from 'node:path';
import { expect } from 'vitest';
import { compress } from '#platform/cache/encoding.ts';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { dirOf, type Lang } from '#platform/i18n/languages.ts';
import { modules } from '../../src/modules.ts';
import { HOME, loadedBy, tagsOf } from './real-site.ts';

const KIB = 1024;
/** What a first visit may weigh, in bytes as sent, fonts apart (experience.md: "Weight"). */
const MOST_OF_ALL = 40 * KIB;
/** What its scripts may weigh. */
export const MOST_SCRIPT = 12 * KIB;
/** The size of the style sheet and of all scripts as they are sent, without the library of passkeys, which only their pages load. */
export async function builtAssets(): Promise<{ styles: number; scripts: number }> {
  const root = join(import.meta.dirname, '..', '..');
  // The build is plain JavaScript, so that it runs before anything is built.
  const place = new URL('../../scripts/assets.js', import.meta.url).href;
  const { buildAssets } = (await import(/* @vite-ignore */ place)) as {
    buildAssets(options: { root: string; out: string; minify: boolean }): Promise<{ path: string; content: Buffer }[]>;
  };
  const files = await buildAssets({ root, out: '/assets', minify: true });
  const size = (pattern: RegExp) =>
    files.filter((file) => pattern.test(file.path)).reduce((sum, file) => sum + file.content.length, 0);
  return { styles: size(/\.css\.br$/), scripts: size(/\/(?!esm-)[^/]*\.js\.br$/) };
}

/** The words of a page as a person meets them, one text after the other. */
function wordsOf(html: string): string {
  const body = html.slice(html.indexOf('<body'));
  return body
    .replace(/<(script|style|textarea|pre|code)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<bdi class="code"[\s\S]*?<\/bdi>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

const assets = await builtAssets();

/** The key of a message that nobody wrote begins with the name of a room. */
const KEY = new RegExp(
  `(?<![\\w./-])(${['platform', ...modules.map((module) => module.name)].join('|')})\\.[a-z]+[.-]\\S*`,
  'g',
);

/** What holds for every page, whoever it is for: valid, in its language, whole without inline code, light. Gives its title. */
export async function expectSoundPage(
  { address, headers, text: html }: { address: string; headers: Headers; text: string },
  lang: Lang,
): Promise<string> {
  const tags = tagsOf(html);
  const named = (name: string) => tags.filter((tag) => tag.name === name);
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(headers.get('content-language')).toBe(lang);
  expect(named('html')[0]?.attributes).toMatchObject({ lang, dir: dirOf(lang) });

  expect(named('h1'), address).toHaveLength(1);
  expect(wordsOf(`<body>${html.match(/<h1[^>]*>([\s\S]*?)<\/h1>/)?.[1]}`).trim(), address).not.toBe('');
  expect(named('main'), address).toHaveLength(1);
  const title = html.match(/<title>([^<]+)<\/title>/)?.[1] ?? '';
  expect(title.trim(), address).not.toBe('');

  expect(await faultsOfHtml(html), address).toEqual([]);

  // The policy of the answers forbids all of these; a browser would silently leave them out.
  expect(named('style'), address).toEqual([]);
  expect(named('script').filter((tag) => tag.attributes.src === undefined)).toEqual([]);
  const inline = tags.flatMap((tag) => Object.keys(tag.attributes).filter((name) => /^(style|on\w+)$/.test(name)));
  expect(inline, address).toEqual([]);
  expect(html).not.toMatch(/href="\s*javascript:/i);
  expect(
    loadedBy(html, address).filter((url) => url.origin !== HOME),
    `${address} loads from elsewhere`,
  ).toEqual([]);

  const words = wordsOf(html);
  const faults = [
    ...words.matchAll(/\b(undefined|NaN|Invalid Date)\b|\[object |(?<!\/)\{\w+\}/g),
    // The key of a message that nobody wrote.
    ...words.matchAll(KEY),
    // Moroccans write Latin digits.
    ...words.matchAll(/[\u0660-\u0669\u06f0-\u06f9]/g),
  ];
  expect(
    faults.map(([fault]) => fault),
    address,
  ).toEqual([]);

  const sent = (await compress(Buffer.from(html), 'br', 'kept')).length;
  expect(sent + assets.styles + assets.scripts, `${address} weighs too much`).toBeLessThanOrEqual(MOST_OF_ALL);
  return title;
}
