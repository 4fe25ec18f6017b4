import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleScript, openBrowser } from '../browser/testing.ts';

let browser: Browser;
let script: string;

beforeAll(async () => {
  [browser, script] = await Promise.all([openBrowser(), bundleScript()]);
});

afterAll(() => browser?.close());

const html = (main: string, title = 'Title') =>
  `<!DOCTYPE html><html lang="en"><head><title>${title}</title><script type="module" src="/enhance.js"></script></head>` +
  `<body><nav class="languages">${title}</nav><main id="main">${main}</main></body></html>`;

type Answer = { body?: string; status?: number; location?: string; broken?: true };
type Site = (url: URL, sent: string) => Answer;

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** Opens the first page of a site that `site` makes up. */
async function open(site: Site): Promise<Page> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://site');
    let sent = '';
    for await (const part of request) sent += part;
    if (url.pathname === '/enhance.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
      return;
    }
    const answer = site(url, sent);
    if (answer.broken) request.socket.destroy();
    else
      response
        .writeHead(answer.location ? 303 : (answer.status ?? 200), {
          'content-type': 'text/html; charset=utf-8',
          ...(answer.location ? { location: answer.location } : {}),
        })
        .end(answer.body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => customElements.get('jamaa-form'));
  return page;
}

describe('filters', () => {
  const list = (url: URL) =>
    html(
      `<a href="#filters">Down</a><section id="results"><h2>Results for ${url.search || 'all'}</h2></section>` +
        `<jamaa-filter-form results="results"><form id="filters" action="/"><input name="q" value="${url.searchParams.get('q') ?? ''}">` +
        `<input name="empty" value=""><button type="submit">Apply</button></form></jamaa-filter-form>`,
      `List ${url.search}`,
    );

  test('exchange the results in place, say how many, and can be undone by going back', async () => {
    const page = await open((url) => ({ body: list(url) }));
    await page.evaluate(() => document.body.setAttribute('data-same-page', ''));
    await page.fill('[name=q]', 'ماء');
    await page.click('button');
    await page.waitForFunction(() => document.querySelector('h2')?.textContent?.includes('?q='));
    expect(new URL(page.url()).search).toBe('?q=%D9%85%D8%A7%D8%A1');
    expect(await page.locator('body').getAttribute('data-same-page')).toBe('');
    expect(await page.locator('[role=status]').textContent()).toContain('Results for ?q=');
    expect(await page.locator('.languages').textContent()).toContain('?q=');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Apply');
    await page.click('text=Down');
    expect(await page.locator('body').getAttribute('data-same-page')).toBe('');
    await page.goBack();
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('h2')?.textContent === 'Results for all');
    await page.close();
  });

  test('fall back to a plain request when the answer is not a list', async () => {
    const page = await open((url) => (url.search ? { body: html('<h1>Busy</h1>'), status: 503 } : { body: list(url) }));
    await page.fill('[name=q]', 'x');
    await page.click('button');
    await page.waitForSelector('h1');
    expect(page.url()).toContain('?q=x');
    await page.close();
  });
});

