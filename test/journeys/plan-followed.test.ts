import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { system } from '#platform/tenant.ts';
import { remindOfficials } from '../../src/modules/commitments/actions/remind-officials.ts';
import { loadRealPlans } from '../../src/modules/commitments/examples.ts';
import { loadBodies, showSecondFactor, signInOfficial } from '../setup/officials.ts';
import { type TestProgram, testProgram } from '../setup/program.ts';
import { type SignedIn, signIn } from '../setup/sign-in.ts';
import { openTown, SITE } from './town.ts';
import { DESKTOP, type Visitor } from './world.ts';

const town = await openTown();
const FR = `/fr${SITE}`;
const PLAN = 'MA-11-AP-2025-2027';
const MATRIX = `${FR}/desk/matrix`;
const FOLLOW_UP = `${FR}/desk/follow-up`;
const PUBLIC = `/action-plans/${PLAN}`;

type Official = SignedIn & { secret: string; email: string };
let program: TestProgram;
let director: Official;
let official: Official;
let chair: Official;

beforeAll(async () => {
  const { db } = town.database;
  program = testProgram(db, { config: town.config() });
  const { clock, actions } = program;
  await loadBodies(program, db);
  await loadRealPlans({ db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal });
  const appoint = async (email: string, role: string, name: string): Promise<Official> => ({
    ...(await signInOfficial(program, db, { email, role, name, institution: SITE.slice(1) })),
    email,
  });
  director = await appoint('dgs@example.ma', 'director-general-of-services', 'Naïma Benali');
  official = await appoint('brahim@example.ma', 'editor', 'Brahim Ouali');
  chair = await appoint('salma@example.ma', 'committee-member', 'Salma El Alaoui');
}, 120_000);

/** Somebody in a browser of their own, signed in. */
async function sitDown(who: Official): Promise<Visitor> {
  const visitor = await town.visitor({ ...DESKTOP, javaScriptEnabled: false });
  await visitor.context.addCookies(
    [...who.browser.cookies].map(([name, value]) => ({ name, value, url: town.address() })),
  );
  return visitor;
}

/** The day comes: whoever works then signs in again. */
async function at(moment: string, ...people: Official[]) {
  town.clock.set(moment);
  program.clock.set(moment);
  for (const one of people) {
    one.browser.cookies.clear();
    await signIn(program, town.database.db, one.email, { browser: one.browser });
    await showSecondFactor(program, one, '/fr/sign-in/second-factor?to=/');
  }
  town.clock.set(program.clock.now().toISOString());
}

/** The letters about milestones, in Arabic or French. */
const LATE = /تقريركم|jalon/i;

type Fields = Record<string, string>;

