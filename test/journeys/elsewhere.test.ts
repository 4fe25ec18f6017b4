import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DESKTOP, openWorld, PHONE } from './world.ts';

const world = openWorld();
const SITE = '/laayoune-sakia-el-hamra';

describe('somebody shows a commitment in a site of their own', () => {
  test('by copying the lines that the page offers', async () => {
    const editor = await world.visitor({
      ...DESKTOP,
      locale: 'fr',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await editor.open(`/fr${SITE}/commitments/MALAA0003`);
    const id = await editor.page.locator('main [id]', { hasText: /^<iframe/ }).getAttribute('id');
    const folded = editor.page.locator('main details', { has: editor.page.locator(`#${id}`) });
    if ((await folded.count()) > 0) await folded.locator('summary').click();
    await editor.page.locator(`jamaa-copy[for="${id}"]`).getByRole('button').click();
    const lines = await editor.page.evaluate(() => navigator.clipboard.readText());
    expect(lines).toMatch(/^<iframe src="http:[^"]+\/widget" title="[^"]+"/);

    const blog = await ownSite(`<p>Lisez :</p>${lines}`);
    const page = await blog.visit();
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { name: /club d’inclusion sociale/ }).waitFor();
    expect(await frame.getByRole('link').getAttribute('target')).toBe('_top');
    // The style sheet may be read from inside the frame as well.
    const tag = frame.locator('.tag').first();
    expect(await tag.evaluate((one) => getComputedStyle(one).paddingInlineStart)).not.toBe('0px');
    expect(blog.errors).toEqual([]);
  });

  test('but cannot put the whole site into a frame', async () => {
    const blog = await ownSite(`<iframe src="${world.address()}/fr"></iframe>`);
    const page = await blog.visit();
    expect(await page.frameLocator('iframe').locator('.site-header').count()).toBe(0);
    expect(blog.errors.join()).toMatch(/frame-ancestors|X-Frame-Options/i);
  });
});

/** A page of somebody else, on another origin, and what the browser says about it. */
async function ownSite(body: string) {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/' ? 200 : 204, { 'content-type': 'text/html; charset=utf-8' });
    response.end(request.url === '/' ? `<!doctype html><title>Blog</title>${body}` : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const context = await world.browser().newContext();
  onTestFinished(async () => {
    await context.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const errors: string[] = [];
  context.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
  const visit = async () => {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { waitUntil: 'load' });
    return page;
  };
  return { errors, visit };
}

describe('a reader of feeds', () => {
  test('can read every feed and the site map as XML, in every language', async () => {
    const { page, open } = await world.visitor();
    await open('/fr/privacy');
    const paths = [
      '/sitemap.xml',
      ...['ar', 'fr', 'zgh', 'en'].flatMap((lang) => [
        `/${lang}/commitments/feed.atom`,
        `/${lang}${SITE}/commitments/feed.atom`,
        `/${lang}${SITE}/commitments/MALAA0003/feed.atom`,
        `/${lang}/action-plans/MA-NAP-2021-2023/feed.atom`,
      ]),
    ];
    const read = await page.evaluate(
      (addresses) =>
        Promise.all(
          addresses.map(async (address) => {
            const answer = await fetch(address);
            const document = new DOMParser().parseFromString(await answer.text(), 'application/xml');
            const fault = document.querySelector('parsererror')?.textContent ?? '';
            return { address, status: answer.status, root: document.documentElement.localName, fault };
          }),
        ),
      paths,
    );
    for (const { address, ...found } of read)
      expect(found, address).toEqual({ status: 200, root: address.endsWith('.xml') ? 'urlset' : 'feed', fault: '' });
  });

  test('finds the feed by the address of the page', async () => {
    const { page, open } = await world.visitor();
    await open(`/ar${SITE}/commitments/MALAA0003`);
    const feed = await page.locator('link[rel="alternate"][type="application/atom+xml"]').getAttribute('href');
    expect(feed).toBe(`/ar${SITE}/commitments/MALAA0003/feed.atom`);
  });
});

test('a commitment on paper has its address, and nothing to click', async () => {
  const { page, open } = await world.visitor({ ...DESKTOP, locale: 'ar' });
  await open(`/ar${SITE}/commitments/MALAA0003`);
  expect(await page.locator('.main-nav').isVisible()).toBe(true);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.main-nav, .languages, a.skip, .no-print').filter({ visible: true }).count()).toBe(0);
  const printed = (await page.locator('main').allInnerTexts()).join();
  expect(printed).toContain(`${SITE}/commitments/MALAA0003`);
  // Every row of the table of milestones is a row on paper, with its heading.
  expect(
    await page
      .locator('main table tbody tr')
      .first()
      .evaluate((row) => getComputedStyle(row).display),
  ).toBe('table-row');
});

test('the answers carry what the browser needs to keep strangers out', async () => {
  const head = async (path: string, init?: RequestInit) => {
    const answer = await fetch(`${world.address()}${path}`, { redirect: 'manual', ...init });
    await answer.arrayBuffer();
    return answer;
  };
  for (const path of ['/ar', '/fr/nothing', `/fr${SITE}/commitments/MALAA0003`, '/fr/search?q=plan']) {
    const { headers } = await head(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, path).toMatch(/default-src 'none'/);
    expect(policy, path).not.toMatch(/unsafe|\*/);
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect([...headers.keys()].filter((name) => name.startsWith('x-jamaa') || name === 'x-powered-by')).toEqual([]);
  }
  const widget = await head(`/fr${SITE}/commitments/MALAA0003/widget`);
  expect(widget.headers.get('content-security-policy')).toContain('frame-ancestors *');
  expect(widget.headers.get('x-frame-options')).toBeNull();
});

test('what stands in a page by mistake or by malice does not run, does not load, and is heard of', async () => {
  world.expectComplaint(/violates the following Content Security Policy directive:? ["']script-src/);
  world.expectComplaint(/violates the following Content Security Policy directive:? ["']img-src/);
  world.expectComplaint(/foreign request: https:\/\/tracker\.example/);
  const { page, open } = await world.visitor();
  await open('/fr/privacy');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken over"';
    const image = new Image();
    image.src = 'https://tracker.example/pixel.png';
    document.body.append(script, image);
  });
  expect(await page.title()).not.toBe('taken over');
});

test('what was read once is asked for again without being sent again', async () => {
  const ask = (headers: Record<string, string> = {}) => fetch(`${world.address()}/fr${SITE}`, { headers });
  const first = await ask();
  const tag = first.headers.get('etag') ?? '';
  expect(tag).not.toBe('');
  expect(first.headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
  const again = await ask({ 'if-none-match': tag });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const html = await first.text();
  for (const [, asset] of html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)) {
    const answer = await fetch(`${world.address()}${asset}`);
    expect(answer.status, asset).toBe(200);
    expect(answer.headers.get('cache-control'), asset).toContain('immutable');
    await answer.arrayBuffer();
  }
});

describe('a first visit', () => {
  test.each(['ar', 'fr', 'zgh', 'en'])('in %s weighs at most 40 KiB as it is sent, fonts apart', async (lang) => {
    for (const path of ['', SITE, '/commitments', `${SITE}/commitments/MALAA0003`, '/action-plans/MA-NAP-2021-2023']) {
      const { context, page } = await world.visitor({ ...PHONE });
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      const kinds = new Map<string, string>();
      const sent = { all: 0, script: 0 };
      session.on('Network.responseReceived', ({ requestId, type }) => void kinds.set(requestId, type));
      session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        const kind = kinds.get(requestId);
        if (!kind || !['Document', 'Stylesheet', 'Script'].includes(kind)) return;
        sent.all += encodedDataLength;
        if (kind === 'Script') sent.script += encodedDataLength;
      });
      await page.goto(`/${lang}${path}`, { waitUntil: 'load' });
      expect(sent.all, `/${lang}${path}`).toBeGreaterThan(5_000);
      expect(sent.all, `/${lang}${path}`).toBeLessThanOrEqual(40 * 1024);
      expect(sent.script).toBeLessThanOrEqual(12 * 1024);
      await page.close();
    }
  });
});
