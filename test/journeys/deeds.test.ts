import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { DESKTOP, openWorld, PHONE, sidewaysOf, type Visitor } from './world.ts';

const world = openWorld();
const SITE = '/laayoune-sakia-el-hamra';
/** How many commitments a page of the list shows. */
const PER_PAGE = 20;

/** The words of a part of the page, as they are read. */
const words = async ({ page }: Visitor, selector: string) =>
  (await page.locator(selector).allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim();

describe('a resident of Laâyoune', () => {
  test('reads in Arabic on a phone what the council promised, without JavaScript', async () => {
    const resident = await world.visitor({ ...PHONE, locale: 'ar-MA', javaScriptEnabled: false });
    const { page } = resident;
    expect(await resident.open('/')).toBe(200);
    expect(resident.at()).toBe('/ar');
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');

    await page.locator('main a[href$="/commitments/regions"]').first().click();
    await page.getByRole('main').getByRole('link', { name: 'العيون-الساقية الحمراء' }).first().click();
    expect(await words(resident, 'h1')).toContain('العيون');
    await page
      .getByRole('link', { name: /إحداث ناد للإدماج الاجتماعي/ })
      .first()
      .click();
    expect(resident.at()).toMatch(/\/commitments\/MALAA0003$/);

    expect(await words(resident, 'h1')).toBe('إحداث ناد للإدماج الاجتماعي لفائدة الفئات الاجتماعية الهشة');
    const text = await words(resident, 'main');
    expect(text).toContain('مجلس جهة العيون');
    expect(text).toContain('يونيو 2027');
    expect(await page.locator('main table [id^="MALAA0003-M0"]').count()).toBe(6);
    // Arabic starts at the right edge, and nothing sticks out of the phone.
    const heading = await page.locator('h1').boundingBox();
    expect((heading?.x ?? 0) + (heading?.width ?? 0)).toBeGreaterThan(300);
    expect(await sidewaysOf(page)).toEqual({ pixels: 0, widest: [] });

    // The way back to everything is one step.
    await page.getByRole('navigation').getByRole('link', { name: 'الرئيسية' }).first().click();
    expect(resident.at()).toMatch(/^\/ar(\/[\w-]+)?$/);
  });

  test('finds the sections of the site behind the menu of the phone', async () => {
    for (const javaScriptEnabled of [false, true]) {
      const resident = await world.visitor({ ...PHONE, locale: 'ar-MA', javaScriptEnabled });
      await resident.open(`/ar${SITE}`);
      const plans = resident.page.locator('.main-nav a[href$="/action-plans"]');
      expect(await plans.isVisible()).toBe(false);
      await resident.page.locator('.main-nav summary').tap();
      await plans.tap();
      await resident.page.waitForURL(`**/ar${SITE}/action-plans`);
    }
  });
});

describe.each([true, false])('a journalist (JavaScript: %s)', (javaScriptEnabled) => {
  test('filters late commitments in French and downloads the CSV', async () => {
    const journalist = await world.visitor({ ...DESKTOP, locale: 'fr-FR', javaScriptEnabled, acceptDownloads: true });
    const { page } = journalist;
    await journalist.open('/');
    expect(journalist.at()).toBe('/fr');
    await page.getByRole('navigation').getByRole('link', { name: 'Engagements', exact: true }).click();
    const everything = Number((await words(journalist, '#results-title')).match(/\d+/)?.[0]);
    expect(everything).toBe(25);

    await page.locator('#filters select[name="timeliness"]').selectOption('late');
    await page.locator('#filters button[type="submit"]').click();
    await page.waitForURL(/timeliness=late/);
    await page.locator('.active a', { hasText: 'En retard' }).waitFor();
    const late = Number((await words(journalist, '#results-title')).match(/\d+/)?.[0]);
    expect(late).toBeGreaterThan(0);
    expect(late).toBeLessThanOrEqual(everything);
    const items = page.locator('#results .items > li');
    expect(await items.count()).toBe(Math.min(late, PER_PAGE));
    expect(await items.filter({ hasText: 'En retard' }).count()).toBe(await items.count());

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#results a[href*=".csv"]').click(),
    ]);
    expect(download.suggestedFilename()).toBe('commitments.csv');
    const csv = await readFile(await download.path(), 'utf8');
    // Excel reads Arabic as Latin letters without this mark.
    expect(csv.startsWith('\uFEFF')).toBe(true);
    const ids = csv.split('\r\n').flatMap((row) => row.match(/^(MA[\w-]+),/)?.[1] ?? []);
    expect(ids).toHaveLength(late);

    // One click takes the filter away again.
    await page.locator('.active a', { hasText: 'En retard' }).click();
    await page.waitForURL((url) => !url.search.includes('timeliness'));
    expect(await words(journalist, '#results-title')).toContain('25');
  });
});

