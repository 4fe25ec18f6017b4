import { beforeAll, describe, expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies, setUpApp, showSecondFactor, signInOfficial } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { type SignedIn, signIn } from '../../../../test/setup/sign-in.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const SITE = '/ar/laayoune-sakia-el-hamra';
const FR = '/fr/laayoune-sakia-el-hamra';

let director: SignedIn;
let stranger: SignedIn;
let operator: SignedIn;
let citizen: SignedIn;

beforeAll(async () => {
  await loadBodies(program, db);
  const here = 'laayoune-sakia-el-hamra';
  director = await signInOfficial(program, db, {
    email: 'dgs@example.ma',
    role: 'director-general-of-services',
    institution: here,
    name: 'Naïma Benali',
  });
  stranger = await signInOfficial(program, db, {
    email: 'president@example.ma',
    role: 'president',
    institution: 'dakhla-oued-ed-dahab',
  });
  operator = await signInOfficial(program, db, { email: 'operator@example.ma', role: 'platform-operator' });
  citizen = await signIn(program, db, 'citizen@example.ma');
});

const idIn = (location: string | null) => /[0-9a-f-]{36}/.exec(location ?? '')?.[0] ?? '';

describe('the desk', () => {
  test('is for officials: others sign in, or learn that it is not theirs', async () => {
    const nobody = await openBrowser(program).get(`${SITE}/desk`);
    expect(nobody.status).toBe(303);
    expect(nobody.location).toContain('/sign-in?to=');
    expect((await citizen.browser.get(`${SITE}/desk`)).status).toBe(403);
    expect((await stranger.browser.get(`${SITE}/desk`)).status).toBe(403);
    expect((await stranger.browser.get('/ar/desk')).status).toBe(200);
  });

  test('asks officials for their second factor', async () => {
    const hasty = await signInOfficial(program, db, {
      email: 'hasty@example.ma',
      role: 'moderator',
      institution: 'laayoune-sakia-el-hamra',
    });
    await db.updateTable('session').set({ second_factor_at: null }).where('person_id', '=', hasty.personId).execute();
    const asked = await hasty.browser.get(`${SITE}/desk`);
    expect(asked.status).toBe(303);
    expect(asked.location).toContain('/sign-in/second-factor?to=');
    await showSecondFactor(program, hasty, asked.location ?? '');
    expect((await hasty.browser.get(`${SITE}/desk`)).status).toBe(200);
  });

  test('says in both languages what will come, and is linked in the header for officials only', async () => {
    const arabic = await director.browser.get(`${SITE}/desk`);
    expect(arabic.text).toContain('<html lang="ar" dir="rtl"');
    expect(arabic.text).toContain('لا شيء ينتظرك الآن');
    expect(arabic.text).toContain('class="desk"');
    const french = await director.browser.get(`${FR}/desk`);
    expect(french.text).toContain('Rien ne vous attend pour l’instant');
    expect(french.text).toContain('Mon bureau');
    expect((await citizen.browser.get(FR)).text).not.toContain('Mon bureau');
    expect((await stranger.browser.get(FR)).text).not.toContain('Mon bureau');
    expect((await stranger.browser.get('/fr')).text).toContain('Mon bureau');
    expect((await stranger.browser.get('/fr/desk')).text).toContain('href="/fr/dakhla-oued-ed-dahab/desk"');
    expect(french.headers.get('cache-control') ?? '').not.toContain('public');
  });

  test('is valid HTML on every page', async () => {
    for (const path of ['/desk', '/desk/staff', '/desk/staff/posts/new', '/desk/staff/offices/new', '/desk/audit'])
      for (const site of [SITE, FR])
        expect(await faultsOfHtml((await director.browser.get(`${site}${path}`)).text), path).toEqual([]);
    expect(await faultsOfHtml((await director.browser.get(`${FR}/desk/institution`)).text)).toEqual([]);
  });
});

