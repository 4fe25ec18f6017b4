import { LANGUAGES } from '#platform/i18n/languages.ts';
import { defineResource } from '#platform/page.ts';

const STATIC_PATHS = ['/', '/about-data', '/accessibility', '/privacy', '/api'];

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** Every public page in every language, for search engines. A site map holds at most 50,000 addresses: the newest come first. */
export const sitemap = defineResource({
  name: 'site.sitemap',
  path: '/sitemap.xml',
  on: 'portal',
  root: true,
  load: async ({ db, page, offers }) => {
    const entries = [
      ...STATIC_PATHS.map((path) => ({ path, tenant: null, changed: undefined as string | undefined })),
      ...(await Promise.all(offers.siteMap.map((source) => source.paths(db)))).flat(),
    ].slice(0, Math.floor(50_000 / LANGUAGES.length));
    const urls = entries.flatMap(({ path, tenant, changed }) =>
      LANGUAGES.map((lang) => {
        const alternates = LANGUAGES.map(
          (other) =>
            `<xhtml:link rel="alternate" hreflang="${other}" href="${escaped(page.absolute(path, { lang: other, tenant }))}"/>`,
        );
        return `<url><loc>${escaped(page.absolute(path, { lang, tenant }))}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ''}${alternates.join('')}</url>`;
      }),
    );
    return {
      type: 'application/xml; charset=utf-8',
      body: `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join('\n')}\n</urlset>\n`,
      tags: ['site', 'sitemap'],
    };
  },
});

/** What robots may read: everything public, without the endless combinations of filters. */
export const robots = defineResource({
  name: 'site.robots',
  path: '/robots.txt',
  on: 'portal',
  root: true,
  load: async ({ page }) => ({
    type: 'text/plain; charset=utf-8',
    body: `User-agent: *\nDisallow: /*/dev/\nDisallow: /*?*after=\nDisallow: /*lang-choice=\n\nSitemap: ${new URL('/sitemap.xml', page.absolute('/'))}\n`,
    tags: ['site'],
  }),
});
