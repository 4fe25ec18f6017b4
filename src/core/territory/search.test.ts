import { expect, test } from 'vitest';
import { search } from '#platform/search/search.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { loadBodies } from '../../../test/setup/officials.ts';
import { testProgram } from '../../../test/setup/program.ts';
import { allTerritories } from './queries.ts';
import { territorySearch } from './search.ts';

const { db } = await testDatabase();
const program = testProgram(db);
await loadBodies(program, db);

const found = async (q: string, lang: 'ar' | 'fr' | 'en' = 'ar') => {
  const { items } = await search(db, { q, lang, kinds: ['territory'], limit: 20 });
  return items.map((item) => item.id);
};

test.each(['العيون', 'Laâyoune', 'laayoune', 'LAAYOUNE', 'Laayoune'])(
  '%s is found, whatever the script and the accents',
  async (q) => {
    const codes = await found(q);
    expect(codes).toContain('11');
    expect(codes).toContain('11.321');
  },
);

test('an Arabic name is found without its hamza, and with another end', async () => {
  expect(await found('اكادير')).toEqual(await found('أكادير'));
  expect((await found('أكادير')).length).toBeGreaterThan(0);
  expect(await found('السماره')).toEqual(await found('السمارة'));
});

test('a code of the census, and of ISO, is found as it is', async () => {
  expect((await found('11.321.01.03'))[0]).toBe('11.321.01.03');
  expect((await found('MA-11', 'en'))[0]).toBe('11');
});

test('each result says what it is and where it lies, in the language asked for', async () => {
  const said = async (lang: 'ar' | 'fr' | 'en') => {
    const { items } = await search(db, { q: '11.321.01.03', lang, limit: 1 });
    return items[0]?.snippet.map((part) => part.text).join('');
  };
  expect(await said('fr')).toBe('Commune urbaine · Laâyoune · Laâyoune-Sakia El Hamra');
  expect(await said('ar')).toBe('جماعة حضرية · العيون · العيون-الساقية الحمراء');
  expect(await said('en')).toContain('Laâyoune-Sakia El Hamra');
});

test('the page of each is its own, on the portal; reading them again gives every unit once', async () => {
  const seen: string[] = [];
  for await (const documents of territorySearch.documents(db))
    for (const { id, path, tenantSlug } of documents) {
      expect([path, tenantSlug]).toEqual([`/territories/${id}`, null]);
      seen.push(id);
    }
  expect(seen).toEqual((await allTerritories(db)).map((unit) => unit.code));
});
