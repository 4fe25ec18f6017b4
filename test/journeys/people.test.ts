import { beforeAll, describe, expect, test } from 'vitest';
import { type LivedIn, liveIn } from '../setup/lived-in.ts';
import { testProgram } from '../setup/program.ts';
import { violationsOf } from './axe.ts';
import { openTown } from './town.ts';
import { DESKTOP, sidewaysOf } from './world.ts';

const town = await openTown();
let people: LivedIn;

beforeAll(async () => {
  const program = testProgram(town.database.db, { config: town.config() });
  people = await liveIn(program, town.database.db);
});

/** Words in the other script that nothing keeps apart from the sentence around them: they would fall out of order. */
const STRAY = (dir: string): string[] => {
  const own = dir === 'rtl' ? /\p{Script=Arabic}/u : /\p{Script=Latin}/u;
  const other = dir === 'rtl' ? /\p{Script=Latin}/u : /\p{Script=Arabic}/u;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const words = node.textContent ?? '';
    if (!other.test(words) || own.test(words)) continue;
    const apart = node.parentElement?.closest('[dir], bdi, option, textarea, script, style');
    if (!apart || apart === document.documentElement) found.push(words.trim().slice(0, 60));
  }
  return found;
};

const WHO = ['visitor', 'newcomer', 'citizen', 'official', 'operator'] as const;
const LOOKS = [
  { lang: 'ar', dir: 'rtl', width: 360, colours: 'light' },
  { lang: 'fr', dir: 'ltr', width: 1280, colours: 'dark' },
  { lang: 'en', dir: 'ltr', width: 360, colours: 'light' },
] as const;

describe.each(WHO)('on the pages of a %s', (who) => {
  test.each(LOOKS)(
    'nothing hinders, nothing sticks out, nothing falls out of order: $lang, $width pixels, $colours',
    async (look) => {
      const { lang, dir, width, colours } = look;
      const { browser, pages } = people[who];
      const { page, context, open } = await town.visitor({
        ...DESKTOP,
        viewport: { width, height: 800 },
        colorScheme: colours,
        reducedMotion: 'reduce',
      });
      await context.addCookies([...browser.cookies].map(([name, value]) => ({ name, value, url: town.address() })));
      const faults: Record<string, unknown> = {};
      for (const [name, path] of Object.entries(pages)) {
        expect(await open(`/${lang}${path}`), path).toBe(200);
        const found = {
          violations: await violationsOf(page),
          sideways: (await sidewaysOf(page)).widest,
          stray: await page.evaluate(STRAY, dir),
        };
        if (Object.values(found).some((list) => list.length > 0)) faults[name] = found;
      }
      expect(faults).toEqual({});
    },
  );
});