describe('staff, without script', () => {
  test('an official is invited, accepts, is away and leaves', async () => {
    const { browser } = director;
    const office = await browser.submit(`${FR}/desk/staff/offices/new`, {
      kind: 'service',
      'name.ar': 'مصلحة المجتمع المدني',
      'name.fr': 'Service de la société civile',
    });
    expect(office.location).toBe(`${FR}/desk/staff?done=1`);
    const chart = await browser.follow(office);
    expect(chart.text).toContain('Service de la société civile');
    expect(chart.text).toContain('C’est enregistré.');

    const officeId = /offices\/([0-9a-f-]{36})"/.exec(chart.text)?.[1] ?? '';
    const made = await browser.submit(`${FR}/desk/staff/posts/new`, { function: 'moderator', office: officeId });
    const postPath = `${FR}/desk/staff/posts/${idIn(made.location)}`;
    expect((await browser.get(`${FR}/desk/staff`)).text).toContain('Vacant');

    const wrong = await browser.submit(`${postPath}/invite`, { name: '', email: 'nobody' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Écrivez le nom complet');
    expect(wrong.text).toContain('Écrivez une adresse complète');
    expect(wrong.text).toContain('value="nobody"');
    expect(await faultsOfHtml(wrong.text)).toEqual([]);
    const sent = await browser.submit(`${postPath}/invite`, { name: 'Salma', email: 'salma@example.ma', lang: 'ar' });
    expect((await browser.follow(sent)).text).toContain('salma@example.ma');

    const letter = await db
      .selectFrom('letter')
      .selectAll()
      .where('recipient', '=', 'salma@example.ma')
      .executeTakeFirstOrThrow();
    expect(letter.subject).toBe('دعوة إلى شغل منصب');
    const link = /https?:\/\/[^/]+(\/\S+\/desk\/invitations\/\S+)/.exec(letter.text_part)?.[1] ?? '';
    const reader = openBrowser(program);
    for (let visit = 0; visit < 3; visit++) expect((await reader.get(link)).text).toContain('اقبل المنصب');
    const towards = await reader.submit(link, { name: 'سلمى العلوي' });
    expect(towards.location).toContain('/sign-in?to=');

    const salma = await signIn(program, db, 'salma@example.ma');
    const accepted = await salma.browser.submit(link, { name: 'سلمى العلوي' });
    expect(accepted.location).toBe(`${SITE}/desk`);
    expect((await salma.browser.get(`${SITE}/desk`)).location).toContain('second-factor');
    await setUpApp(program, salma.browser);
    expect((await salma.browser.get(`${SITE}/desk`)).status).toBe(200);
    expect((await salma.browser.get(link)).text).toContain('قبلت هذه الدعوة من قبل');

    const post = await browser.get(postPath);
    expect(post.text).toContain('سلمى العلوي');
    expect(await faultsOfHtml(post.text)).toEqual([]);
    const holderPath = `${FR}/desk/staff/holders/${/holders\/([0-9a-f-]{36})/.exec(post.text)?.[1]}`;
    const holder = await browser.get(holderPath);
    expect(await faultsOfHtml(holder.text)).toEqual([]);
    const impossible = await browser.submit(
      holderPath,
      { 'from.day': '31', 'from.month': '2', 'from.year': '2026' },
      { do: 'absence' },
    );
    expect(impossible.status).toBe(422);
    await browser.submit(
      holderPath,
      {
        'from.day': '21',
        'from.month': '11',
        'from.year': '2026',
        'until.day': '',
        'until.month': '',
        'until.year': '',
      },
      { do: 'absence' },
    );
    expect((await browser.get(holderPath)).text).toContain('Absence à partir du');
    expect((await browser.get(`${FR}/desk/staff`)).text).toContain('Absent(e)');

    const own = await salma.browser.get(`${SITE}/desk/staff/holders/${holderPath.split('/').at(-1)}`);
    expect(own.status).toBe(200);
    await browser.submit(holderPath, { to: '' }, { do: 'end' });
    expect((await salma.browser.get(`${SITE}/desk`)).status).toBe(403);
    expect((await browser.get(holderPath)).status).toBe(404);
    expect((await browser.get(postPath)).text).toContain('Anciens titulaires');

    const log = (await browser.get(`${FR}/desk/audit`)).text;
    for (const told of ['Fin de fonction', 'Absence ou retour enregistré', 'Invitation acceptée', 'Invitation envoyée'])
      expect(log).toContain(told);
    expect(log).toContain('Naïma Benali');
  });

  test('is seen and changed by nobody from another body, nor changed by the operator of the platform', async () => {
    for (const path of ['/desk/staff', '/desk/institution', '/desk/audit', '/desk/staff/posts/new']) {
      expect((await stranger.browser.get(`${FR}${path}`)).status, path).toBe(403);
      expect((await citizen.browser.get(`${FR}${path}`)).status, path).toBe(403);
    }
    expect((await operator.browser.get(`${FR}/desk/staff`)).status).toBe(200);
    expect((await operator.browser.get(`${FR}/desk/audit`)).status).toBe(403);
    const founding = await operator.browser.submit(`${FR}/desk/staff/posts/new`, { function: 'president' });
    expect(founding.status).toBe(403);
  });
});

describe('the body itself', () => {
  const fields = {
    'name.ar': 'مجلس جهة العيون-الساقية الحمراء',
    'name.fr': 'Conseil régional de Laâyoune-Sakia El Hamra',
    'name.en': '',
    'contact.phones': '+212 5 28 00 00 00\n\n+212 5 28 00 00 01',
    'contact.email': 'contact@example.ma',
    accent: 'majorelle',
    emblem: 'sail',
    languages: ['ar', 'fr'],
  };

  test('is described by its officials, and the site shows it at once', async () => {
    const done = await director.browser.submit(`${FR}/desk/institution`, fields);
    expect(done.location).toBe(`${FR}/desk/institution?done=1`);
    // Without a listener for changes the bodies are read again after a minute.
    program.clock.advance(61_000);
    const home = await openBrowser(program).get(FR);
    expect(home.text).toContain('contact@example.ma');
    expect(home.text).toContain('data-accent="majorelle"');
    const log = (await director.browser.get(`${FR}/desk/audit`)).text;
    expect(log).toContain('Organisme modifié');
    expect(log).toContain('majorelle');
  });

  test('keeps what was typed when something is wrong', async () => {
    const wrong = await director.browser.submit(`${FR}/desk/institution`, {
      ...fields,
      'name.fr': '',
      'contact.website': 'region',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Écrivez l’adresse complète du site');
    expect(wrong.text).toContain('value="region"');
  });

  test('gets its host name from the operator only', async () => {
    expect((await director.browser.get(`${FR}/desk/institution`)).text).not.toContain('name="host"');
    const host = { ...fields, host: 'Participation.Example.MA' };
    expect((await director.browser.submit(`${FR}/desk/institution`, host)).status).toBe(403);
    expect((await operator.browser.submit(`${FR}/desk/institution`, { ...fields, host: 'https://x' })).status).toBe(
      422,
    );
    await operator.browser.submit(`${FR}/desk/institution`, host);
    const row = await db
      .selectFrom('institution')
      .select('host')
      .where('slug', '=', 'laayoune-sakia-el-hamra')
      .executeTakeFirst();
    expect(row?.host).toBe('participation.example.ma');
  });
});

describe('the log for programs', () => {
  test('is a CSV for the officials of that body only, and names no citizen', async () => {
    const path = '/api/v1/audit.csv?institution=laayoune-sakia-el-hamra';
    const mine = await program.ask(path, { headers: { cookie: director.cookie } });
    expect(mine.status).toBe(200);
    const csv = await mine.text();
    expect(csv).toContain('official.appointed');
    expect(csv).not.toContain(`person:${director.personId}`);
    expect(mine.headers.get('cache-control') ?? '').not.toContain('public');
    expect((await program.ask(path, { headers: { cookie: stranger.cookie } })).status).toBe(403);
    expect((await program.ask(path)).status).toBe(401);
  });
});
