import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { within } from '#platform/db/database.ts';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { closeWorkshop } from '#platform/workshop/workshop.ts';
import { openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies, signInOfficial } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { type SignedIn, signIn } from '../../../../test/setup/sign-in.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const HERE = 'laayoune-sakia-el-hamra';
const DESK = `/fr/${HERE}/desk/data-requests`;
const WORDS = 'Mon nom est écrit avec un seul « l », il en faut deux.';

let citizen: SignedIn;
let officer: SignedIn;
let deputy: SignedIn;
let operator: SignedIn;
let stranger: SignedIn;

beforeAll(async () => {
  await loadBodies(program, db);
  citizen = await signIn(program, db, 'khalid@example.ma');
  const official = (email: string, role: string, institution?: string) =>
    signInOfficial(program, db, { email, role, institution });
  officer = await official('officer@example.ma', 'information-officer', HERE);
  deputy = await official('deputy@example.ma', 'deputy-information-officer', HERE);
  operator = await official('operator@example.ma', 'platform-operator');
  stranger = await official('stranger@example.ma', 'information-officer', 'dakhla-oued-ed-dahab');
});
afterAll(closeWorkshop);

describe('what is known about me', () => {
  test('is shown to me in Arabic and French, and to nobody else', async () => {
    const arabic = await citizen.browser.get('/ar/me/data');
    expect(arabic.text).toContain('<h1>معطياتي الشخصية</h1>');
    expect(arabic.text).toContain('dir="rtl"');
    expect(await faultsOfHtml(arabic.text)).toEqual([]);
    const french = await citizen.browser.get('/fr/me/data');
    expect(french.text).toContain('Demander une correction');
    expect(french.headers.get('cache-control') ?? '').not.toContain('public');
    const nobody = await openBrowser(program).get('/fr/me/data');
    expect(nobody.location).toContain('/sign-in?to=');
  });

  test('has words for what every capability knows', async () => {
    const page = (await citizen.browser.get('/fr/me/data')).text;
    const { parts } = JSON.parse((await citizen.browser.get('/fr/me/data.json')).text) as { parts: object };
    expect(Object.keys(parts).length).toBeGreaterThan(3);
    const shown = [...page.matchAll(/<(?:dt|summary)>([^<]+)</g)].map(([, label]) => label ?? '');
    expect(shown.length).toBeGreaterThan(5);
    // A label that is still the name it has in the file begins with a small Latin letter.
    expect(shown.filter((label) => /(^|› )[a-z]/.test(label))).toEqual([]);
  });

  test('is downloaded as JSON, for me alone', async () => {
    const file = await citizen.browser.get('/fr/me/data.json');
    expect(file.headers.get('content-disposition')).toContain('jamaa.json');
    expect(file.headers.get('cache-control')).toBe('private, no-store');
    expect(JSON.parse(file.text).parts).toHaveProperty('personal-data.own');
    expect((await openBrowser(program).get('/fr/me/data.json')).status).toBe(401);
    expect((await openBrowser(program).get('/fr/me/data.pdf')).status).toBe(401);
  });

  test('is downloaded as a PDF with its letters in it', async () => {
    const response = await program.ask('/ar/me/data.pdf', { headers: { cookie: citizen.cookie } });
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const { extractText, getDocumentProxy } = await import('unpdf');
    const pdf = await getDocumentProxy(new Uint8Array(await response.arrayBuffer()));
    const { text } = await extractText(pdf, { mergePages: true });
    expect(text).toMatch(/[\u0600-\u06FF\uFB50-\uFEFF]{3,}/);
  });
});

