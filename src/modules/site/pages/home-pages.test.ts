import { describe, expect, test } from 'vitest';
import { TAGS_HEADER } from '#platform/cache/tags.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { realSite, tagsOf, visit } from '../../../../test/pages/real-site.ts';
import { modules } from '../../../modules.ts';

const program = await realSite();
const page = async (address: string) => (await visit(program, address)).text;
const linksOf = (html: string) => tagsOf(html).flatMap((tag) => (tag.name === 'a' ? [tag.attributes.href ?? ''] : []));
const SITE = '/laayoune-sakia-el-hamra';

describe('the home of the portal', () => {
  test.each(LANGUAGES)(
    'says in %s what is promised, what is late, what changed, and offers the search',
    async (lang) => {
      const html = await page(`/${lang}`);
      expect(html).toContain(`action="/${lang}/search"`);
      const links = linksOf(html);
      for (const path of ['/commitments', '/action-plans', '/commitments/regions', '/institutions', '/about-data'])
        expect(links, path).toContain(`/${lang}${path}`);
      expect(links.some((link) => link.startsWith(`/${lang}/milestones?`) && link.includes('timeliness=late'))).toBe(
        true,
      );
      expect(links.filter((link) => /#event-/.test(link)).length).toBeGreaterThan(0);
    },
  );

  test('has a star for each commitment, and each star leads to it', async () => {
    const html = await page('/ar');
    const hero = html.slice(0, html.indexOf('id="tasks"'));
    const stars = new Set(linksOf(hero).filter((link) => /^\/ar\/commitments\/M/.test(link)));
    expect(stars.size).toBe(25);
  });

  test('offers what every capability offers, in the language of the page', async () => {
    const links = linksOf(await page('/en'));
    const tasks = modules.flatMap((module) => module.tasks ?? []).filter((task) => task.on !== 'tenant');
    expect(tasks.length).toBeGreaterThan(2);
    for (const task of tasks) expect(links).toContain(`/en${task.path}`);
  });

  test('is kept until something it shows changes', async () => {
    const { headers } = await visit(program, '/fr');
    const tags = headers.get(TAGS_HEADER)?.split(' ') ?? [];
    for (const tag of ['site', 'commitments', 'institutions']) expect(tags).toContain(tag);
  });
});

describe('the home of a public body', () => {
  test('has its name first, in two scripts, and its own address in every link', async () => {
    const html = await page(`/fr${SITE}`);
    const header = html.slice(html.indexOf('<header'), html.indexOf('</header>'));
    expect(header).toContain('Conseil régional de Laâyoune-Sakia El Hamra');
    expect(header).toMatch(/lang="ar" dir="rtl">[^<]*العيون/);
    expect(header).toContain(`href="/fr${SITE}/commitments"`);
    expect(html).toContain(`action="/fr${SITE}/search"`);
    expect(html.match(/<title>([^<]+)/)?.[1]).toContain('Laâyoune-Sakia El Hamra');
  });

  test('shows its own commitments and nobody else’s', async () => {
    const links = linksOf(await page(`/fr${SITE}`)).filter((link) => link.includes('/commitments/M'));
    expect(links.some((link) => link.endsWith('MALAA0003'))).toBe(true);
    expect(links.filter((link) => /MABMK|MA-NAP/.test(link))).toEqual([]);
  });

  test('of a body that has published nothing says so, and still leads on', async () => {
    const { status, text } = await visit(program, '/ar/fes-meknes');
    expect(status).toBe(200);
    expect(linksOf(text).some((link) => link.startsWith('/ar/fes-meknes/'))).toBe(true);
  });
});

describe('the pages about the site itself', () => {
  test('where the data come from: every source with its licence, boundaries under ODbL', async () => {
    const sources = modules.flatMap((module) => module.dataSources ?? []);
    expect(sources.length).toBeGreaterThan(4);
    for (const lang of LANGUAGES) {
      const html = await page(`/${lang}/about-data`);
      for (const source of sources) expect(html).toContain(source.licence);
      for (const { licenceUrl } of sources) if (licenceUrl) expect(html).toContain(`href="${licenceUrl}"`);
    }
    expect(await page('/fr/about-data')).toMatch(/ODbL/);
  });

  test('privacy names the law and each cookie that is ever set', async () => {
    expect(await page('/fr/privacy')).toMatch(/09-08/);
    for (const lang of ['ar', 'fr', 'en']) expect((await page(`/${lang}/privacy`)).length).toBeGreaterThan(3_000);
  });

  test('accessibility says where to complain, at the body where there is one', async () => {
    const { items } = await program.json<{ items: { slug: string; contact?: { email?: string } }[] }>(
      '/api/v1/institutions?limit=500',
    );
    const details = await Promise.all(
      items.map(({ slug }) =>
        program.json<{ slug: string; contact: { email?: string } }>(`/api/v1/institutions/${slug}`),
      ),
    );
    const reachable = details.find((one) => one.contact.email);
    if (reachable)
      expect(await page(`/fr/${reachable.slug}/accessibility`)).toContain(`mailto:${reachable.contact.email}`);
    expect(await page('/fr/accessibility')).not.toContain('mailto:');
  });

  test.each(['/about-data', '/accessibility', '/privacy', '/search'])(
    '%s is on the site of each body too',
    async (path) => {
      const { status, text } = await visit(program, `/fr${SITE}${path}`);
      expect(status).toBe(200);
      expect(text).toContain('Conseil régional de Laâyoune-Sakia El Hamra');
    },
  );
});
