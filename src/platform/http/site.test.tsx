import { beforeEach, describe, expect, test } from 'vitest';
import { aPerson } from '../../../test/setup/actors.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { EMBEDDABLE_HEADER, ROUTE_HEADER, readTags, TAGS_HEADER } from '../cache/tags.ts';
import { TooMany } from '../errors.ts';
import { faultsOfHtml } from '../html/validity/testing.ts';
import { NOBODY } from '../tenant.ts';
import { type Asked, FES, headingOf, PUBLIC, RABAT, treeSite } from './testing.tsx';

const { db } = await testDatabase({ empty: true });
const { site, ask, lines, visitor } = treeSite(db);
const inside = (text: string, id: string) => text.match(new RegExp(`id="${id}">(.*?)<`))?.[1];

beforeEach(() => {
  visitor.actor = NOBODY;
  lines.length = 0;
});

describe('an address', () => {
  test.each([
    ['the portal', '/fr/trees', 'sorted by high, looking for [] portal fr'],
    ['the home of the portal', '/ar', 'site.home-page portal ar'],
    ['a body by its slug', '/fr/rabat/trees', 'sorted by high, looking for [] rabat fr'],
    ['the home of a body', '/zgh/rabat', 'site.home-page rabat zgh'],
    ['a thing of a body', '/en/rabat/trees/oak', 'tree [oak] rabat en'],
    ['a page of the portal alone', '/en/only-portal', 'trees.portal-page portal en'],
    ['a page of bodies alone', '/en/rabat/only-body', 'trees.tenant-page rabat en'],
    ['a literal word before a placeholder', '/en/trees/plant', 'Plant a tree'],
    ['letters of any script', `/en/trees/${encodeURIComponent('أرز')}`, 'tree [أرز] portal en'],
    ['a slash inside a name', '/en/trees/a%2Fb', 'tree [a/b] portal en'],
    ['a percent sign inside a name', '/en/trees/100%25', 'tree [100%] portal en'],
  ])('leads to %s', async (_, path, heading) => {
    const { status, text } = await ask(path);
    expect(status).toBe(200);
    expect(headingOf(text)).toBe(heading);
  });

  test.each([
    '/en/nothing',
    '/en/trees/oak/nothing',
    '/en/trees/none',
    '/en/only-body',
    '/en/rabat/only-portal',
    '/en/rabat/fes/trees',
    '/en/casablanca/trees',
    '/en/trees/%E0%A4%A',
    '/en/%E0%A4%A',
    '/en//trees',
  ])('%s leads nowhere, and says so', async (path) => {
    const { status, text, headers } = await ask(path);
    expect(status).toBe(404);
    expect(headers.get('content-language')).toBe('en');
    expect(text).toContain('name="robots" content="noindex"');
    expect(text).toContain('href="/en');
  });

  test('that leads nowhere under a body keeps the body', async () => {
    const { text } = await ask('/fr/rabat/nothing');
    expect(text).toContain('Commune de rabat');
    expect(text).toContain('action="/fr/rabat/search"');
  });

  test('has one form: a slash at its end is taken away for good', async () => {
    for (const [asked, meant] of [
      ['/fr/trees/', '/fr/trees'],
      ['/fr/trees/oak//?q=a%20b', '/fr/trees/oak?q=a%20b'],
      ['/fr/', '/fr'],
      ['/fr/rabat/', '/fr/rabat'],
      ['/fr/?q=1', '/fr?q=1'],
    ]) {
      const { status, headers } = await ask(asked ?? '');
      expect([status, headers.get('location')], asked).toEqual([308, meant]);
    }
    const own = await ask('/fr/', { host: 'open.fes.example' });
    expect([own.status, own.headers.get('location')]).toEqual([308, '/fr']);
  });

  test('never leads to another site', async () => {
    for (const path of ['//evil.example', '//evil.example/', '/fr//evil.example/', '/\\evil.example/']) {
      const url = new URL(PUBLIC);
      url.pathname = path;
      const request = new Request(url, { headers: { host: 'jamaa.example' } });
      const answer = await site.answer({ request, url, id: 'x', clientKey: 'test', isFrom: () => false });
      const location = answer.headers.get('location');
      if (location) expect(new URL(location, PUBLIC).origin, path).toBe(PUBLIC);
    }
  });
});

