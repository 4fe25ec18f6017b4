import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/setup/database.ts';
import { migrate } from '../db/migrate.ts';
import { silentLog } from '../log.ts';
import { platformMigrations } from '../migrations.ts';
import { indexDocuments, reindex, removeDocuments } from './index-documents.ts';
import type { SearchDocument } from './kinds.ts';
import { type SearchQuestion, search } from './search.ts';

const { pool, db } = await testDatabase({ empty: true });
const REGION = '019a0000-0000-7000-8000-000000000011';
const OTHER = '019a0000-0000-7000-8000-000000000012';

const document = (over: Partial<SearchDocument> & Pick<SearchDocument, 'id'>): SearchDocument => ({
  institutionId: REGION,
  kind: 'commitment',
  path: `/commitments/${over.id}`,
  tenantSlug: 'laayoune-sakia-el-hamra',
  title: {},
  body: {},
  codes: [over.id],
  ...over,
});

// The commitment of the region's plan as the data set gives it.
const MALAA0004 = document({
  id: 'MALAA0004',
  title: {
    ar: 'تفعيل دور الهيئات الاستشارية لمجلس جهة العيون الساقية الحمراء باعتبارها فضاءات أساسية لإعمال الديمقراطية التشاركية',
    fr: 'Activer le rôle des instances consultatives du conseil régional de Laâyoune-Sakia El Hamra en tant qu’espaces clés de mise en œuvre de la démocratie participative',
    en: "Activate the role of the Laâyoune-Sakia El Hamra regional council's consultative instances as key forums for implementing participatory democracy",
  },
  body: {
    ar: 'تعزيز قدرات الشباب والنساء والجمعيات في مجال آليات الديمقراطية التشاركية. مسؤول عن التنفيذ: مجلس الجهة.',
    fr: 'Renforcer les capacités des jeunes, des femmes et des associations en matière de mécanismes de la démocratie participative.',
    en: 'Strengthening the capacities of youth, women and associations in the field of participatory democratic mechanisms.',
  },
});
const MALAA0003 = document({
  id: 'MALAA0003',
  title: {
    ar: 'إحداث بوابة جهوية للمعطيات المفتوحة',
    fr: 'Créer un portail régional des données ouvertes',
    en: 'Create a regional open data portal',
  },
  body: {
    ar: 'نشر المعطيات بشكل استباقي. ',
    fr: 'Publier les données de façon proactive, y compris le budget.',
    en: 'Publish data proactively, the budget included.',
  },
});
const ELSEWHERE = document({
  id: 'MABMK0007',
  institutionId: OTHER,
  tenantSlug: 'beni-mellal-khenifra',
  title: { ar: 'خريطة الجمعيات', fr: 'Cartographie des associations', en: 'Map of associations' },
  body: { fr: 'Un inventaire des associations de la région.', en: 'An inventory.', zgh: 'ⵜⴰⵎⵙⵎⵓⵏⵜ ⵏ ⵜⵎⵏⴰⴹⵜ' },
});
const PLACE = document({
  id: 'MA-NAP-2021-2023-C01',
  kind: 'action-plan',
  institutionId: OTHER,
  tenantSlug: null,
  title: { ar: 'هيئة المساواة', fr: 'Instance de l’équité', en: 'Equity body' },
  body: { ar: 'وزارة الداخلية' },
});

beforeAll(async () => {
  await migrate(pool, platformMigrations, silentLog());
  await db.transaction().execute((tx) => indexDocuments(tx, [MALAA0004, MALAA0003, ELSEWHERE, PLACE]));
});

const ask = (q: string, over: Partial<SearchQuestion> = {}) => search(db, { q, lang: 'ar', limit: 20, ...over });
const ids = async (q: string, over: Partial<SearchQuestion> = {}) => (await ask(q, over)).items.map((item) => item.id);