/** Opens everything that is folded. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

/** Fills in the form of a page that has this button (`do`), or the first of the page, and sends it. */
async function send(page: Page, path: string, fields: Fields, does?: string): Promise<void> {
  await page.goto(`${town.address()}${path}`);
  const form = does
    ? page.locator('main form', { has: page.locator(`[name=do][value="${does}"]`) }).first()
    : page.locator('main form[method=post]').first();
  await openAll(page);
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`);
    const kind = await field.first().evaluate((one) => (one as HTMLInputElement).type);
    if (kind === 'radio' || kind === 'checkbox') await form.locator(`[name="${name}"][value="${value}"]`).check();
    else if (kind.startsWith('select')) await field.selectOption(value);
    else await field.first().fill(value);
  }
  const named = form.locator(`button[name=do][value="${does ?? ''}"]`);
  const button = (await named.count()) > 0 ? named : form.locator('button[type=submit]').first();
  const [answer] = await Promise.all([page.waitForNavigation(), button.click()]);
  const refused = (await page.locator('#errors').allTextContents()).join();
  expect([path, answer?.status(), refused]).toEqual([path, 200, '']);
}

const dateFields = (name: string, date: string): Fields => {
  const [year = '', month = '', day = ''] = date.split('-');
  return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year };
};

const wordsAt = async ({ page, open }: Visitor, path: string): Promise<string> => {
  expect([path, await open(path)]).toEqual([path, 200]);
  await openAll(page);
  return (await page.locator('main').textContent()) ?? '';
};

describe('a year of a plan', () => {
  let committee = '';

  test('the director sets up the desk: a division, who is in charge, the committee', async () => {
    const { page } = await sitDown(director);
    await send(page, `${FR}/desk/staff/offices/new`, {
      kind: 'division',
      'name.ar': 'قسم التخطيط',
      'name.fr': 'Division de la planification',
    });
    await page.goto(`${town.address()}${MATRIX}/commitments/MALAA0004`);
    await openAll(page);
    await page.locator('main details select[name=office]').selectOption({ label: 'Division de la planification' });
    await page.locator('main details select[name=official]').selectOption({ label: 'Brahim Ouali' });
    await page.locator('main details form button').click();
    await page.waitForURL(/done=1/);
    expect(await page.locator('main table').textContent()).toContain('Brahim Ouali');
    await send(page, `${FOLLOW_UP}/plans/${PLAN}/bodies/new`, {
      kind: 'supervision-committee',
      'name.ar': 'لجنة الإشراف',
      'name.fr': 'Comité de supervision',
      'mandate.ar': 'تتبع تنفيذ خطة العمل.',
      'mandate.fr': 'Suivre la mise en œuvre du plan.',
      decisionNumber: '12/2026',
      ...dateFields('decidedOn', '2026-01-15'),
    });
    committee = /bodies\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
    await send(page, `${FOLLOW_UP}/bodies/${committee}/members/new`, {
      name: 'Salma El Alaoui',
      side: 'civil-society',
      organisation: 'Association Sakia',
      organisationKind: 'association',
      function: 'chair',
      gender: 'woman',
      person: chair.personId,
      consent: 'yes',
      ...dateFields('startsOn', '2026-01-15'),
    });
  });

  test('the official reports on three milestones with what proves it', async () => {
    const { page } = await sitDown(official);
    for (const [row, status, done] of [
      ['M01', 'finished', 'Le plan de formation est adopté.'],
      ['M02', 'in-progress', 'Deux sessions sur trois sont tenues.'],
      ['M03', 'in-progress', 'La convention est en cours de signature.'],
    ])
      await send(
        page,
        `${MATRIX}/rows/MALAA0004-${row}`,
        {
          status: status ?? '',
          'done.fr': done ?? '',
          'done.ar': `أنجز جزء من المرحلة ${row}.`,
          evidence: `https://region.example.ma/${row}.pdf Procès-verbal ${row}`,
        },
        'publish',
      );
    const shown = await wordsAt(await town.visitor(), `${FR}${PUBLIC}/matrix`);
    for (const words of ['Deux sessions sur trois', 'Procès-verbal M03', 'Division de la planification'])
      expect(shown).toContain(words);
    expect(shown).not.toContain('Brahim');
  });

  test('a milestone passes its date unreported: the official is told, two weeks later the director', async () => {
    const { rows } = await town.database.pool.query<{ end: string }>(
      `select max(last_day)::text as end from milestone where reference like 'MALAA0004-%'
       and status not in ('finished', 'incomplete') and last_day < '9999-01-01'`,
    );
    const end = new Date(`${rows[0]?.end}T08:00:00Z`);
    const remind = async (days: number) => {
      const moment = new Date(end.getTime() + days * 86_400_000).toISOString();
      program.clock.set(moment);
      town.clock.set(moment);
      await program.actions.perform(remindOfficials, { actor: system('test'), tenant: null, input: {} });
    };
    await remind(1);
    await remind(14);
    const visitor = await town.visitor();
    const told = await town.letterTo(visitor, 'brahim@example.ma', LATE);
    expect(told.text).toContain('MALAA0004');
    const escalated = await town.letterTo(visitor, 'dgs@example.ma', LATE);
    expect(escalated.text).toContain('MALAA0004');
    await at(program.clock.now().toISOString(), director);
    const desk = await wordsAt(await sitDown(director), `${MATRIX}/plans/${PLAN}?state=late`);
    expect(desk).toContain('MALAA0004');
  });

  test('the quarterly review is held on the matrix of that day; its minutes are published', async () => {
    const day = program.clock.now().toISOString().slice(0, 10);
    const { page } = await sitDown(director);
    await send(page, `${FOLLOW_UP}/plans/${PLAN}/reviews/new`, {
      ...dateFields('on', day),
      'place.fr': 'Siège du conseil',
      'place.ar': 'مقر المجلس',
      chair: 'director-general-of-services',
    });
    const path = new URL(page.url()).pathname;
    await send(page, `${path}/agenda`, {}, 'draft');
    await send(page, path, {}, 'hold');
    await send(page, `${path}/resolutions/new`, {
      kind: 'recommendation',
      'text.fr': 'Publier le calendrier des sessions',
      'text.ar': 'نشر جدول الدورات',
      milestone: 'MALAA0004-M02',
    });
    await send(page, `${path}/minutes`, {
      'minutes.fr': 'La matrice est présentée. Le retard est constaté.',
      'minutes.ar': 'عرضت المصفوفة وسجل التأخر.',
    });
    await send(page, path, {}, 'publish');
    const shown = await wordsAt(await town.visitor(), `${FR}${PUBLIC}/follow-up`);
    expect(shown).toContain('Comité de supervision');
  });

  test('the committee comments and recommends, the region answers', async () => {
    await at(new Date(program.clock.now().getTime() + 86_400_000).toISOString(), director, chair);
    const day = program.clock.now().toISOString().slice(0, 10);
    const { page } = await sitDown(chair);
    await send(page, `${FOLLOW_UP}/plans/${PLAN}/matrix/MALAA0004-M02`, {
      body: committee,
      'text.fr': 'Le calendrier nous paraît court.',
      'text.ar': 'يبدو لنا الجدول قصيرا.',
    });
    await send(page, `${FOLLOW_UP}/plans/${PLAN}/recommendations/new`, {
      body: committee,
      'text.fr': 'Associer les jeunes des provinces',
      'text.ar': 'إشراك شباب الأقاليم',
      milestone: 'MALAA0004-M03',
    });
    const path = new URL(page.url()).pathname;
    await send(page, path, dateFields('on', day), 'adopt');
    const desk = await sitDown(director);
    await send(
      desk.page,
      path,
      {
        outcome: 'accepted',
        'reasons.fr': 'La demande est fondée.',
        'reasons.ar': 'الطلب في محله.',
        'action.fr': 'Deux ateliers par province',
        'action.ar': 'ورشتان في كل إقليم',
        ...dateFields('plannedOn', '2029-03-31'),
      },
      'answer',
    );
  });

  test('everybody reads all of it in Arabic and in French, and the annual report opens', async () => {
    const citizen = await town.visitor();
    for (const [lang, words] of [
      [
        'fr',
        [
          'Deux sessions sur trois',
          'Procès-verbal M02',
          'Le calendrier nous paraît court.',
          'Associer les jeunes',
          'Publier le calendrier des sessions',
        ],
      ],
      [
        'ar',
        ['أنجز جزء من المرحلة M02', 'يبدو لنا الجدول قصيرا', 'إشراك شباب الأقاليم', 'نشر جدول الدورات', 'لجنة الإشراف'],
      ],
    ] as const) {
      const shown = await wordsAt(citizen, `/${lang}${SITE}/commitments/MALAA0004`);
      for (const each of words) expect(shown).toContain(each);
      expect(shown).not.toContain('Brahim');
      const answered = await wordsAt(citizen, `/${lang}${SITE}${PUBLIC}/follow-up/recommendations`);
      expect(answered).toContain(lang === 'fr' ? 'Deux ateliers par province' : 'ورشتان في كل إقليم');
    }
    const { page } = await sitDown(director);
    await send(page, `${FR}/desk/reports/new`, {
      plan: PLAN,
      kind: 'annual',
      ...dateFields('start', '2026-01-01'),
      ...dateFields('end', '2026-12-31'),
    });
    const draft = new URL(page.url()).pathname;
    await send(page, draft, { 'summary.fr': 'Un jalon est achevé.', 'summary.ar': 'أنجزت مرحلة واحدة.' }, 'save');
    await send(page, draft, {}, 'publish');
    await town.pass(60_000);
    const report = `${FR}/reports/${draft.split('/').at(-1)}`;
    // The workers of the program make the files; how busy the machine is must not matter.
    await expect
      .poll(
        async () => {
          await citizen.open(`${report}?look=${Date.now()}`);
          return citizen.page.locator('main a[type="application/pdf"]').count();
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBe(2);
    for (const link of await citizen.page.locator('main a[type="application/pdf"]').all()) {
      const pdf = await citizen.context.request.get(`${town.address()}${await link.getAttribute('href')}`);
      expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
    }
  });
});