describe('a body with its own host', () => {
  const host = 'open.fes.example';

  test('is addressed without its slug there; everything else by its whole address', async () => {
    const { status, text } = await ask('/fr/trees', { host });
    expect(status).toBe(200);
    expect(headingOf(text)).toContain('fes fr');
    expect(inside(text, 'home')).toBe('/fr');
    expect(inside(text, 'fes')).toBe('/fr/trees');
    expect(inside(text, 'portal')).toBe('https://jamaa.example/fr/trees');
    expect(text).toContain('<link rel="canonical" href="https://open.fes.example/fr/trees"');
    expect((await ask('/fr/fes/trees', { host })).status).toBe(404);
    expect((await ask('/fr/only-portal', { host })).status).toBe(404);
  });

  test('any port and any case of the name', async () => {
    expect(headingOf((await ask('/fr/trees', { host: 'Open.Fes.example:8443' })).text)).toContain('fes fr');
  });

  test('on the platform is found by its slug too, and points to its own host', async () => {
    const { text } = await ask('/fr/fes/trees');
    expect(text).toContain('<link rel="canonical" href="https://open.fes.example/fr/trees"');
    expect(inside(text, 'portal')).toBe('/fr/trees');
  });

  test('a host that nobody has is the platform', async () => {
    expect(headingOf((await ask('/fr/trees', { host: '127.0.0.1:3000' })).text)).toContain('portal fr');
  });

  test('an address without a language is completed there as well', async () => {
    const { status, headers } = await ask('/trees', { host });
    expect([status, headers.get('location')]).toEqual([302, '/ar/trees']);
  });
});

