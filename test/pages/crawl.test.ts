import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { allKinds, HOME, type Kind, kindFinder, realSite, slugsOf, visit, walk } from './real-site.ts';

const program = await realSite();
const slugs = await slugsOf(program);
const kindOf = kindFinder(slugs);

/** The most pages one walk may meet: far above what the data has, so that an endless web of links is noticed. */
const MOST = 8_000;

/** A query is entered once for each place and each set of names: the combinations of filters have no end. */
function entrance(lang: string) {
  const queries = new Set<string>();
  return (url: URL): boolean => {
    const [, first = ''] = url.pathname.split('/');
    if ((LANGUAGES as readonly string[]).includes(first) && first !== lang) return false;
    // The samples of the component sheet lead nowhere.
    if (url.searchParams.has('lang-choice') || url.pathname.includes('/dev/')) return false;
    const kind = kindOf(url.pathname);
    const isPicture = url.pathname.endsWith('.png');
    if (url.search === '' && !isPicture) return true;
    const [, , owner = ''] = url.pathname.split('/');
    const place = (isPicture || slugs.has(owner)) && kind ? kind : url.pathname;
    const shape = `${place}?${[...url.searchParams.keys()].sort()}`;
    if (queries.has(shape)) return false;
    queries.add(shape);
    return true;
  };
}

describe.each(['ar', 'fr'])('a walk through everything in %s', async (lang) => {
  const broken: string[] = [];
  const fragments: { page: string; target: string; id: string }[] = [];
  const ids = new Map<string, Set<string>>();
  const met = new Map<Kind, number>();
  const foreign = new Set<string>();
  let pages = 0;

  for await (const page of walk(program, `/${lang}`, entrance(lang))) {
    if (++pages > MOST) throw new Error(`more than ${MOST} addresses`);
    if (page.status !== 200) broken.push(`${page.status} ${page.asked} from ${page.from}`);
    const kind = kindOf(page.address.split('?')[0] ?? '');
    if (kind) met.set(kind, (met.get(kind) ?? 0) + 1);
    if (page.type !== 'text/html') continue;
    ids.set(page.address, new Set([...page.text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? '')));
    for (const url of page.ways) {
      if (url.origin !== HOME) foreign.add(url.origin);
      if (url.origin !== HOME || url.hash === '') continue;
      fragments.push({
        page: page.address,
        target: url.pathname + url.search,
        id: decodeURIComponent(url.hash.slice(1)),
      });
    }
  }

  test('meets no address that leads nowhere', () => {
    expect([broken.length, ...broken.slice(0, 20)]).toEqual([0]);
    expect(pages).toBeGreaterThan(300);
  });

  test('finds the place in a page that each link means', () => {
    const missing = fragments.filter(({ target, id }) => ids.get(target)?.has(id) === false);
    const shown = missing.slice(0, 20).map(({ page, target, id }) => `${target}#${id} from ${page}`);
    expect([missing.length, ...shown]).toEqual([0]);
    expect(fragments.length).toBeGreaterThan(pages);
  });

  test('comes to every kind of page and file that the capabilities offer', () => {
    const apart = allKinds().filter((kind) => !kind.startsWith('root '));
    expect(apart.filter((kind) => !met.has(kind))).toEqual([]);
  });

  test('never leaves by a link to an insecure or unknown kind of place', () => {
    for (const origin of foreign) expect(origin).toMatch(/^(https:\/\/[\w.-]+|null)$/);
  });
});

test('the site map names pages that are there, in every language', async () => {
  const { text, type } = await visit(program, '/sitemap.xml');
  expect(type).toBe('application/xml');
  const named = [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1] ?? '');
  expect(named.length).toBeGreaterThan(500);
  expect(new Set(named).size).toBe(named.length);
  const wrong: string[] = [];
  for (const address of named) {
    const { origin, pathname } = new URL(address);
    // Arabic and French were walked above; the others are pages of the same kinds.
    if (origin !== HOME || !/^\/(ar|fr|en|zgh)(\/|$)/.test(pathname)) wrong.push(address);
    else if (pathname.startsWith('/ar') && (await visit(program, pathname)).status !== 200) wrong.push(address);
  }
  expect(wrong).toEqual([]);
});
