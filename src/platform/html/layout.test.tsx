import { describe, expect, test } from 'vitest';
import { NotFound, TooMany } from '../errors.ts';
import { LANGUAGES } from '../i18n/languages.ts';
import { Chapter } from './chapter.tsx';
import { ErrorPage } from './error-page.tsx';
import { Document, type DocumentProps } from './layout.tsx';
import { PageHead } from './page-head.tsx';
import { renderPage } from './render.tsx';
import { SAMPLE_TENANT, samplePage } from './testing.tsx';
import { faultsOfHtml } from './validity/testing.ts';

const menu = [
  { label: 'Things', path: '/things' },
  { label: 'Plans', path: '/plans' },
];

function draw(given: Parameters<typeof samplePage>[0] = {}, props: Partial<DocumentProps> = {}): string {
  const page = samplePage({ tenant: SAMPLE_TENANT, path: '/things/a', query: 'q=ماء&q=b', menu, ...given });
  return renderPage(
    page,
    <Document title="Thing" crumbs={[{ label: 'Things', path: '/things' }]} {...props}>
      <PageHead title="Thing" kicker="A kind" lead="In a word." />
      <Chapter id="one" title="First" intro="Why">
        <p>Text</p>
      </Chapter>
    </Document>,
  );
}

describe('a page', () => {
  test('carries its language, its direction and the accent of its body', () => {
    expect(draw({ lang: 'ar' })).toMatch(/^<!DOCTYPE html><html lang="ar" dir="rtl" data-accent="atlantic">/);
    expect(draw({ lang: 'zgh' })).toContain('<html lang="zgh" dir="ltr"');
    expect(draw({ lang: 'fr', tenant: null })).toContain('<html lang="fr" dir="ltr"><head>');
  });

  test.each(LANGUAGES)('is valid HTML in %s, on a site, on the portal and in a frame', async (lang) => {
    expect(await faultsOfHtml(draw({ lang, trial: true, account: { label: 'Sign in', path: '/sign-in' } }))).toEqual(
      [],
    );
    expect(await faultsOfHtml(draw({ lang, tenant: null }))).toEqual([]);
    expect(await faultsOfHtml(draw({ lang }, { bare: true }))).toEqual([]);
  });

  test('says that it is a trial; pages of developers are linked only where nobody else can reach the server', () => {
    expect(draw({ lang: 'fr', trial: true })).toContain('Site d’essai');
    expect(draw({ lang: 'fr', trial: true })).not.toContain('/dev/components');
    expect(draw({ lang: 'fr', trial: true, local: true })).toContain('/dev/components');
  });

  test('offers itself in the four languages, and keeps the choice', () => {
    const html = draw({ lang: 'fr' });
    for (const lang of LANGUAGES) {
      expect(html).toContain(
        `<link rel="alternate" hreflang="${lang}" href="https://jamaa.example/${lang}/sample/things/a?`,
      );
      expect(html).toMatch(
        new RegExp(`<a href="/${lang}/sample/things/a\\?q=[^"]*lang-choice=${lang}" hreflang="${lang}" lang="${lang}"`),
      );
    }
    expect(html).toContain('hreflang="x-default"');
    expect(html).toMatch(/hreflang="fr" lang="fr" dir="ltr" aria-current="true"/);
  });

  test('has one main, one heading of the first level, a skip link to main and breadcrumbs', () => {
    const html = draw();
    expect(html.match(/<main /g)).toHaveLength(1);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toContain('<a class="skip" href="#main">');
    expect(html).toContain('<span aria-current="page"><bdi>Thing</bdi></span>');
  });

  test('says which section it is in', () => {
    expect(draw()).toMatch(/href="\/ar\/sample\/things" aria-current="true"/);
    expect(draw({ path: '/things' })).toMatch(/href="\/ar\/sample\/things" aria-current="page"/);
    expect(draw({ path: '/thingsome' })).not.toContain('aria-current="page">Things');
  });

  test('puts the body first, in two scripts, and the platform in the footer', () => {
    const html = draw({ lang: 'fr' });
    expect(html).toContain('<b>Conseil régional de Laâyoune-Sakia El Hamra</b><i lang="ar" dir="rtl">مجلس جهة');
    expect(html).toContain('<a href="tel:+212528000000">');
    expect(draw({ lang: 'ar', tenant: null })).toContain('site-header portal');
  });

  test('offers to sign in only where there are accounts', () => {
    expect(draw({ lang: 'fr' })).not.toContain('Se connecter');
    expect(draw({ lang: 'fr', account: { label: 'Se connecter', path: '/sign-in' } })).toContain(
      '<a href="/fr/sample/sign-in">Se connecter</a>',
    );
  });

  test('shares with a title, an address and a picture', () => {
    const html = draw(
      { lang: 'fr' },
      { description: 'What it is', meta: { type: 'article', image: '/things/a/card.png' } },
    );
    expect(html).toContain('<title>Thing – Conseil régional de Laâyoune-Sakia El Hamra</title>');
    expect(html).toContain('<meta property="og:image" content="https://jamaa.example/fr/sample/things/a/card.png">');
    expect(html).toContain('<meta name="twitter:card" content="summary_large_image">');
    expect(html).toContain('<link rel="canonical" href="https://jamaa.example/fr/sample/things/a?q=');
    expect(draw({}, { faulty: true })).toContain('<title>خطأ: Thing');
  });

  test('a title that is too long goes without the site, then is cut between words', () => {
    const long = 'Mécanismes numériques participatifs et consultatifs ouverts à tous';
    expect(draw({ lang: 'fr' }, { title: long })).toContain(`<title>${long}</title>`);
    expect(draw({ lang: 'fr' }, { title: `${long} les habitants` })).toContain(`<title>${long}…</title>`);
  });

  test('links its feeds', () => {
    const html = draw({}, { feeds: [{ title: 'Changes', path: '/things/feed.atom', type: 'application/atom+xml' }] });
    expect(html).toContain(
      '<link rel="alternate" type="application/atom+xml" title="Changes" href="/ar/sample/things/feed.atom">',
    );
  });

  test('asks nothing of another host and has no inline style or script', () => {
    const html = draw();
    expect(html).not.toMatch(/ style=|<style|<script>|javascript:/);
    expect(
      html.match(/(src|href)="https?:\/\/[^"]*"/g)?.filter((link) => !/jamaa\.example|example\.ma/.test(link)),
    ).toEqual([]);
  });

  test('escapes what people wrote', () => {
    const html = draw({}, { title: '<script>alert("1")</script>', description: '"><img src=x>' });
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('"><img');
  });

  test('shows Arabic words with their own language where Amazigh has none', () => {
    const html = draw({ lang: 'zgh' });
    expect(html).toContain('<summary>ⵜⴰⵍⴳⴰⵎⵜ</summary>');
    expect(html).toContain('<a class="skip" href="#main"><span lang="ar" dir="rtl">');
  });
});

describe('the page of an error', () => {
  test.each([401, 403, 404, 409, 410, 422, 429, 500, 503])(
    '%i is valid, says what to do and is not indexed',
    async (status) => {
      for (const lang of LANGUAGES) {
        const html = renderPage(
          samplePage({ lang, menu, path: '/nowhere' }),
          <ErrorPage
            status={status}
            refusal={status === 429 ? new TooMany(30) : undefined}
            incident={status === 500 ? '0198-7' : undefined}
          />,
        );
        expect(await faultsOfHtml(html)).toEqual([]);
        expect(html).toContain('<meta name="robots" content="noindex">');
        expect(html).not.toContain('rel="canonical"');
      }
    },
  );

  test('404 offers the search, 500 its number, 429 the time to wait', () => {
    const page = samplePage({ lang: 'en' });
    expect(renderPage(page, <ErrorPage status={404} refusal={new NotFound()} />)).toContain('type="search"');
    expect(renderPage(page, <ErrorPage status={500} incident="0198-7" />)).toContain('0198-7');
    expect(renderPage(page, <ErrorPage status={429} refusal={new TooMany(30)} />)).toContain('Wait 30 seconds');
  });
});
