import { describe, expect, test } from 'vitest';
import { TAGS_HEADER } from '#platform/cache/tags.ts';
import { modules } from '../../src/modules.ts';
import { liveIn } from '../setup/lived-in.ts';
import { realDatabase, tagsOf } from './real-site.ts';
import { expectSoundPage } from './sound-page.ts';

const { program, db } = await realDatabase();
const people = await liveIn(program, db);

/** What another factor, a provider of identities or a file leads to: their own rooms test them. */
const ELSEWHERE = ['/sign-in/second-factor', '/sign-in/identity', '/files/:id'];

describe.each(Object.entries(people))('the pages of a %s', (_, { browser, pages }) => {
  describe.each(Object.entries(pages))('%s', (_name, path) => {
    test.each(['ar', 'fr', 'en'] as const)('in %s', async (lang) => {
      const address = `/${lang}${path}`;
      const page = await browser.get(address);
      expect([page.status, page.location], address).toEqual([200, null]);
      await expectSoundPage({ ...page, address }, lang);
      // What is made for one person is kept for nobody, and found by no search engine.
      if (!/\/(me|desk|sign-in|sign-out|unsubscribe|follow)\b/.test(path)) return;
      expect(page.headers.get(TAGS_HEADER), address).toBeNull();
      expect(tagsOf(page.text).map((tag) => tag.attributes.content)).toContain('noindex');
    });
  });
});

test('every page that is one’s own, an official’s or the end of a letter is among them', () => {
  const shown = new Set(Object.values(people).flatMap(({ pages }) => Object.values(pages).map(pathOnly)));
  const offered = modules
    .flatMap((module) => module.pages ?? [])
    .map((page) => page.path)
    .filter((path) =>
      /^\/(me|desk|sign-in|sign-out|follow|unsubscribe|account-closed|comments|moderation|files)\b/.test(path),
    )
    .filter((path) => !ELSEWHERE.includes(path));
  const missing = offered.filter((path) => {
    const pattern = new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);
    return ![...shown].some((address) => pattern.test(address));
  });
  expect(missing).toEqual([]);
});

/** Without the slug of a body and without the query. */
function pathOnly(address: string): string {
  return address.replace('/laayoune-sakia-el-hamra', '').replace(/\?.*/, '');
}