describe('MALAA0004 is found first', () => {
  test.each([
    ['an Arabic word', 'الاستشارية'],
    ['without the article', 'استشارية'],
    ['with the conjunction', 'والاستشارية'],
    ['with conjunction and no article', 'وتفعيل'],
    ['in another number', 'هيئات استشاري'],
    ['with a preposition and the article', 'للهيئات'],
    ['where the text has a preposition', 'مجلس الجهة'],
    ['another seat of the hamza', 'الهيءات الاستشارية'],
    ['no hamza at all', 'الهييات الاستشاريه'],
    ['another hamza in the body', 'مسئول عن التنفيذ'],
    ['alef without hamza', 'لاعمال الديمقراطية'],
    ['ta marbuta as ha, with vowel signs and tatweel', 'الدّيمُقراطيـــه التشاركيه'],
    ['a French word', 'consultatives'],
    ['a French word in another number', 'instance consultative'],
    ['a French word without its accents', 'role democratie'],
    ['a French word with its accents', 'rôle démocratie'],
    ['a ligature', 'mise en oeuvre'],
    ['an elided article', 'l’espace'],
    ['an English word', 'democracy'],
    ['an English word in another form', 'activates the participatory forum'],
    ['capitals', 'LAAYOUNE CONSULTATIVE'],
    ['its code', 'MALAA0004'],
    ['its code in small letters', 'malaa0004'],
    ['its code in two', 'malaa 0004'],
    ['a part of its code', '0004'],
    ['the beginning of an unfinished word', 'consulta'],
    ['the beginning of an unfinished Arabic word', 'الاستشا'],
    ['a phrase', '"instances consultatives"'],
    ['a phrase in guillemets', '« démocratie participative »'],
    ['a typing mistake in Arabic', 'الاستشاربة'],
    ['a missing letter in Arabic', 'تفعل دور'],
    ['a typing mistake in French', 'consultattives'],
    ['two letters exchanged in French', 'partciipative'],
    ['a typing mistake in English', 'democrasy'],
    ['letters exchanged in a short word', 'rloe'],
    ['a letter missing in its code', 'MALA0004'],
  ])('by %s: %s', async (_case, q) => {
    expect((await ids(q))[0]).toBe('MALAA0004');
  });
});

test('the beginning of a code finds all that begin so', async () => {
  expect((await ids('malaa')).sort()).toEqual(['MALAA0003', 'MALAA0004']);
  expect(await ids('MA-NAP-2021-2023-C01')).toEqual(['MA-NAP-2021-2023-C01']);
  expect(await ids('manap2021')).toEqual(['MA-NAP-2021-2023-C01']);
});

test('هيئة is found by هيأة, and its plural', async () => {
  for (const q of ['هيأة المساواة', 'هيئات المساواة', 'وهيئة المساواة', 'وزارة', 'الوزارة']) {
    expect((await ids(q))[0], q).toBe('MA-NAP-2021-2023-C01');
  }
});

test('Amazigh is found as it is written', async () => {
  expect(await ids('ⵜⴰⵎⵙⵎⵓⵏⵜ')).toEqual(['MABMK0007']);
});

test('all words must be found; what nothing contains or resembles finds nothing', async () => {
  expect(await ids('democracy budget')).toEqual([]);
  expect(await ids('xylophone')).toEqual([]);
  expect(await ids('"consultatives instances"')).toEqual([]);
  for (const q of ['', '   ', '"', '…!?', "'); drop table search_document; --", ':* & |', '\\', '\u0000']) {
    await expect(ask(q), q).resolves.toMatchObject({ corrected: expect.anything() });
  }
});

test('a correction says what was looked for instead', async () => {
  const answer = await ask('democrasy');
  expect(answer.corrected).toEqual([{ word: 'democrasy', instead: ['democracy'] }]);
  expect((await ask('democracy')).corrected).toEqual([]);
});

test('kinds and institutions are filters; counts by kind do not depend on the kind asked for', async () => {
  const found = await ask('instance');
  expect(found.byKind).toEqual({ commitment: 1, 'action-plan': 1 });
  expect(found.total).toBe(2);
  const plans = await ask('instance', { kinds: ['action-plan'] });
  expect(plans.items.map((item) => item.id)).toEqual(['MA-NAP-2021-2023-C01']);
  expect(plans).toMatchObject({ total: 1, byKind: found.byKind });
  expect(await ids('instance', { institutionId: REGION })).toEqual(['MALAA0004']);
});

test('a word in the title comes before the same word in a text', async () => {
  expect(await ids('associations')).toEqual(['MABMK0007', 'MALAA0004']);
});

test('what was found is marked, in the language in which it was found', async () => {
  const marked = (parts: readonly { text: string; hit: boolean }[]) =>
    parts.filter((part) => part.hit).map((part) => part.text);
  const whole = (parts: readonly { text: string }[]) => parts.map((part) => part.text).join('');

  const [arabic] = (await ask('الجمعية التشاركي')).items;
  expect(arabic?.lang).toBe('ar');
  expect(marked(arabic?.titleParts ?? [])).toEqual(['التشاركية']);
  expect(whole(arabic?.titleParts ?? [])).toBe(MALAA0004.title.ar);
  expect(marked(arabic?.snippet ?? [])).toEqual(['والجمعيات', 'التشاركية']);
  expect(whole(arabic?.snippet ?? [])).toBe(MALAA0004.body.ar);

  const [french] = (await ask('mecanisme')).items;
  expect(french).toMatchObject({ lang: 'fr', titleLang: 'ar' });
  expect(marked(french?.snippet ?? [])).toEqual(['mécanismes']);

  const [unfinished] = (await ask('capaci', { lang: 'en' })).items;
  expect(unfinished?.lang).toBe('en');
  expect(marked(unfinished?.snippet ?? [])).toEqual(['capacities']);

  const [mistyped] = (await ask('mechanisns', { lang: 'en' })).items;
  expect(marked(mistyped?.snippet ?? [])).toEqual(['mechanisms']);

  const [onlyInTitle] = (await ask('portail')).items;
  expect(onlyInTitle).toMatchObject({ id: 'MALAA0003', lang: 'ar' });
  expect(marked(onlyInTitle?.snippet ?? [])).toEqual([]);
});

