import { beforeAll, describe, expect, test } from 'vitest';
import type { TestProgram } from '../setup/program.ts';
import { realSite } from './real-site.ts';

let site: TestProgram;
beforeAll(async () => {
  site = await realSite();
}, 120_000);

/** Where the results of a search lead, in their order. */
async function found(q: string, lang = 'ar'): Promise<string[]> {
  const html = await site.text(`/${lang}/search?q=${encodeURIComponent(q)}`);
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  return [...main.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? '');
}

describe('MALAA0004 is found among everything that is promised', () => {
  test.each([
    ['ar', 'its code', 'MALAA0004'],
    ['ar', 'its code in small letters', 'malaa0004'],
    ['ar', 'Arabic', 'الهيئات الاستشارية'],
    ['ar', 'Arabic without article', 'هيئات استشارية'],
    ['ar', 'Arabic with another hamza and the conjunction', 'والهيأة الاستشاريه'],
    ['fr', 'French', 'activer le rôle des instances consultatives'],
    ['fr', 'French without accents', 'activer role instances consultatives'],
    ['en', 'English', 'activate consultative instances'],
    ['ar', 'a slip in Arabic', 'الهيئات الاستشاربة'],
    ['fr', 'a slip in French', 'instances consulttatives'],
    ['en', 'a slip in English', 'consultativve instances'],
  ])('in %s by %s: %s', async (lang, _how, q) => {
    const results = await found(q, lang);
    expect(results.filter((path) => path.endsWith('/commitments/MALAA0004'))).not.toEqual([]);
  });
});

test('what was found is marked, and what was corrected is said', async () => {
  const html = await site.text(`/fr/search?q=${encodeURIComponent('instances consulttatives')}`);
  expect(html).toContain('<mark>consultatives</mark>');
  expect(html).toContain('consulttatives');
});
