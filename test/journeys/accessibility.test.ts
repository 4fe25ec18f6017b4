import { expect, test } from 'vitest';
import { violationsOf } from './axe.ts';
import { DESKTOP, openWorld, sidewaysOf } from './world.ts';

const world = openWorld();
const SITE = '/laayoune-sakia-el-hamra';

/** The main pages, each in every language, width and light that people use. */
const MAIN = {
  'the portal': '',
  'the home of a region': SITE,
  'all commitments': '/commitments',
  'a commitment': `${SITE}/commitments/MALAA0003`,
  'a plan': '/action-plans/MA-NAP-2021-2023',
  'the map of the regions': '/commitments/regions',
  'the joint plan of the four regions': '/action-plans/MA-CONSORTIUM-AP-2025-2027',
};

/** The others, once in each language: what they are made of is on the main pages too. */
const OTHERS = {
  'late milestones': '/milestones?timeliness=late',
  'all plans': '/action-plans',
  'a comparison': '/action-plans/MA-CONSORTIUM-AP-2025-2027/regions',
  'a region': '/commitments/regions/11',
  'results of a search': '/search?q=%D8%AF%D9%8A%D9%85%D9%82%D8%B1%D8%A7%D8%B7%D9%8A%D8%A9%20plan',
  'a list with nothing in it': '/commitments?q=zzzzzz',
  institutions: '/institutions',
  territories: '/territories',
  'a territory': '/territories/11',
  'where the data come from': '/about-data',
  accessibility: '/accessibility',
  privacy: '/privacy',
  'the API for people': '/api',
  'a page that is not there': '/nothing-here',
};

type Look = { width: number; colours: 'light' | 'dark' };
const WIDTHS = [360, 1280];
const COLOURS = ['light', 'dark'] as const;
const LOOKS: Look[] = WIDTHS.flatMap((width) => COLOURS.map((colours) => ({ width, colours })));

async function expectAccessible(path: string, looks: readonly Look[]): Promise<void> {
  const { page, open } = await world.visitor({ ...DESKTOP, reducedMotion: 'reduce' });
  await open(path);
  for (const { width, colours } of looks) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: colours });
    expect(await violationsOf(page), `${path} ${width} ${colours}`).toEqual([]);
  }
  // 320 CSS pixels: the width of 1280 at 400 % (WCAG 1.4.10).
  for (const width of [320, 360, 768]) {
    await page.setViewportSize({ width, height: 640 });
    expect(await sidewaysOf(page), `${path} at ${width} pixels`).toEqual({ pixels: 0, widest: [] });
  }
}

test('the rules are in force: what is wrong is found', async () => {
  const { page } = await world.visitor({ ...DESKTOP });
  await page.goto('about:blank');
  await page.setContent('<img src="data:,"><input><p style="color:#ccc;background:#fff">pale</p>');
  const found = (await violationsOf(page)).map((line) => line.split(':')[0]);
  for (const rule of ['image-alt', 'label', 'color-contrast', 'html-has-lang', 'landmark-one-main'])
    expect(found).toContain(rule);
});

test.each(Object.entries(MAIN))('%s', async (_, path) => {
  await Promise.all([
    ...['ar', 'fr', 'en'].map((lang) => expectAccessible(`/${lang}${path}`, LOOKS)),
    expectAccessible(`/zgh${path}`, [{ width: 360, colours: 'light' }]),
  ]);
});

test.each(Object.entries(OTHERS))('%s', async (_, path) => {
  if (path === '/nothing-here') world.expectComplaint(/404/);
  await Promise.all([
    expectAccessible(`/ar${path}`, [{ width: 360, colours: 'light' }]),
    expectAccessible(`/fr${path}`, [{ width: 1280, colours: 'dark' }]),
    expectAccessible(`/en${path}`, [{ width: 360, colours: 'dark' }]),
  ]);
});

test.each(['ar', 'fr'])('with more contrast, in %s', async (lang) => {
  const { page, open } = await world.visitor({ ...DESKTOP, contrast: 'more' });
  for (const path of ['', `${SITE}/commitments/MALAA0003`]) {
    await open(`/${lang}${path}`);
    for (const colours of COLOURS) {
      await page.emulateMedia({ colorScheme: colours, contrast: 'more' });
      expect(await violationsOf(page), `${path} ${colours}`).toEqual([]);
    }
  }
});

test.each(['ar', 'fr'])('with letters, words and lines further apart nothing is cut off, in %s', async (lang) => {
  const { page, open } = await world.visitor({ ...DESKTOP });
  for (const path of ['', `${SITE}/commitments/MALAA0003`, '/commitments']) {
    await open(`/${lang}${path}`);
    // WCAG 1.4.12, as a reader's own style sheet would say it.
    await page.evaluate(() => {
      for (const element of document.querySelectorAll<HTMLElement>('body *')) {
        element.style.lineHeight = '1.5';
        element.style.letterSpacing = '0.12em';
        element.style.wordSpacing = '0.16em';
      }
    });
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await sidewaysOf(page), `${path} ${width}`).toEqual({ pixels: 0, widest: [] });
    }
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('main a, main button, main p, main td, main h1, main h2, main h3')]
        // What only screen readers meet is clipped on purpose.
        .filter((element) => !element.closest('.hide-text'))
        .filter((element) => {
          const { overflow, overflowY, display } = getComputedStyle(element);
          return (
            display !== 'inline' &&
            /hidden|clip/.test(overflow + overflowY) &&
            element.scrollHeight > element.clientHeight + 2
          );
        })
        .map((element) => `${element.tagName}.${element.className}: ${element.textContent?.slice(0, 40)}`),
    );
    expect(cut, path).toEqual([]);
  }
});