describe('pages of results', () => {
  const many = Array.from({ length: 25 }, (_, index) =>
    document({
      id: `X${String(index).padStart(3, '0')}`,
      title: { fr: index % 2 ? 'Forum' : 'Forum forum' },
      body: { fr: 'paging' },
    }),
  );
  beforeAll(() => indexDocuments(db, many));
  afterAll(() => removeDocuments(db, { institutionId: REGION, kind: 'commitment', ids: many.map((one) => one.id) }));

  test('follow one another without gaps or repetitions', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const answer = await ask('paging', { limit: 7, after });
      expect(answer.total).toBe(25);
      seen.push(...answer.items.map((item) => item.id));
      after = answer.next ?? undefined;
      pages += 1;
    } while (after);
    expect(pages).toBe(4);
    expect([...seen].sort()).toEqual(many.map((one) => one.id));
  });

  test('a cursor that is none is refused', async () => {
    const foreign = Buffer.from(JSON.stringify(['a', 'b', 'c', 'd'])).toString('base64url');
    for (const after of ['nonsense', foreign]) {
      await expect(ask('paging', { after })).rejects.toMatchObject({ status: 422 });
    }
  });
});

test('a document indexed again replaces the earlier one, also twice in one call; removed ones are gone', async () => {
  const draft = document({ id: 'DRAFT1', title: { en: 'Zebra' } });
  await indexDocuments(db, [draft]);
  expect(await ids('zebra')).toEqual(['DRAFT1']);
  await indexDocuments(db, [
    { ...draft, title: { en: 'Quagga' } },
    { ...draft, title: { en: 'Giraffe' } },
  ]);
  expect(await ids('zebra', { limit: 5 })).toEqual([]);
  expect(await ids('giraffe')).toEqual(['DRAFT1']);
  await removeDocuments(db, { institutionId: REGION, kind: 'commitment', ids: [] });
  expect(await ids('giraffe')).toEqual(['DRAFT1']);
  await removeDocuments(db, { institutionId: REGION, kind: 'commitment', ids: ['DRAFT1'] });
  expect(await ids('giraffe')).toEqual([]);
});

test('a rolled back transaction leaves nothing', async () => {
  const failing = db.transaction().execute(async (tx) => {
    await indexDocuments(tx, [document({ id: 'NEVER', title: { en: 'Okapi' } })]);
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  expect(await ids('okapi')).toEqual([]);
});

test('reindexing reads everything again and drops what no longer exists', async () => {
  const things = [document({ id: 'T1', kind: 'thing', title: { en: 'Baobab' } })];
  await indexDocuments(db, [document({ id: 'T2', kind: 'thing', title: { en: 'Baobab' } })]);
  const kind = {
    kind: 'thing',
    label: 'platform.search.title' as never,
    documents: async function* () {
      yield things;
    },
  };
  expect(await reindex(db, [kind])).toBe(1);
  expect(await ids('baobab')).toEqual(['T1']);
});

test('two writers that learn the same words do not wait for one another', async () => {
  const first = await db.startTransaction().execute();
  const second = await db.startTransaction().execute();
  // A writer that had to wait for the other would never get its answer: both transactions stay open.
  await indexDocuments(first, [document({ id: 'W1', title: { en: 'Tamarisk' } })]);
  await indexDocuments(second, [document({ id: 'W2', title: { en: 'Tamarisk' } })]);
  await second.commit().execute();
  await first.commit().execute();
  expect((await ids('tamarisc')).sort()).toEqual(['W1', 'W2']);
  await removeDocuments(db, { institutionId: REGION, kind: 'commitment', ids: ['W1', 'W2'] });
});

test('a text of any size can be indexed, and its beginning is found', async () => {
  const words = Array.from({ length: 60_000 }, (_, index) => `كلمة${index.toString(36)}`);
  await indexDocuments(db, [document({ id: 'LONG', title: { ar: 'طويل' }, body: { ar: words.join(' ') } })]);
  expect(await ids('كلمة1')).toContain('LONG');
  expect(await ids(`"${words[4_500]}"`)).toEqual(['LONG']);
  await removeDocuments(db, { institutionId: REGION, kind: 'commitment', ids: ['LONG'] });
});