describe('the language', () => {
  test.each([
    ['the visitor’s own choice', { cookie: 'form=x; lang=en', 'accept-language': 'fr' }, '/en'],
    ['what the browser asks for', { 'accept-language': 'de,fr;q=0.8' }, '/fr'],
    ['Arabic', {}, '/ar'],
  ])('of a first visit is %s', async (_, headers, location) => {
    const answer = await ask('/', { headers });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, location]);
    expect(answer.headers.get('vary')).toBe('Cookie, Accept-Language');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('is put before an address that lacks it, which keeps its query', async () => {
    const answer = await ask('/trees/oak?q=a&q=b', { headers: { 'accept-language': 'fr' } });
    expect(answer.headers.get('location')).toBe('/fr/trees/oak?q=a&q=b');
  });

  test('of the answer is said in the answer', async () => {
    for (const [lang, dir] of [
      ['ar', 'rtl'],
      ['fr', 'ltr'],
      ['zgh', 'ltr'],
      ['en', 'ltr'],
    ]) {
      const { headers, text } = await ask(`/${lang}/trees?q=x`);
      expect(headers.get('content-language')).toBe(lang);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(text).toMatch(new RegExp(`<html lang="${lang}" dir="${dir}"`));
      for (const other of ['ar', 'fr', 'zgh', 'en'])
        expect(text).toContain(`hreflang="${other}" href="https://jamaa.example/${other}/trees?q=x"`);
    }
  });

  test('chosen on a page is kept for a year, and the page stays with its query', async () => {
    const { status, headers } = await ask('/fr/rabat/trees?q=a%20b&lang-choice=fr&sort=low');
    expect(status).toBe(303);
    expect(headers.get('location')).toBe('/fr/rabat/trees?q=a+b&sort=low');
    expect(headers.get('set-cookie')).toBe('lang=fr; Path=/; SameSite=Lax; Secure; Max-Age=31536000');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('cannot be chosen for somebody by a link of another language', async () => {
    const { status, headers } = await ask('/fr/trees?lang-choice=en');
    expect(status).toBe(200);
    expect(headers.get('set-cookie')).toBeNull();
  });
});

describe('a query', () => {
  test('that a page does not know changes nothing', async () => {
    expect(headingOf((await ask('/en/trees?utm_source=x&sort=sideways&__proto__=1')).text)).toContain('sorted by high');
    expect(headingOf((await ask('/en/trees?sort=low&q=%D8%A3')).text)).toContain('sorted by low, looking for [أ]');
  });

  test('where one value is meant and two are sent is not believed', async () => {
    expect(headingOf((await ask('/en/trees?q=a&q=b')).text)).toContain('looking for []');
  });

  test('that a page refuses is an address nobody links to', async () => {
    expect((await ask('/en/strict?colour=red')).status).toBe(200);
    expect((await ask('/en/strict?colour=blue')).status).toBe(404);
  });

  test('cannot become markup', async () => {
    const { text } = await ask('/en/trees?q=%3Cscript%3E%22');
    expect(text).not.toContain('<script>"');
    expect(await faultsOfHtml(text)).toEqual([]);
  });
});

describe('a method', () => {
  test('that an address does not know is refused with those it knows', async () => {
    for (const [path, allow] of [
      ['/en/trees', 'GET, HEAD'],
      ['/en/trees/plant', 'GET, HEAD, POST'],
      ['/en/trees/feed.atom', 'GET, HEAD'],
    ]) {
      const { status, headers } = await ask(path ?? '', { method: 'DELETE' });
      expect([status, headers.get('allow')], path).toEqual([405, allow]);
    }
    expect((await ask('/en/trees', { method: 'POST', body: 'x' })).status).toBe(405);
  });
});

describe('a refusal', () => {
  test.each([
    ['/members', 401],
    ['/hidden', 404],
    ['/gone', 410],
    ['/busy', 429],
    ['/closed', 503],
    ['/conflict', 409],
  ])('%s is a page of its own: %i', async (path, expected) => {
    const { status, text, headers } = await ask(`/fr${path}`);
    expect(status).toBe(expected);
    expect(headingOf(text)).toBeTruthy();
    expect(headers.get('retry-after')).toBe(path === '/busy' ? '7' : path === '/closed' ? '3' : null);
    expect(await faultsOfHtml(text)).toEqual([]);
    expect(lines).toEqual([]);
  });

  test('says its reason in words, and nothing in it can become markup', async () => {
    expect((await ask('/en/conflict')).text).toContain('Already: &lt;b>oak');
  });

  test('someone who may see it, sees it', async () => {
    visitor.actor = aPerson({ id: RABAT.id });
    expect((await ask('/fr/members')).status).toBe(200);
    expect((await ask('/fr/hidden')).status).toBe(200);
  });

  test('a database that is away is a moment to wait for, and stands in the log', async () => {
    const { status, text, headers } = await ask('/fr/away');
    expect([status, headers.get('retry-after')]).toEqual([503, '5']);
    expect(text).not.toContain('incident-1');
    expect(lines).toMatchObject([{ level: 'error', request: 'incident-1', path: '/fr/away' }]);
  });

  test('a bug shows an incident number and nothing else; the reason is in the log', async () => {
    const { status, text } = await ask('/en/broken');
    expect(status).toBe(500);
    expect(text).toContain('incident-1');
    expect(text).not.toContain('hunter2');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: 'error', request: 'incident-1', path: '/en/broken' });
    expect(JSON.stringify(lines[0])).toContain('hunter2');
  });

  test('that came before any page was chosen speaks the language of the address', async () => {
    const url = new URL('/fr/trees', PUBLIC);
    const answer = site.refuse(
      { request: new Request(url), url, id: 'x', clientKey: 'test', isFrom: () => false },
      new TooMany(9),
    );
    expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('content-language')]).toEqual([
      429,
      '9',
      'fr',
    ]);
  });
});

