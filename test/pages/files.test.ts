import { describe, expect, test } from 'vitest';
import { EMBEDDABLE_HEADER, ROUTE_HEADER, TAGS_HEADER } from '#platform/cache/tags.ts';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { HOME, loadedBy, realSite, tagsOf, visit } from './real-site.ts';

const program = await realSite();
const SITE = '/laayoune-sakia-el-hamra';

/** The lines of a calendar as they are meant, its folding undone. */
function unfolded(text: string): string[] {
  return text.replaceAll('\r\n ', '').trimEnd().split('\r\n');
}

describe.each([
  '/commitments/feed.atom',
  `${SITE}/commitments/feed.atom`,
  '/commitments/MALAA0003/feed.atom',
  `${SITE}/action-plans/MA-11-AP-2025-2027/feed.atom`,
])('the feed %s', (path) => {
  test.each(LANGUAGES)('in %s is told apart, dated, and leads to pages', async (lang) => {
    const { status, type, text, headers } = await visit(program, `/${lang}${path}`);
    expect([status, type]).toEqual([200, 'application/atom+xml']);
    expect(text.startsWith('<?xml version="1.0" encoding="utf-8"?>')).toBe(true);
    expect(text).toContain(`xml:lang="${lang}"`);
    expect(text).toContain(`rel="self" type="application/atom+xml" href="${HOME}/${lang}${path}"`);
    const [about = '', ...entries] = text.split('<entry>');
    for (const wanted of ['<id>', '<title>', '<updated>', '<author>']) expect(about).toContain(wanted);
    expect(entries.length).toBeGreaterThan(0);
    const ids = entries.map((entry) => entry.match(/<id>(.*?)<\/id>/)?.[1]);
    expect(new Set(ids).size).toBe(entries.length);
    for (const entry of entries) {
      expect(entry).toMatch(/<id>urn:uuid:[0-9a-f-]{36}<\/id>/);
      expect(entry).toMatch(/<updated>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z<\/updated>/);
      expect(entry.match(/<title>(.*?)<\/title>/)?.[1]).toBeTruthy();
    }
    const dates = entries.map((entry) => entry.match(/<updated>(.*?)<\/updated>/)?.[1] ?? '');
    expect(dates).toEqual([...dates].sort().reverse());
    expect(headers.get(TAGS_HEADER)).toBeTruthy();
  });

  test('leads from each entry to the event on its page', async () => {
    const { text } = await visit(program, `/fr${path}`);
    const links = [...text.matchAll(/<link rel="alternate" type="text\/html" href="([^"]+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(links.length).toBeGreaterThan(0);
    const missing: string[] = [];
    for (const link of links) {
      const url = new URL(link);
      expect(url.origin).toBe(HOME);
      const page = await visit(program, url.pathname);
      // A plan has no timeline of its own: its events lead to its page.
      const found =
        url.hash === '' ? url.pathname.includes('/action-plans/') : page.text.includes(`id="${url.hash.slice(1)}"`);
      if (page.status !== 200 || !found) missing.push(link);
    }
    expect(missing).toEqual([]);
  });
});

describe.each([
  '/commitments/calendar.ics',
  `${SITE}/commitments/calendar.ics`,
  '/commitments/MALAA0003/calendar.ics',
  `${SITE}/action-plans/MA-11-AP-2025-2027/calendar.ics`,
])('the calendar %s', (path) => {
  test.each(['ar', 'fr', 'zgh', 'en'])('in %s can be read by calendars', async (lang) => {
    const { status, headers, text, type } = await visit(program, `/${lang}${path}`);
    expect([status, type]).toEqual([200, 'text/calendar']);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w-]+\.ics$/);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    // RFC 5545, 3.1: no line is longer than 75 octets.
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const lines = unfolded(text);
    expect(lines[0]).toBe('BEGIN:VCALENDAR');
    expect(lines.at(-1)).toBe('END:VCALENDAR');
    const open: string[] = [];
    for (const line of lines) {
      if (line.startsWith('BEGIN:')) open.push(line.slice(6));
      if (line.startsWith('END:')) expect(open.pop()).toBe(line.slice(4));
      expect(line).toMatch(/^[A-Z-]+[:;]/);
    }
    expect(open).toEqual([]);
    const events = text.split('BEGIN:VEVENT').slice(1);
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) {
      expect(event).toMatch(/\r\nUID:.+\r\n/);
      expect(event).toMatch(/\r\nDTSTAMP:\d{8}T\d{6}Z\r\n/);
      // A day, not an hour: the promise ends with the day, wherever the reader is.
      expect(event).toMatch(/\r\nDTSTART;VALUE=DATE:\d{8}\r\n/);
      expect(event).toMatch(/\r\nSUMMARY:.+/);
    }
    const uids = lines.filter((line) => line.startsWith('UID:'));
    expect(new Set(uids).size).toBe(events.length);
  });
});

