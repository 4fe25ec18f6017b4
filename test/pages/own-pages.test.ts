// Pages in the states that people bring about by using the site. That no page at all is left out, every-door.test.ts says.
import { describe, expect, test } from 'vitest';
import { TAGS_HEADER } from '#platform/cache/tags.ts';
import { liveIn } from '../setup/lived-in.ts';
import { realDatabase, tagsOf } from './real-site.ts';
import { expectSoundPage } from './sound-page.ts';

const { program, db } = await realDatabase();
const people = await liveIn(program, db);

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
