import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readShipped } from '#platform/shipped-files.ts';
import { aliasKey, aliasKeysOf, hostKey, isOwnCouncil, shortNameOf } from './institution.ts';
import list from './institutions.json' with { type: 'json' };
import { isFreeSlug, RESERVED } from './reserved.ts';

type Plans = { plans: { leadInstitutions: string[] }[]; commitments: { responsibleInstitutions: string[] }[] };
const plans = readShipped('action-plans.json') as Plans;

const spaces = fc.constantFrom(' ', '\u00A0', '\u2009', '\u202F', '\t', '  ', '\n');
const dashes = fc.constantFrom('-', '–', '—', '‐', '‑', '−', '﹣');

test('a name is matched without case, spaces or kind of dash', () => {
  expect(aliasKey('Ministry of justice')).toBe(aliasKey('Ministry of Justice'));
  expect(aliasKey('X - Budget Department')).toBe(aliasKey('X –  Budget Department'));
  expect(aliasKey('Laayoune Sakia El Hamra regional council')).toBe(
    aliasKey('Laâyoune-Sakia El Hamra Regional Council'),
  );
  expect(aliasKey('مجلس جهة العيون-الساقية الحمراء')).toBe(aliasKey('مجلس جهة العيون الساقية الحمراء'));
  expect(aliasKey('Ministry of Health')).not.toBe(aliasKey('Ministry of Justice'));
});

test('whatever spaces, dashes and case a source uses, the key is the same', () => {
  const word = fc.constantFrom('Ministry', 'of', 'Économie', 'وزارة', 'العدل', 'ⵜⴰⵎⴰⵡⴰⵙⵜ', '(INPPLC)');
  const parts = fc.array(word, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(
      parts,
      fc.array(fc.oneof(spaces, dashes), { minLength: 6, maxLength: 6 }),
      fc.boolean(),
      (words, gaps, loud) => {
        const written = words.reduce((text, next, index) => text + gaps[index] + next, '');
        expect(aliasKey(loud ? written.toUpperCase() : written.toLowerCase())).toBe(aliasKey(words.join(' ')));
      },
    ),
  );
});

test('a key is the key of itself and holds nothing that cannot be seen', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const key = aliasKey(name);
      expect(aliasKey(key)).toBe(key);
      expect(key).not.toMatch(/[\s\p{Cf}\p{Pd}\p{M}]/u);
    }),
  );
});

test('the national plan names eleven bodies', () => {
  const named = plans.commitments.slice(0, 22).flatMap((commitment) => commitment.responsibleInstitutions);
  expect(new Set(named).size).toBe(12);
  expect(new Set(named.map(aliasKey)).size).toBe(11);
  expect(new Set(plans.plans[0]?.leadInstitutions.map(aliasKey))).toEqual(new Set(named.map(aliasKey)));
});

test('"the regional council" is told from every named body', () => {
  expect(isOwnCouncil('The regional council')).toBe(true);
  expect(isOwnCouncil('مجلس الجهة')).toBe(true);
  expect(list.institutions.flatMap(aliasKeysOf).some(isOwnCouncil)).toBe(false);
});

test('no two bodies of the list share a name or a slug, and departments, members and parents exist', () => {
  const keys = list.institutions.flatMap(aliasKeysOf);
  expect(new Set(keys).size).toBe(keys.length);
  const slugs = list.institutions.map((body) => body.slug);
  expect(new Set(slugs).size).toBe(slugs.length);
  for (const body of list.institutions as { parent?: string; members?: string[] }[])
    for (const other of [body.parent ?? [], body.members ?? []].flat()) expect(slugs).toContain(other);
});

test('names of bodies are the ones of the translations, word for word', () => {
  const { texts } = readShipped('action-plans.translations.json') as {
    texts: Record<string, { ar: string; fr: string }>;
  };
  const plain = (text = '') => text.replace(/ \(INPPLC\)$/, '');
  for (const [english, { ar, fr }] of Object.entries(texts)) {
    if (!plans.plans[0]?.leadInstitutions.includes(english)) continue;
    const body = list.institutions.find((one) => aliasKeysOf(one).includes(aliasKey(english)));
    expect(body?.name).toMatchObject({ ar: plain(ar), fr: plain(fr) });
  }
});

test('Amazigh names have evidence in the glossary, whole', () => {
  const { terms } = readShipped('amazigh-glossary.json') as { terms: { zgh: string }[] };
  const known = new Set(terms.map((term) => term.zgh));
  for (const body of list.institutions as { name: { zgh?: string }; shortName?: { zgh?: string } }[])
    for (const zgh of [body.name.zgh, body.shortName?.zgh]) if (zgh) expect(known).toContain(zgh);
});

test('no body has a reserved word, the form of a language or of a file as its slug', () => {
  for (const body of list.institutions) expect(isFreeSlug(body.slug), body.slug).toBe(true);
  for (const word of RESERVED) expect(isFreeSlug(word), word).toBe(false);
  for (const word of [
    '',
    'ar',
    'Rabat',
    'a',
    'sitemap.xml',
    '-x-y',
    'x--y',
    'x-',
    '1234',
    'é-tat',
    'a/b',
    'x'.repeat(81),
  ])
    expect(isFreeSlug(word), word).toBe(false);
});

test('a host name is compared without case, port and final dot', () => {
  expect(hostKey('Petitions.Region.MA:443')).toBe('petitions.region.ma');
  expect(hostKey('region.ma.')).toBe('region.ma');
});

test('the short name stands in for the name where there is one', () => {
  expect(shortNameOf({ name: { fr: 'Conseil régional de X' }, shortName: { fr: 'X' } })).toEqual({ fr: 'X' });
  expect(shortNameOf({ name: { fr: 'Ministère' }, shortName: null })).toEqual({ fr: 'Ministère' });
});