test('a journalist goes back in the browser to the list before the filter', async () => {
  const { page, open } = await world.visitor({ ...DESKTOP, locale: 'fr-FR' });
  await open('/fr/commitments');
  await page.locator('#filters select[name="timeliness"]').selectOption('on-time');
  await page.locator('#filters button[type="submit"]').click();
  await page.waitForURL(/timeliness=on-time/);
  await page.locator('.active a').first().waitFor();
  await page.goBack();
  await page.waitForURL((url) => url.search === '');
  await page.locator('#results-title', { hasText: '25' }).waitFor();
});

describe('a visitor', () => {
  test('switches language and stays on the same page, today and next time', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const visitor = await world.visitor({ ...DESKTOP, locale: 'fr-FR', javaScriptEnabled });
      const { page } = visitor;
      await visitor.open(`/fr${SITE}/commitments?timeliness=late`);
      await page.locator('.languages').getByRole('link', { name: 'العربية' }).click();
      expect(visitor.at()).toBe(`/ar${SITE}/commitments?timeliness=late`);
      expect(await page.locator('html').getAttribute('lang')).toBe('ar');
      await page.locator('.languages').getByRole('link', { name: 'English' }).click();
      expect(visitor.at()).toBe(`/en${SITE}/commitments?timeliness=late`);
      await visitor.open('/');
      expect(visitor.at()).toBe('/en');
    }
  });

  test('reads Amazigh where it exists and is told where Arabic stands in', async () => {
    const visitor = await world.visitor({ ...PHONE, locale: 'zgh-MA' });
    await visitor.open('/');
    expect(visitor.at()).toBe('/zgh');
    const { page } = visitor;
    expect(await page.locator('html').getAttribute('dir')).toBe('ltr');
    expect(await page.locator('main [lang="ar"][dir="rtl"]').count()).toBeGreaterThan(0);
    expect(await sidewaysOf(page)).toEqual({ pixels: 0, widest: [] });
  });

  test.each([true, false])(
    'searches with a typo and finds the commitment (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const visitor = await world.visitor({ ...PHONE, locale: 'fr-MA', javaScriptEnabled });
      const { page } = visitor;
      await visitor.open('/fr');
      const box = page.locator('main input[type="search"]').first();
      await box.fill('demcratie participatve');
      await box.press('Enter');
      await page.waitForURL(/\/fr\/search\?q=/);
      expect(await words(visitor, 'main')).toContain('demcratie →');
      await page.locator('#results .items a', { hasText: 'instances consultatives' }).first().click();
      await page.waitForURL(/MALAA0004$/);
      expect(await words(visitor, 'h1')).toContain('démocratie participative');
    },
  );

  test('who searches for nothing that exists is told what to do', async () => {
    const visitor = await world.visitor({ ...DESKTOP, locale: 'ar' });
    await visitor.open('/ar/search?q=zzzzqqqq');
    expect(await words(visitor, 'main')).toContain('zzzzqqqq');
    expect(await visitor.page.locator('main form').count()).toBeGreaterThan(0);
  });
});

