import { describe, expect, test } from 'vitest';
import { TAGS_HEADER } from '#platform/cache/tags.ts';
import { modules } from '../../src/modules.ts';
import { answerAt, doorsOf } from '../access/doors.ts';
import { everyExample } from '../access/every-example.ts';
import type { Example, Examples } from '../access/example.ts';
import type { Person } from '../access/people.ts';
import { openWorld } from '../access/world.ts';
import { tagsOf } from './real-site.ts';
import { expectSoundPage } from './sound-page.ts';

// Every page of every room, opened by the first kind of person who may, in three languages: also those that no public link leads to.
const world = await openWorld();
const { program, people, body } = world;
const examples: Examples = Object.assign({}, ...(await everyExample(world)).map((room) => room.pages));
const pages = modules.flatMap(doorsOf).flatMap((door) => (door.kind === 'page' ? [door] : []));

const exampleOf = (name: string, who: Person): Example => {
  const given = examples[name];
  return typeof given === 'function' ? given(who) : (given ?? {});
};

const PRIVATE = /^\/(me|desk|sign-in|sign-out|unsubscribe|follow)\b/;
const opened = new Set<string>();

describe.each(pages.map((door) => [door.name, door] as const))('%s', (name, door) => {
  test.each(['ar', 'fr', 'en'] as const)('in %s', async (lang) => {
    for (const who of people.filter(({ kind }) => answerAt(door, kind.actor) === 'yes')) {
      const example = exampleOf(name, who);
      if (example.absent) continue;
      const path = door.page.path.replace(/:(\w+)/g, (_, key) =>
        encodeURIComponent(example.params?.[key] ?? `no-${key}`),
      );
      const query = new URLSearchParams(example.query ?? {}).toString();
      const site = door.page.on === 'portal' ? '' : `/${example.site ?? body.slug}`;
      const address = `/${lang}${site}${path === '/' ? '' : path}${query ? `?${query}` : ''}`;
      const response = await program.ask(address, { local: true, headers: { cookie: who.cookie } });
      if (response.status !== 200) continue;
      const text = await response.text();
      await expectSoundPage({ address, headers: response.headers, text }, lang);
      if (PRIVATE.test(door.page.path)) {
        // What is made for one person is kept for nobody, and found by no search engine.
        expect(response.headers.get(TAGS_HEADER), address).toBeNull();
        expect(tagsOf(text).map((tag) => tag.attributes.content)).toContain('noindex');
      }
      opened.add(name);
      return;
    }
  });
});

// Setting up an app is a moment, not a thing with an address: own-pages.test.ts goes through it.
const MOMENTS = ['accounts.own-app-page'];

test('no page was left out', () => {
  const never = pages.map((door) => door.name).filter((name) => !opened.has(name) && !MOMENTS.includes(name));
  expect(never).toEqual([]);
});
