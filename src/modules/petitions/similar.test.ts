import { beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../test/setup/browser.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { loadBodies } from '../../../test/setup/officials.ts';
import { PETITION_WORDS, petitionScene } from '../../../test/setup/petitions.ts';
import { testProgram } from '../../../test/setup/program.ts';
import { signIn } from '../../../test/setup/sign-in.ts';
import { similarTo, tellingWords } from './similar.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const FR = '/fr/laayoune-sakia-el-hamra';

beforeAll(() => loadBodies(program, db));

test('the longest words of a title say what it is about', () => {
  expect(tellingWords('Pour une bibliothèque publique à Tarfaya, pour tous')).toEqual([
    'bibliothèque',
    'publique',
    'Tarfaya',
    'Pour',
    'pour',
    'tous',
  ]);
  expect(tellingWords('   ')).toEqual([]);
});

test('an open petition on the same matter is found while another is drafted, and by the search', async () => {
  const scene = await petitionScene(program, db);
  const library = { lang: 'fr', title: 'Une bibliothèque publique pour Tarfaya' };
  const there = await scene.opened(undefined, library);
  await scene.opened(undefined, { lang: 'fr', title: 'Des arrêts de bus ombragés' });
  const asked = { title: 'Ouvrir une bibliothèque publique le soir', lang: 'fr' } as const;
  expect((await similarTo(db, asked)).map(({ id }) => id)).toEqual([there]);
  expect(await similarTo(db, { ...asked, except: there })).toEqual([]);
  const { browser } = await signIn(program, db, 'writer@example.ma');
  const looked = await browser.get(`${FR}/petitions/new?about=${encodeURIComponent(asked.title)}`);
  expect(looked.text).toContain(`/petitions/${there}"`);
  expect(looked.text).toContain(`value="${asked.title}"`);
  const drafted = await browser.submit(`${FR}/petitions/new`, { ...PETITION_WORDS, ...asked, months: '3' });
  expect((await browser.follow(drafted)).text).toContain(library.title);
  const found = await openBrowser(program).get(`/fr/search?q=biblioth%C3%A8que+Tarfaya`);
  expect(found.text).toContain(`/petitions/${there}`);
});
