import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communesOf } from '#core/territory/index.ts';
import { across } from '#platform/db/database.ts';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { closeWorkshop } from '#platform/workshop/workshop.ts';
import { openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies, signInOfficial } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { lastLetterTo, type SignedIn, signIn } from '../../../../test/setup/sign-in.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const HERE = 'laayoune-sakia-el-hamra';

let president: SignedIn;
let officer: SignedIn;
let stranger: SignedIn;
let fields: Record<string, string>;
let province = '';
let id = '';

beforeAll(async () => {
  await loadBodies(program, db);
  const place = await db
    .selectFrom('territory')
    .select(['code', 'province'])
    .where('region', '=', '11')
    .where('level', '=', 'commune')
    .orderBy('code')
    .executeTakeFirstOrThrow();
  province = place.province ?? '';
  expect((await communesOf(db, province)).length).toBeGreaterThan(0);
  fields = {
    'name.ar': 'جمعية الساقية للبيئة',
    'name.fr': 'Association Saguia pour l’environnement',
    'purpose.ar': 'حماية البيئة بالجهة',
    seat: place.code,
    address: 'Avenue de la Mecque, n° 12',
    'createdOn.day': '3',
    'createdOn.month': '2',
    'createdOn.year': '2021',
    receiptKind: 'final',
    receiptNumber: '45/2021',
    'receiptOn.day': '27',
    'receiptOn.month': '3',
    'receiptOn.year': '2021',
    receiptAuthority: 'Pachalik de Laâyoune',
    members: '120',
    website: 'https://saguia.example.ma',
    representative: 'Mariem Bent Salek',
    function: 'president',
  };
  president = await signIn(program, db, 'mariem@example.ma', { lang: 'fr' });
  officer = await signInOfficial(program, db, {
    email: 'officer@example.ma',
    role: 'information-officer',
    institution: HERE,
  });
  stranger = await signInOfficial(program, db, {
    email: 'stranger@example.ma',
    role: 'information-officer',
    institution: 'dakhla-oued-ed-dahab',
  });
});
afterAll(closeWorkshop);

const form = () => `/fr/me/associations/new?province=${province}`;
const deskOf = (slug: string) => `/fr/${slug}/desk/associations`;

describe('an association is declared', () => {
  test('by whoever is signed in, with every fault told and nothing typed lost', async () => {
    expect((await openBrowser(program).get('/fr/me/associations/new')).location).toContain('/sign-in?to=');
    expect(await faultsOfHtml((await president.browser.get(form())).text)).toEqual([]);
    const wrong = await president.browser.submit(
      form(),
      { ...fields, 'receiptOn.year': '2020', receiptNumber: '' },
      { to: form() },
    );
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Écrivez le numéro tel qu’il est sur le récépissé');
    expect(wrong.text).toContain('جمعية الساقية للبيئة');
    const sent = await president.browser.submit(form(), fields, { to: form() });
    expect(sent.status).toBe(303);
    id = /associations\/([0-9a-f-]{36})/.exec(sent.location ?? '')?.[1] ?? '';
    const page = await president.browser.follow(sent);
    expect(page.text).toContain('Nous avons reçu votre déclaration');
    expect(await faultsOfHtml(page.text)).toEqual([]);
  });

  test('and nobody else sees it', async () => {
    expect((await stranger.browser.get(`/fr/me/associations/${id}`)).status).toBe(404);
    expect((await openBrowser(program).get(`/fr/me/associations/${id}`)).location).toContain('/sign-in?to=');
    expect((await openBrowser(program).get(`/fr/associations/${id}`)).status).toBe(404);
    expect((await program.ask(`/api/v1/associations/${id}`)).status).toBe(404);
    expect((await openBrowser(program).get('/fr/associations')).text).not.toContain('Saguia');
  });
});