describe('what may be kept and shown to others', () => {
  const tags = async (path: string, init?: Asked) => (await ask(path, init)).headers.get(TAGS_HEADER);

  test('a page names what it shows, and that it shows names of bodies', async () => {
    expect(await tags('/fr/trees')).toBe('trees institutions');
    expect(await tags('/fr/rabat/trees')).toBe(`trees institutions institution:${RABAT.id}`);
    expect(await tags('/fr/trees', { host: 'open.fes.example' })).toBe(`trees institutions institution:${FES.id}`);
    expect(await tags('/fr/trees/oak')).toBe('tree:oak asked:oak institutions');
    expect(await tags('/fr/gone-quietly')).toBe('trees institutions');
  });

  test('a name in any script is a tag like any other', async () => {
    const header = await tags(`/fr/trees/${encodeURIComponent('أرز 100%')}`);
    expect(readTags(header ?? '')).toEqual(['tree:أرز 100%', 'asked:أرز 100%', 'institutions']);
  });

  test.each(['/fr/uncached', '/fr/trees/plant', '/fr/nothing', '/fr/members', '/fr/broken', '/', '/fr/trees/'])(
    '%s may not',
    async (path) => {
      expect(await tags(path)).toBeNull();
    },
  );

  test('what somebody sees who is known may not', async () => {
    visitor.actor = aPerson({ id: RABAT.id });
    expect(await tags('/fr/members')).toBeNull();
    expect(await tags('/fr/trees')).toBeNull();
  });

  test('each answer names its kind for measures, never its thing', async () => {
    const route = async (path: string) => (await ask(path)).headers.get(ROUTE_HEADER);
    expect(await route('/fr/trees/oak')).toBe('trees.tree-page');
    expect(await route('/fr/trees/feed.atom')).toBe('trees.feed');
  });
});

describe('a file with an address', () => {
  test('is found before a placeholder, in the language of its address', async () => {
    const { headers, text } = await ask('/fr/rabat/trees/feed.atom');
    expect(text).toBe('<feed>fr</feed>');
    expect(headers.get('content-type')).toBe('application/atom+xml');
    expect(headers.get('content-language')).toBe('fr');
    expect(headers.get(TAGS_HEADER)).toBe(`trees institutions institution:${RABAT.id}`);
    expect(headers.get(EMBEDDABLE_HEADER)).toBeNull();
  });

  test('is offered under a name in any script', async () => {
    const { headers, text } = await ask('/fr/trees/oak/calendar.ics');
    expect(text).toBe('oak');
    expect(headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('أرز.ics')}`);
    expect(headers.get(TAGS_HEADER)).toBeNull();
  });

  test('may stand in a frame where it says so', async () => {
    expect((await ask('/fr/trees/oak/widget')).headers.get(EMBEDDABLE_HEADER)).toBe('1');
  });

  test('that has a rule is for those whom the rule lets through, and is kept for nobody else', async () => {
    expect((await ask('/fr/trees/oak/deeds.pdf')).status).toBe(401);
    visitor.actor = aPerson({ id: RABAT.id });
    const { status, text, headers } = await ask('/fr/trees/oak/deeds.pdf');
    expect([status, text, headers.get(TAGS_HEADER)]).toEqual([200, 'deeds', null]);
    expect((await ask('/fr/trees/elm/deeds.pdf')).status).toBe(404);
  });

  test('of the whole site stands outside of languages', async () => {
    const { status, text, headers } = await ask('/robots.txt');
    expect([status, text]).toEqual([200, 'User-agent: *\n']);
    expect(headers.get('content-language')).toBeNull();
    expect((await ask('/fr/robots.txt')).status).toBe(404);
  });
});