test('the calendar of a commitment has its six ends', async () => {
  const { text } = await visit(program, '/ar/commitments/MALAA0003/calendar.ics');
  expect(text.split('BEGIN:VEVENT')).toHaveLength(1 + 6);
  expect(text).toContain('DTSTART;VALUE=DATE:20270630');
  expect(unfolded(text).join('\n')).toContain('ورشات تكوينية');
});

describe('the widget', () => {
  test.each(LANGUAGES)('in %s is a whole small page without script, made to stand in a frame', async (lang) => {
    const { status, headers, text } = await visit(program, `/${lang}${SITE}/commitments/MALAA0003/widget`);
    expect(status).toBe(200);
    expect(headers.get(EMBEDDABLE_HEADER)).toBe('1');
    expect(headers.get(ROUTE_HEADER)).toBe('commitments.widget');
    expect(text).toMatch(new RegExp(`<html lang="${lang}"`));
    expect(await faultsOfHtml(text)).toEqual([]);
    const tags = tagsOf(text);
    expect(tags.filter((tag) => ['script', 'form', 'header', 'nav'].includes(tag.name))).toEqual([]);
    expect(tags.some((tag) => tag.attributes.content === 'noindex')).toBe(true);
    expect(loadedBy(text, '/').filter((url) => url.origin !== HOME)).toEqual([]);
    // What stands in the frame of another site must open outside of it.
    for (const link of tags.filter((tag) => tag.name === 'a')) {
      expect(link.attributes.target).toBe('_top');
      expect(link.attributes.href).toMatch(/^http:/);
    }
  });

  test('is offered on the page, ready to be copied', async () => {
    const { text } = await visit(program, `/fr${SITE}/commitments/MALAA0003`);
    const words = text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
    expect(words).toContain(`<iframe src="${HOME}/fr${SITE}/commitments/MALAA0003/widget"`);
  });

  test('pages that are no widget may not stand in a frame', async () => {
    expect((await visit(program, '/fr/commitments/MALAA0003')).headers.get(EMBEDDABLE_HEADER)).toBeNull();
  });
});

test('what others show of a commitment: a title, a text, an address and a picture', async () => {
  const { text } = await visit(program, `/ar${SITE}/commitments/MALAA0003`);
  const meta = Object.fromEntries(
    tagsOf(text).flatMap((tag) =>
      tag.name === 'meta' && tag.attributes.property ? [[tag.attributes.property, tag.attributes.content ?? '']] : [],
    ),
  );
  expect(meta['og:title']).toContain('ناد للإدماج');
  expect(meta['og:locale']).toBe('ar_MA');
  expect(meta['og:url']).toBe(`${HOME}/ar${SITE}/commitments/MALAA0003`);
  expect(meta['og:description']).toBeTruthy();
  const picture = await program.ask(new URL(meta['og:image'] ?? '').pathname);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  const bytes = Buffer.from(await picture.arrayBuffer());
  // The header of a PNG: width and height.
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
});

describe('what robots read', () => {
  test('robots.txt closes what has no end and names the site map', async () => {
    const { text, type } = await visit(program, '/robots.txt');
    expect(type).toBe('text/plain');
    expect(text).toContain(`Sitemap: ${HOME}/sitemap.xml`);
    expect(text).toMatch(/^Disallow: .*after=/m);
    expect(text).not.toMatch(/^Disallow: \/$/m);
  });

  test('the site map names each page in four languages', async () => {
    const { text } = await visit(program, '/sitemap.xml');
    const urls = text.split('<url>').slice(1);
    for (const url of urls) expect(url.match(/hreflang="\w+"/g)).toHaveLength(4);
    for (const path of ['', '/commitments/MALAA0003']) expect(text).toContain(`<loc>${HOME}/ar${SITE}${path}</loc>`);
    for (const path of [
      '/commitments/MA-NAP-2021-2023-C01',
      '/territories/11',
      '/institutions',
      '/privacy',
      '/commitments',
      '/milestones',
    ])
      expect(text, path).toContain(`<loc>${HOME}/fr${path}</loc>`);
  });
});