describe('a reader with a keyboard only', () => {
  test('reaches the content with one key', async () => {
    for (const lang of ['ar', 'fr']) {
      const reader = await world.visitor({ ...DESKTOP, locale: lang });
      const { page } = reader;
      await reader.open(`/${lang}/commitments`);
      await page.keyboard.press('Tab');
      const skip = page.locator('a.skip');
      expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
      const box = await skip.boundingBox();
      expect(box && box.x >= 0 && box.y >= 0 && box.height > 20, 'the skip link is seen when it is reached').toBe(true);
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
    }
  });

  test('sees where they are at every step', async () => {
    const { page, open } = await world.visitor({ ...DESKTOP, locale: 'fr' });
    await open('/fr/commitments');
    const unseen: string[] = [];
    for (let step = 0; step < 45; step++) {
      await page.keyboard.press('Tab');
      const state = await page.evaluate(() => {
        const here = document.activeElement;
        if (!here || here === document.body) return undefined;
        const style = getComputedStyle(here);
        const rect = here.getBoundingClientRect();
        const outlined = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
        return {
          name: `${here.tagName} ${here.textContent?.trim().slice(0, 30)}`,
          seen: rect.width > 0 && rect.height > 0 && (outlined || style.boxShadow !== 'none'),
        };
      });
      if (state && !state.seen) unseen.push(state.name);
    }
    expect(unseen).toEqual([]);
  });

  test('sets a filter and hears how many results are left', async () => {
    const { page, open } = await world.visitor({ ...DESKTOP, locale: 'fr' });
    await open('/fr/commitments');
    await page.locator('#filters input[name="q"]').focus();
    await page.keyboard.type('portail');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=portail/);
    const line = page.locator('jamaa-filter-form [aria-live], jamaa-filter-form [role="status"]');
    await line.filter({ hasText: /\d/ }).waitFor({ state: 'attached' });
    expect(await line.textContent()).toBe(await page.locator('#results-title').textContent());
  });

  test('opens what is folded and comes back', async () => {
    const { page, open } = await world.visitor({ ...DESKTOP, locale: 'fr' });
    await open('/fr/commitments/MALAA0003');
    const summary = page.locator('main details > summary').first();
    await summary.focus();
    expect(await summary.evaluate((one) => (one.parentElement as HTMLDetailsElement).open)).toBe(false);
    await page.keyboard.press('Enter');
    expect(await summary.evaluate((one) => (one.parentElement as HTMLDetailsElement).open)).toBe(true);
  });
});

describe('a bad address', () => {
  test.each([
    ['ar', '/ar/nothing-here'],
    ['fr', '/fr/laayoune-sakia-el-hamra/commitments/MALAA9999'],
    ['en', '/en/action-plans/NOTHING'],
    ['ar', '/nothing-at-all'],
  ])('gets a page that helps, in %s: %s', async (lang, path) => {
    world.expectComplaint(/404/);
    const visitor = await world.visitor({ ...DESKTOP, locale: lang });
    expect(await visitor.open(path)).toBe(404);
    const { page } = visitor;
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    expect(await words(visitor, 'h1')).not.toBe('');
    const box = page.locator('main input[type="search"]');
    await box.fill('MALAA0003');
    await box.press('Enter');
    await page.waitForURL(/\/search\?q=MALAA0003/);
    expect(await page.locator('#results .items a[href*="MALAA0003"]').count()).toBeGreaterThan(0);
  });

  test('that is cut off or mangled still leads to the list of everything', async () => {
    const visitor = await world.visitor({ ...DESKTOP, locale: 'fr' });
    for (const query of [
      '?timeliness=tard',
      '?from=hier&to=2026-13-45',
      '?institution=&region=&q=',
      '?sort=up&sort=down',
    ])
      expect(await visitor.open(`/fr/commitments${query}`), query).toBe(200);
  });
});