describe('a request for a correction', () => {
  let path = '';

  test('is sent without script, with its legal date', async () => {
    const form = '/fr/me/data/requests/new?kind=rectification';
    expect(await faultsOfHtml((await citizen.browser.get(form)).text)).toEqual([]);
    const short = await citizen.browser.submit(form, { words: 'Faux', institution: HERE });
    expect(short.status).toBe(422);
    expect(short.text).toContain('Écrivez au moins une phrase');
    const sent = await citizen.browser.submit(form, { words: WORDS, institution: HERE });
    const receipt = await citizen.browser.follow(sent);
    expect(receipt.text).toContain('Nous avons reçu votre demande');
    expect(receipt.text).toContain('2 décembre 2026');
    expect(receipt.text).toContain('Loi 09-08, article 8');
    expect(await faultsOfHtml(receipt.text)).toEqual([]);
    path = (sent.location ?? '').replace('?sent=1', '');
    expect((await citizen.browser.get('/fr/me/data')).text).toContain('Demande de rectification');
  });

  test('is seen by its author only: to everybody else it does not exist', async () => {
    for (const other of [officer, stranger, operator]) expect((await other.browser.get(path)).status).toBe(404);
    expect((await openBrowser(program).get(path)).location).toContain('/sign-in?to=');
  });

  test('waits on the desk of those who answer for personal data in that body, by its legal date', async () => {
    const desk = await officer.browser.get(`/fr/${HERE}/desk`);
    expect(desk.text).toContain('Demande de rectification');
    expect(desk.text).toContain('2 décembre 2026');
    expect(desk.text).toContain('Dans 11 jours');
    expect((await stranger.browser.get('/fr/desk')).text).not.toContain('Demande de rectification');
    expect((await operator.browser.get('/fr/desk')).text).not.toContain('Demande de rectification');
    for (const other of [stranger, operator, citizen]) expect((await other.browser.get(DESK)).status).toBe(403);
  });

  test('is read only by whoever has taken it, and the person sees that', async () => {
    const list = await officer.browser.get(DESK);
    const page = /\/desk\/data-requests\/[0-9a-f-]{36}/.exec(list.text)?.[0] ?? '';
    const one = `/fr/${HERE}${page}`;
    const closed = await officer.browser.get(one);
    expect(closed.text).not.toContain('avec un seul');
    expect(closed.text).not.toContain('khalid');
    expect((await citizen.browser.get('/fr/me/data')).text).not.toContain('Consultations de vos données');
    await officer.browser.submit(one, {}, { do: 'take' });
    expect((await officer.browser.get(one)).text).toContain('avec un seul');
    expect((await deputy.browser.get(one)).text).not.toContain('avec un seul');
    const told = (await citizen.browser.get('/fr/me/data')).text;
    expect(told).toContain('Consultations de vos données');
    expect(told).toContain('Votre demande sur vos données personnelles');
    const early = await deputy.browser.post(one, {
      do: 'answer',
      outcome: 'accepted',
      answer: 'C’est corrigé, merci.',
    });
    expect(early.status).toBe(403);
  });

  test('is handed over when the official leaves', async () => {
    const own = () => db.selectFrom('person').select('id').where('id', '=', officer.personId).executeTakeFirst();
    expect(await own()).toBeDefined();
    const body = await db.selectFrom('institution').select('id').where('slug', '=', HERE).executeTakeFirstOrThrow();
    const holder = await within(db, body.id)
      .selectFrom('post_holder')
      .select('id')
      .where('person_id', '=', officer.personId)
      .executeTakeFirstOrThrow();
    const left = await officer.browser.submit(
      `/fr/${HERE}/desk/staff/holders/${holder.id}`,
      { to: deputy.personId },
      { do: 'end' },
    );
    expect(left.status).toBe(303);
    const readers = await db
      .selectFrom('access_log')
      .select('official_id')
      .where('person_id', '=', citizen.personId)
      .orderBy('id')
      .execute();
    expect(readers.map((one) => one.official_id)).toEqual([officer.personId, deputy.personId]);
    expect((await officer.browser.get(DESK)).status).toBe(403);
    const desk = await deputy.browser.get(`/fr/${HERE}/desk`);
    expect(desk.text).toContain('Demande de rectification');
  });

  test('is answered with a reason; a letter says so and not what', async () => {
    const list = await deputy.browser.get(DESK);
    const one = `/fr/${HERE}${/\/desk\/data-requests\/[0-9a-f-]{36}/.exec(list.text)?.[0]}`;
    expect((await deputy.browser.submit(one, { outcome: '', answer: '' }, { do: 'answer' })).status).toBe(422);
    const done = await deputy.browser.submit(
      one,
      { outcome: 'accepted', answer: 'Votre nom est corrigé dans le registre.' },
      { do: 'answer' },
    );
    expect(done.location).toContain('done=1');
    const shown = await citizen.browser.get(path);
    expect(shown.text).toContain('Votre nom est corrigé');
    expect(shown.text).toContain('Acceptée');
    const letter = await db
      .selectFrom('letter')
      .selectAll()
      .where('recipient', '=', 'khalid@example.ma')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(letter.text_part).toContain('/me/data/requests/');
    expect(letter.text_part).not.toContain('corrigé dans le registre');
    expect(
      (await deputy.browser.post(one, { do: 'answer', outcome: 'refused', answer: 'Non, finalement non.' })).status,
    ).toBe(403);
  });
});

describe('closing the account', () => {
  test('is asked for twice, says what stays, and leaves nothing that leads to the person', async () => {
    const leaver = await signIn(program, db, 'leaver@example.ma');
    await leaver.browser.submit('/fr/me/data/requests/new?kind=objection', {
      words: 'CANARI : ne plus m’écrire à cette adresse.',
      institution: HERE,
    });
    const page = await leaver.browser.get('/fr/me/data/close');
    expect(page.text).toContain('Des statistiques qui ne mènent à personne');
    expect(await faultsOfHtml(page.text)).toEqual([]);
    expect((await leaver.browser.get('/fr/me/data.json')).text).toContain('CANARI');
    const hasty = await leaver.browser.submit('/fr/me/data/close', {});
    expect(hasty.status).toBe(422);
    const done = await leaver.browser.submit('/fr/me/data/close', { confirm: 'yes' });
    expect((await leaver.browser.follow(done)).text).toContain('Votre compte est fermé');
    expect((await leaver.browser.get('/fr/me/data')).location).toContain('/sign-in?to=');
    expect(await db.selectFrom('contact').selectAll().where('person_id', '=', leaver.personId).execute()).toEqual([]);
    const letter = await db
      .selectFrom('letter')
      .selectAll()
      .where('recipient', '=', 'leaver@example.ma')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(letter.subject).toMatch(/fermé|أغلق/);
    const rows = await db.selectFrom('institution').select('id').execute();
    for (const { id } of rows) {
      const own = await within(db, id).selectFrom('data_request').selectAll().execute();
      expect(JSON.stringify(own)).not.toContain('CANARI');
      expect(JSON.stringify(own)).not.toContain(leaver.personId);
    }
  });

  test('ends the posts of an official', async () => {
    const post = () =>
      db.selectFrom('platform_post').select('ended_at').where('person_id', '=', operator.personId).executeTakeFirst();
    const page = await operator.browser.get('/fr/me/data/close');
    expect(page.text).toContain('Vous avez un poste');
    expect((await post())?.ended_at).toBeNull();
    await operator.browser.submit('/fr/me/data/close', { confirm: 'yes' });
    expect((await post())?.ended_at).toEqual(program.clock.now());
  });
});
