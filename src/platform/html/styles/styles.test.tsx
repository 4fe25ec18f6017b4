import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Lang } from '../../i18n/languages.ts';
import { bundleScript, bundleStyles, openBrowser } from '../browser/testing.ts';
import { ComponentsPage } from '../dev/components-page.tsx';
import { renderPage } from '../render.tsx';
import { SAMPLE_TENANT, samplePage } from '../testing.tsx';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const KIB = 1024;

let browser: Browser;
let css: string;
let script: string;

beforeAll(async () => {
  [browser, css, script] = await Promise.all([openBrowser(), bundleStyles(), bundleScript()]);
});

afterAll(() => browser?.close());

const SECTIONS = ['Engagements', 'Plans d’action', 'Pétitions', 'Consultations', 'Informations', 'Budgets'];

type Look = { width: number; colours?: 'light' | 'dark'; contrast?: 'more' };

/** The sheet of all components on a body's site, with six sections. */
async function open(lang: Lang, { width, colours = 'light', contrast }: Look): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: colours, contrast });
  const menu = SECTIONS.map((label, index) => ({ label, path: `/section-${index}` }));
  const given = { lang, menu, tenant: SAMPLE_TENANT, path: '/section-0/a', query: 'status=late', trial: true };
  const html = renderPage(samplePage(given), <ComponentsPage />)
    .replace(/<link rel="stylesheet"[^>]*>/, `<style>${css}</style>`)
    .replace(/<script[^>]*>/, '<script>');
  await page.setContent(html, { waitUntil: 'domcontentloaded' });
  return page;
}

test('the style sheet weighs at most 10 KiB compressed, the script at most 12', () => {
  expect(brotliCompressSync(css).length).toBeLessThanOrEqual(10 * KIB);
  expect(brotliCompressSync(script).length).toBeLessThanOrEqual(12 * KIB);
});

test.each([
  ['ar', { width: 360, colours: 'light' }],
  ['ar', { width: 1280, colours: 'dark' }],
  ['fr', { width: 360, colours: 'dark', contrast: 'more' }],
  ['fr', { width: 1280, colours: 'light' }],
] as const)('axe finds nothing in %s with %o', async (lang, look) => {
  const page = await open(lang, look);
  await page.evaluate(AXE);
  const faults = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`);
  });
  expect(faults).toEqual([]);
  await page.close();
});

describe.each(['ar', 'fr'] as const)('in %s', (lang) => {
  test.each([320, 360, 1280])('nothing is wider than a screen of %i pixels', async (width) => {
    const page = await open(lang, { width });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.close();
  });

  test('on a phone the header is short and the sections open with a tap', async () => {
    const page = await open(lang, { width: 360 });
    const header = await page.locator('.site-header').boundingBox();
    expect(header?.height).toBeLessThanOrEqual(150);
    expect(await page.locator('.languages a:visible').count()).toBe(3);
    expect(await page.locator('.main-nav a:visible').count()).toBe(0);
    await page.click('.main-nav summary');
    expect(await page.locator('.main-nav a:visible').count()).toBe(SECTIONS.length);
    await page.close();
  });

  test('on a wide screen the sections are there without a tap', async () => {
    const page = await open(lang, { width: 1280 });
    expect(await page.locator('.main-nav summary').isVisible()).toBe(false);
    expect(await page.locator('.main-nav a').first().isVisible()).toBe(true);
    expect(await page.locator('.languages a:visible').count()).toBe(4);
    await page.close();
  });

  test('time and progress run in the direction of reading', async () => {
    const page = await open(lang, { width: 1280 });
    const [bar, fill] = await page.evaluate((direction) => {
      const sheet = document.querySelector(`[id^="${direction}-figures"] .bar`);
      const box = (element: Element | null | undefined) => element?.getBoundingClientRect().toJSON();
      return [box(sheet?.querySelector('.track')), box(sheet?.querySelector('.fill'))];
    }, lang);
    if (lang === 'ar') expect(fill.right).toBeCloseTo(bar.right, 0);
    else expect(fill.left).toBeCloseTo(bar.left, 0);
    await page.close();
  });
});
