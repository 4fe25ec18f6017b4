import { describe, expect, test } from 'vitest';
import { TAGS_HEADER } from '#platform/cache/tags.ts';
import { realSite, tagsOf, visit } from '../../../../test/pages/real-site.ts';

const program = await realSite();
const SITE = '/laayoune-sakia-el-hamra';
const page = async (address: string) => (await visit(program, address)).text;
const results = (html: string) => {
  const list = html.slice(html.indexOf('id="results"'), html.indexOf('<form class="filters"'));
  return tagsOf(list.slice(list.indexOf('<ul class="items'))).flatMap((tag) =>
    tag.name === 'a' && tag.attributes.href?.startsWith('/') && !tag.attributes.rel ? [tag.attributes.href] : [],
  );
};

describe('the search page', () => {
  test('without words asks for some', async () => {
    const html = await page('/fr/search');
    expect(html).toContain('type="search"');
    expect(html).not.toContain('id="results"');
  });

  test('keeps the words in the field and in the title', async () => {
    const html = await page('/fr/search?q=portail%20%22national%22');
    expect(html).toContain('value="portail &quot;national&quot;"');
    expect(html.match(/<title>([^<]+)/)?.[1]).toContain('portail');
  });

  test('is never kept, by us or by search engines', async () => {
    const { headers, text } = await visit(program, '/fr/search?q=plan');
    expect(headers.get(TAGS_HEADER)).toBeNull();
    expect(text).toContain('content="noindex"');
    expect(text).not.toContain('rel="canonical"');
  });

  test('is narrowed to one kind of thing; a kind that does not exist narrows nothing', async () => {
    const all = results(await page('/fr/search?q=plan'));
    const plans = results(await page('/fr/search?q=plan&kind=action-plan'));
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.every((link) => link.includes('/action-plans/'))).toBe(true);
    expect(results(await page('/fr/search?q=plan&kind=dragon'))).toEqual(all);
  });

  test('counts each kind, and the counts are what the filter leaves', async () => {
    const html = await page('/fr/search?q=r%C3%A9gion');
    const options = [...html.matchAll(/<option value="([\w-]+)"[^>]*>[^<]*?(\d+)[^<]*<\/option>/g)];
    expect(options.length).toBeGreaterThan(2);
    for (const [, kind, count] of options) {
      const { total } = await program.json<{ total: number }>(`/api/v1/search?lang=fr&q=r%C3%A9gion&kind=${kind}`);
      expect(total, kind).toBe(Number(count));
    }
  });

  test('goes on to the next page without showing anything twice', async () => {
    const seen: string[] = [];
    let address: string | undefined = '/fr/search?q=r%C3%A9gion';
    for (let pages = 0; address !== undefined && pages < 30; pages++) {
      const html = await page(address);
      seen.push(...results(html));
      address = tagsOf(html).find((tag) => tag.name === 'a' && tag.attributes.rel === 'next')?.attributes.href;
    }
    const { total } = await program.json<{ total: number }>('/api/v1/search?lang=fr&q=r%C3%A9gion');
    expect(seen.length).toBe(total);
    expect(new Set(seen).size).toBe(seen.length);
    expect(total).toBeGreaterThan(20);
  });

  test('each result leads to its page, on the site of the body whose it is', async () => {
    const found = results(await page('/fr/search?q=MALAA0003'));
    expect(found[0]).toBe(`/fr${SITE}/commitments/MALAA0003`);
    for (const link of results(await page('/fr/search?q=eau')))
      expect((await visit(program, link)).status, link).toBe(200);
  });

  test('a cursor that is not ours is a fault, not a failure', async () => {
    const { status, text } = await visit(program, '/fr/search?q=plan&after=nonsense');
    expect(status).toBe(422);
    expect(text).toContain('<h1');
  });

  test('finds public bodies by their names in any script, however they are spelt', async () => {
    for (const q of ['Souss-Massa', 'souss massa', 'سوس ماسة', 'سوس-ماسة', 'SOUSS', 'ⵜⴰⴳⵍⴷⵉⵜ']) {
      const found = await program.json<{ items: { kind: string; title: { fr?: string } }[] }>(
        `/api/v1/search?lang=fr&q=${encodeURIComponent(q)}`,
      );
      expect(
        found.items.map((item) => item.kind),
        q,
      ).toContain('institution');
    }
  });
});

describe('the search for programs', () => {
  type Result = { items: { kind: string; id: string; url: string; title: object; snippet: string }[]; total: number };

  test('without words is an empty list', async () => {
    expect(await program.json('/api/v1/search')).toMatchObject({ items: [], next: null, total: 0 });
  });

  test('gives whole addresses in the language asked for', async () => {
    const { items } = await program.json<Result>('/api/v1/search?q=MALAA0004&lang=en');
    expect(items[0]).toMatchObject({
      kind: 'commitment',
      id: 'MALAA0004',
      url: `http://localhost:3000/en${SITE}/commitments/MALAA0004`,
    });
    expect(Object.keys(items[0]?.title ?? {}).sort()).toEqual(['ar', 'en', 'fr']);
  });

  test('is narrowed to one body', async () => {
    const everywhere = await program.json<Result>('/api/v1/search?q=plan&limit=500');
    const here = await program.json<Result>('/api/v1/search?q=plan&institution=laayoune-sakia-el-hamra&limit=500');
    expect(here.total).toBeGreaterThan(0);
    expect(here.total).toBeLessThan(everywhere.total);
  });

  test('is the same list as CSV', async () => {
    const { total } = await program.json<Result>('/api/v1/search?q=portail&lang=fr');
    const csv = (await page('/api/v1/search.csv?q=portail&lang=fr')).trimEnd().split('\r\n');
    expect(csv[0]).toMatch(/kind,id,title_ar,title_fr,title_en,url$/);
    expect(csv).toHaveLength(total + 1);
  });

  test('refuses a language it does not have', async () => {
    const answer = await program.ask('/api/v1/search?q=plan&lang=de');
    expect(answer.status).toBe(422);
    expect(((await answer.json()) as { errors: { pointer: string }[] }).errors[0]?.pointer).toBe('/lang');
  });
});
