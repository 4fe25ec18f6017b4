import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts';
import { HOME, type Kind, kindFinder, pageKinds, realSite, slugsOf, tagsOf, visit, walk } from './real-site.ts';
import { builtAssets, expectSoundPage, MOST_SCRIPT } from './sound-page.ts';

const program = await realSite();
const kindOf = kindFinder(await slugsOf(program));

/** How many pages of one kind are looked at in each language. */
const SAMPLES = 2;

/** Examples of every kind of page, found by following links from the home page. */
async function samplePages(): Promise<Map<Kind, string[]>> {
  const wanted = pageKinds();
  const samples = new Map<Kind, string[]>();
  const planned = new Map<Kind, number>();
  const enter = (url: URL) => {
    const kind = kindOf(url.pathname);
    if (!/^\/ar(\/|$)/.test(url.pathname) || kind === undefined || !wanted.has(kind)) return false;
    const times = planned.get(kind) ?? 0;
    // Some pages are only linked with a filter.
    if (url.search !== '' && times > 0) return false;
    planned.set(kind, times + 1);
    // A few more are entered than looked at: the first ones may not lead to every other kind.
    return times < 3 * SAMPLES;
  };
  for await (const { address, status } of walk(program, '/ar', enter)) {
    const kind = kindOf(address.replace(/\?.*/, ''));
    if (kind === undefined || status !== 200) continue;
    const known = samples.get(kind) ?? [];
    const path = address.slice('/ar'.length).replace(/\?.*/, '');
    if (known.length < SAMPLES && !known.includes(path)) samples.set(kind, [...known, path]);
  }
  samples.set('portal /api', ['/api']);
  return samples;
}

/** The same pages in states that links from home do not reach. */
const STATES: [string, string, number][] = [
  ['a list that is narrowed', '/commitments?timeliness=late&institution=morocco&q=a', 200],
  ['a list with nothing in it', '/commitments?q=zzzzzz', 200],
  ['a list of a body that is narrowed', '/laayoune-sakia-el-hamra/milestones?status=not-reported', 200],
  ['results of a search', '/search?q=%D8%A7%D9%84%D9%85%D8%A7%D8%A1', 200],
  ['results in words that are close', '/search?q=comitment', 200],
  ['a search without results', '/search?q=qqqqqq', 200],
  ['a page that is not there', '/nothing-here', 404],
  ['a page that is not there, under a body', '/laayoune-sakia-el-hamra/commitments/NOTHING', 404],
];

const samples = await samplePages();
const assets = await builtAssets();

const titles: { lang: Lang; title: string; address: string }[] = [];

async function expectGoodPage(lang: Lang, path: string, status: number): Promise<void> {
  const address = `/${lang}${path}`;
  const page = await visit(program, address);
  const html = page.text;
  const tags = tagsOf(html);
  const named = (name: string) => tags.filter((tag) => tag.name === name);
  expect(page.status, address).toBe(status);
  expect(page.address, 'an address that links name is the address itself').toBe(address);

  const title = await expectSoundPage(page, lang);
  if (status === 200) titles.push({ lang, title, address });

  const alternates = named('link').filter((tag) => tag.attributes.hreflang !== undefined);
  if (status === 200 && !/\/search(\?|$)/.test(path)) {
    const meant = Object.fromEntries(alternates.map(({ attributes }) => [attributes.hreflang, attributes.href]));
    const canonical = named('link').find((tag) => tag.attributes.rel === 'canonical')?.attributes.href ?? '';
    const own = new URL(canonical).href.slice(`${HOME}/${lang}`.length);
    for (const other of LANGUAGES) expect(meant[other], address).toBe(`${HOME}/${other}${own}`);
    expect(meant['x-default'], address).toBe(`${HOME}/ar${own}`);
  } else {
    expect(named('meta').some((tag) => tag.attributes.content === 'noindex')).toBe(true);
  }
  // Every page leads to itself in the three other languages.
  const switches = named('a').filter((tag) => tag.attributes.href?.includes('lang-choice='));
  expect(switches.map((tag) => tag.attributes.hreflang)).toEqual([...LANGUAGES]);
}

test('every kind of page was found by following links from the home page', () => {
  expect([...pageKinds()].filter((kind) => !samples.has(kind))).toEqual([]);
});

test('all scripts together stay small', () => {
  expect(assets.scripts).toBeGreaterThan(100);
  expect(assets.scripts).toBeLessThanOrEqual(MOST_SCRIPT);
});

describe.each([...samples.keys()])('%s', (kind) => {
  test.each(LANGUAGES)('in %s', async (lang) => {
    for (const path of samples.get(kind) ?? []) await expectGoodPage(lang, path, 200);
  });
});

describe.each(STATES)('%s', (_, path, status) => {
  test.each(LANGUAGES)('in %s', async (lang) => {
    await expectGoodPage(lang, path, status);
  });
});

test.each(LANGUAGES)('the second page of a list in %s', async (lang) => {
  const { text } = await visit(program, `/${lang}/milestones`);
  const next = tagsOf(text).find((tag) => tag.name === 'a' && tag.attributes.href?.includes('after='))?.attributes.href;
  expect(next).toBeDefined();
  await expectGoodPage(lang, next?.slice(`/${lang}`.length) ?? '', 200);
});

test.each(LANGUAGES)('no two pages in %s have the same title', (lang) => {
  // A list keeps its title however it is narrowed.
  const ours = titles.filter((one) => one.lang === lang && !one.address.includes('?'));
  const same = [...Map.groupBy(ours, (one) => one.title).values()].filter((pages) => pages.length > 1);
  expect(same.map((pages) => pages.map(({ title, address }) => `${address}: ${title}`))).toEqual([]);
  expect(ours.length).toBeGreaterThan(30);
});