describe('an official of the seat verifies it', () => {
  test('and one of another region never hears of it', async () => {
    expect((await officer.browser.get(`/fr/${HERE}/desk`)).text).toContain('Saguia');
    expect((await officer.browser.get(deskOf(HERE))).text).toContain('Saguia');
    expect((await stranger.browser.get(deskOf('dakhla-oued-ed-dahab'))).text).not.toContain('Saguia');
    expect((await stranger.browser.get(`${deskOf('dakhla-oued-ed-dahab')}/${id}`)).status).toBe(404);
    expect((await stranger.browser.get(deskOf(HERE))).status).toBe(403);
  });

  test('after taking it, which the representative sees', async () => {
    const one = `${deskOf(HERE)}/${id}`;
    const before = await officer.browser.get(one);
    expect(before.text).toContain('45/2021');
    expect(before.text).not.toContain('Mariem');
    expect((await president.browser.get('/fr/me/data')).text).not.toContain('Votre nom comme représentant');
    expect((await officer.browser.post(one, { do: 'verify' })).status).toBe(403);
    await officer.browser.submit(one, {}, { do: 'take' });
    const taken = await officer.browser.get(one);
    expect(taken.text).toContain('Mariem Bent Salek');
    expect(await faultsOfHtml(taken.text)).toEqual([]);
    expect((await president.browser.get('/fr/me/data')).text).toContain('Votre nom comme représentant');
  });

  test('refuses it with a reason first, which a letter announces and does not say', async () => {
    const one = `${deskOf(HERE)}/${id}`;
    expect((await officer.browser.submit(one, { reason: 'Non' }, { do: 'refuse' })).status).toBe(422);
    const reason = 'La date du récépissé ne concorde pas avec le document.';
    expect((await officer.browser.submit(one, { reason }, { do: 'refuse' })).location).toContain('done=1');
    const letter = await lastLetterTo(db, 'mariem@example.ma');
    expect(letter?.text).toContain(`/me/associations/${id}`);
    expect(letter?.text).not.toContain('ne concorde pas');
    expect((await president.browser.get(`/fr/me/associations/${id}`)).text).toContain('ne concorde pas');
    const edit = `/fr/me/associations/${id}/edit`;
    const again = await president.browser.submit(edit, fields, { to: `${edit}?province=${province}` });
    expect(again.status).toBe(303);
  });

  test('and then verifies it: it is in the directory, the search and the API', async () => {
    const one = `${deskOf(HERE)}/${id}`;
    await officer.browser.submit(one, {}, { do: 'take' });
    expect((await officer.browser.submit(one, {}, { do: 'verify' })).status).toBe(303);
    expect((await lastLetterTo(db, 'mariem@example.ma'))?.text).toContain('parler en son nom');
    expect((await openBrowser(program).get(`/fr/${HERE}/associations`)).text).toContain('Saguia');
    expect((await openBrowser(program).get('/fr/dakhla-oued-ed-dahab/associations')).text).not.toContain('Saguia');
    const page = await openBrowser(program).get(`/ar/associations/${id}`);
    expect(page.text).toContain('جمعية الساقية للبيئة');
    expect(page.text).not.toContain('Mariem');
    expect(await faultsOfHtml(page.text)).toEqual([]);
    expect((await openBrowser(program).get('/fr/search?q=Saguia')).text).toContain(id);
    const listed = await program.json<{ items: { id: string }[] }>('/api/v1/associations?q=saguia&territory=11');
    expect(listed.items.map((item) => item.id)).toEqual([id]);
    const audit = await across(db)
      .selectFrom('audit')
      .select('event')
      .where('subject', '=', `association:${id}`)
      .orderBy('id')
      .execute();
    expect(audit.map((row) => row.event)).toEqual([
      'association.declared',
      'association.taken',
      'association.refused',
      'association.updated',
      'association.taken',
      'association.verified',
    ]);
  });

  test('once for each receipt', async () => {
    const other = await signIn(program, db, 'other@example.ma', { lang: 'fr' });
    const twin = await other.browser.submit(
      form(),
      { ...fields, receiptNumber: '٤٥ / ٢٠٢١', receiptAuthority: 'pachalik de LAAYOUNE' },
      { to: form() },
    );
    expect(twin.status).toBe(422);
    expect(twin.text).toContain('porte déjà ce récépissé');
  });

  test('a change to what was verified waits; until then what was verified stands', async () => {
    const edit = `/fr/me/associations/${id}/edit`;
    const changed = { ...fields, 'name.fr': 'Association Autre Chose', phone: '05 28 00 00 00' };
    await president.browser.submit(edit, changed, { to: `${edit}?province=${province}` });
    const page = (await openBrowser(program).get(`/fr/associations/${id}`)).text;
    expect(page).toContain('Association Saguia');
    expect(page).not.toContain('Autre Chose');
    expect(page).toContain('05 28 00 00 00');
    const one = `${deskOf(HERE)}/${id}`;
    await officer.browser.submit(one, {}, { do: 'take' });
    await officer.browser.submit(one, { reason: 'Le récépissé porte l’ancien nom.' }, { do: 'refuse' });
    expect((await openBrowser(program).get(`/fr/associations/${id}`)).text).toContain('Association Saguia');
  });
});