describe('a form', () => {
  const form = (errors = '', value = '') =>
    html(
      `${errors}<jamaa-form data-sending="Sending" data-failed="Not sent"><form method="post" action="/send" enctype="multipart/form-data">` +
        `<input name="name" value="${value}"><input type="file" id="f-file" name="file"><button type="submit" name="do" value="go">Send</button></form></jamaa-form>`,
      errors ? 'Error: form' : 'Form',
    );
  const ERRORS = '<div id="errors" role="alert" tabindex="-1"><a href="#name">Too short</a></div>';

  test('shows the faults of a refusal without a reload, keeps the chosen file, and then goes on', async () => {
    let times = 0;
    const page = await open((url, sent) => {
      if (url.pathname === '/done') return { body: html('<h1>Done</h1>') };
      if (url.pathname !== '/send') return { body: form() };
      times += 1;
      if (!sent.includes('name="do"')) return { body: html('no button'), status: 400 };
      return times === 1 ? { body: form(ERRORS, 'x'), status: 422 } : { location: '/done' };
    });
    await page.fill('[name=name]', 'x');
    await page.setInputFiles('#f-file', { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
    await page.click('button');
    await page.waitForSelector('#errors');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('errors');
    expect(await page.title()).toBe('Error: form');
    expect(await page.inputValue('[name=name]')).toBe('x');
    expect(await page.evaluate(() => document.querySelector<HTMLInputElement>('#f-file')?.files?.length)).toBe(1);
    await page.click('button');
    await page.waitForSelector('h1');
    expect(new URL(page.url()).pathname).toBe('/done');
    await page.close();
  });

  test('keeps what was typed when the connection is down or the server refuses', async () => {
    let down = true;
    const page = await open((url) => {
      if (url.pathname !== '/send') return { body: form() };
      return down ? { broken: true } : { body: html('<h1>Too many</h1><p class="lead">Wait</p>'), status: 429 };
    });
    await page.fill('[name=name]', 'typed');
    await page.click('button');
    await page.waitForSelector('.banner');
    expect(await page.locator('.banner').textContent()).toBe('Not sent');
    down = false;
    await page.click('button');
    await page.waitForFunction(() => document.querySelector('.banner')?.textContent === 'Too many. Wait');
    expect(await page.inputValue('[name=name]')).toBe('typed');
    await page.close();
  });

  test('asks before what was typed is lost', async () => {
    const page = await open(() => ({ body: form() }));
    const asked: string[] = [];
    page.on('dialog', async (dialog) => {
      asked.push(dialog.type());
      await dialog.accept();
    });
    await page.goto(new URL('/elsewhere', page.url()).href);
    expect(asked).toEqual([]);
    await page.locator('[name=name]').pressSequentially('abc');
    await page.goto(new URL('/', page.url()).href);
    expect(asked).toEqual(['beforeunload']);
    await page.close();
  });
});

describe('small helps', () => {
  test('a copy button appears and copies; a dialog opens in place of its page; a print button appears', async () => {
    const body = html(
      '<jamaa-copy for="c" data-label="Copy" data-done="Copied"><p id="c"> words </p></jamaa-copy>' +
        '<table class="stack"><tr><th scope="row">a</th><td>1</td></tr></table>' +
        '<jamaa-print data-label="Print"></jamaa-print>' +
        '<jamaa-dialog for="d"><a href="/sure">Remove</a><dialog id="d"><form method="dialog"><button>Keep</button></form></dialog></jamaa-dialog>',
    );
    const page = await open(() => ({ body }));
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.click('text=Copy');
    await page.waitForFunction(() => document.querySelector('jamaa-copy button')?.textContent === 'Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('words');
    expect(await page.locator('[role=table] [role=row] > [role=rowheader] + [role=cell]').count()).toBe(1);
    expect(await page.locator('jamaa-print button').textContent()).toBe('Print');
    await page.click('text=Remove');
    expect(await page.locator('dialog').evaluate((dialog) => dialog.matches(':modal'))).toBe(true);
    await page.click('text=Keep');
    expect(await page.locator('dialog').isVisible()).toBe(false);
    expect(new URL(page.url()).pathname).toBe('/');
    await page.close();
  });
});

describe('a thread', () => {
  const item = (id: string, under = '') =>
    `<ol${under && ` data-under="${under}"`}><li><article id="${id}">${id}<button name="useful">+</button></article></li></ol>`;
  const look = (page: Page) =>
    page.evaluate(() => (document.querySelector('jamaa-thread') as unknown as { look(): Promise<void> }).look());
  const openThread = async (inside: string, latest: string) => {
    const page = await open((url) =>
      url.pathname === '/latest'
        ? { body: latest }
        : { body: html(`<jamaa-thread data-latest="/latest" data-new="New">${inside}</jamaa-thread>`) },
    );
    await page.waitForFunction(() => customElements.get('jamaa-thread'));
    return page;
  };
  const ids = (page: Page) => page.locator('article').evaluateAll((all) => all.map((one) => one.id));

  test('tells how many are new, counts none that has no place here, and shows them when asked', async () => {
    const latest = item('c-4', 'c-3') + item('c-3') + item('c-2', 'c-elsewhere') + item('c-1');
    const page = await openThread(`<form>${item('c-1')}</form>`, latest);
    expect(await page.locator('jamaa-thread button.quiet').isVisible()).toBe(false);
    await look(page);
    const button = page.locator('jamaa-thread button.quiet');
    expect(await button.textContent()).toBe('New (2)');
    expect(await ids(page)).toEqual(['c-1']);
    await button.click();
    expect(await ids(page)).toEqual(['c-3', 'c-4', 'c-1']);
    expect(await page.locator('#c-3 > ol #c-4').count()).toBe(1);
    await look(page);
    expect(await button.isVisible()).toBe(false);
  });

  test('in which there was nothing begins with the first, without buttons that no form would take', async () => {
    const page = await openThread('<p>Nothing yet</p>', item('c-1'));
    await look(page);
    await page.locator('jamaa-thread button.quiet').click();
    expect(await ids(page)).toEqual(['c-1']);
    expect(await page.locator('jamaa-thread p, #c-1 button').count()).toBe(0);
  });
});

describe('what is similar', () => {
  test('is shown when typing pauses, told by a line, and opens beside the form', async () => {
    const asked: string[] = [];
    const page = await open((url) => {
      if (url.pathname !== '/similar')
        return {
          body: html(
            '<jamaa-similar data-source="/similar?call=1" data-title="Similar"><input name="title"><textarea name="body"></textarea></jamaa-similar>',
          ),
        };
      asked.push(url.search);
      const items = url.searchParams.get('q')?.includes('بئر')
        ? [{ url: '/p/1', label: 'بئر <b>السوق</b>', lang: 'ar', note: 'Received' }]
        : [];
      return { body: JSON.stringify({ items }) };
    });
    const link = page.locator('jamaa-similar a');
    await page.fill('input', 'بئر');
    await page.fill('textarea', 'قرب السوق');
    await link.waitFor();
    expect(asked.map((one) => new URLSearchParams(one).get('q'))).toEqual(['بئر قرب السوق']);
    expect(asked[0]).toContain('call=1');
    expect(await link.textContent()).toBe('بئر <b>السوق</b>');
    expect(await link.getAttribute('target')).toBe('_blank');
    expect(await page.locator('[role=status]').textContent()).toBe('Similar (1)');
    await page.fill('input', 'autre chose');
    await link.waitFor({ state: 'detached' });
    expect(await page.locator('[role=status]').textContent()).toBe('');
    expect(await page.inputValue('textarea')).toBe('قرب السوق');
  });
});

describe('what a field still takes', () => {
  test('is said below it, and to readers only near the end', async () => {
    const left = JSON.stringify({ one: '# sign left', other: '# signs left' }).replaceAll('"', '&quot;');
    const page = await open(() => ({
      body: html(
        `<textarea id="text" maxlength="1500"></textarea><jamaa-counter for="text" data-left="${left}"><p class="hint">At most 1,500 signs</p></jamaa-counter>`,
      ),
    }));
    await page.waitForFunction(() => customElements.get('jamaa-counter'));
    const shown = page.locator('.hint');
    expect(await shown.textContent()).toBe('At most 1,500 signs');
    await page.fill('textarea', 'x'.repeat(100));
    expect(await shown.textContent()).toBe('1,400 signs left');
    const said = page.locator('[role=status]');
    await page.fill('textarea', 'x'.repeat(1_499));
    expect([await shown.textContent(), await said.textContent()]).toEqual(['1 sign left', '']);
    await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent === '1 sign left');
    await page.fill('textarea', 'x');
    await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent === '');
  });
});
