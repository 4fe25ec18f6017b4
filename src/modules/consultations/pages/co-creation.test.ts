import { beforeAll, describe, expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import texts from '../../../../test/fixtures/citizen-texts.json' with { type: 'json' };
import { openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { showSecondFactor, signInOfficial } from '../../../../test/setup/officials.ts';
import { loadPlans } from '../../../../test/setup/plans.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { type SignedIn, signIn } from '../../../../test/setup/sign-in.ts';
import { REGION } from '../examples.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db, { now: '2026-11-25T10:00:00Z' });
const FR = `/fr/${REGION}`;
const AR = `/ar/${REGION}`;

type Official = SignedIn & { secret: string };
let director: Official;
let evaluator: Official;
let citizens: SignedIn[];
let reference = '';
let call = '';
const sent: string[] = [];

const EMAILS = ['fatima@example.ma', 'omar@example.ma', 'salma@example.ma'];
const proposals = texts.items.filter(({ type, lang }) => type === 'proposal' && (lang === 'ar' || lang === 'fr'));

beforeAll(async () => {
  await loadPlans(program, db);
  const here = { institution: REGION };
  director = await signInOfficial(program, db, {
    ...here,
    email: 'dgs@example.ma',
    role: 'director-general-of-services',
    name: 'Naïma Benali',
  });
  evaluator = await signInOfficial(program, db, {
    ...here,
    email: 'division@example.ma',
    role: 'division-head',
    name: 'Ahmed Baba',
  });
  citizens = [];
  for (const email of EMAILS) citizens.push(await signIn(program, db, email));
  await pool.query(`update person set name = 'فاطمة' where id = $1`, [citizens[0]?.personId]);
});

/** Time passes: whoever works later signs in again. */
async function at(moment: string) {
  program.clock.set(moment);
  for (const [one, email] of [
    [director, 'dgs@example.ma'],
    [evaluator, 'division@example.ma'],
  ] as const) {
    one.browser.cookies.clear();
    await signIn(program, db, email, { browser: one.browser });
    await showSecondFactor(program, one, '/fr/sign-in/second-factor?to=/');
  }
  for (const [index, email] of EMAILS.entries()) {
    const browser = citizens[index]?.browser;
    if (!browser) throw new Error('no such citizen');
    browser.cookies.clear();
    await signIn(program, db, email, { browser });
  }
}

const citizen = (index: number) => {
  const one = citizens[index];
  if (!one) throw new Error('no such citizen');
  return one.browser;
};
const day = (name: string, date: string) => {
  const [year = '', month = '', dayOf = ''] = date.split('-');
  return { [`${name}.day`]: dayOf, [`${name}.month`]: month, [`${name}.year`]: year };
};
const both = (name: string, ar: string, fr: string) => ({ [`${name}.ar`]: ar, [`${name}.fr`]: fr });
const valid = async (html: string, what: string) => expect(await faultsOfHtml(html), what).toEqual([]);
const shown = async (path: string, what: string) => {
  const page = await openBrowser(program).get(path);
  expect([path, page.status]).toEqual([path, 200]);
  await valid(page.text, what);
  return page.text;
};
const CLOSING = {
  ...both('said', 'قال المشاركون إن الماء أولوية.', 'Les participants ont dit que l’eau est prioritaire.'),
  ...both('decided', 'تبدأ المرحلة التالية.', 'L’étape suivante commence.'),
};

describe('a plan is made together in five stages, without script', () => {
  test('a director prepares and publishes it', async () => {
    const { browser } = director;
    const form = `${FR}/desk/consultations/new`;
    const wrong = await browser.submit(form, { 'title.fr': 'Co-création du plan' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Co-création du plan');
    await valid(wrong.text, 'a refused consultation');
    const made = await browser.submit(form, {
      model: 'co-creation',
      ...day('startsOn', '2026-12-01'),
      ...both('title', 'الإعداد المشترك لخطة العمل', 'Co-création du plan d’action'),
      ...both('summary', 'خطة جديدة.', 'Un nouveau plan.'),
      aboutKind: 'commitment',
      aboutReference: 'MALAA0004',
      ...both('openTo', 'الالتزامات.', 'Les engagements.'),
      ...both('notOpen', 'الاعتمادات.', 'Les crédits.'),
      ...both('decides', 'المجلس.', 'Le conseil.'),
      level: '1',
      languages: ['ar', 'fr'],
      ...both('themes', 'الماء والمناخ\nالمشاركة', 'Eau et climat\nParticipation'),
      partners: '',
    });
    expect(made.status, made.text.slice(0, 2000)).toBe(303);
    reference = /CON-[\w-]+/.exec(made.location ?? '')?.[0] ?? '';
    const desk = await browser.get(`${FR}/desk/consultations/${reference}`);
    await valid(desk.text, 'a consultation on the desk');
    expect(desk.text).toContain('Choix des thèmes');
    expect((await openBrowser(program).get(`${FR}/consultations/${reference}`)).status).toBe(404);
    await valid((await browser.get(`${FR}/desk/consultations/${reference}/edit`)).text, 'its form');
    const stage = `${FR}/desk/consultations/${reference}/stages/1`;
    await valid((await browser.get(stage)).text, 'a stage on the desk');
    const published = await browser.submit(`${FR}/desk/consultations/${reference}`, {}, { do: 'publish' });
    expect(published.status).toBe(303);
    expect(await shown(`${AR}/consultations/${reference}`, 'a consultation')).toContain('ما الذي يمكنك تغييره');
    expect(await shown(`${FR}/consultations`, 'the list')).toContain('Co-création du plan');
    expect((await openBrowser(program).get(`${FR}/consultations/feed.atom`)).text).toContain(reference);
    expect((await openBrowser(program).get(`${FR}/consultations/calendar.ics`)).text).toContain('DTSTART');
  });

  test('a stage is closed after its last day, not before, and not before the earlier ones', async () => {
    const close = (number: number) => `${FR}/desk/consultations/${reference}/stages/${number}/close`;
    await at('2026-12-10T10:00:00Z');
    const early = await director.browser.submit(close(1), CLOSING);
    expect(early.text).toContain('n’est pas encore terminée');
    await at('2026-12-17T10:00:00Z');
    expect((await director.browser.submit(close(2), CLOSING)).status).toBe(409);
    const done = await director.browser.submit(close(1), CLOSING);
    expect(done.status, done.text.slice(-3000)).toBe(303);
    expect(await shown(`${AR}/consultations/${reference}/stages/1`, 'a report without proposals')).toContain('أولوية');
  });

  test('citizens propose in Arabic and French, see similar ones, support and change their minds', async () => {
    const page = await shown(`${AR}/consultations/${reference}`, 'the second stage');
    call = /proposals\?call=([0-9a-f-]{36})/.exec(page)?.[1] ?? '';
    const form = `${AR}/proposals/new?call=${call}`;
    const wrong = await citizen(0).submit(form, { 'title.ar': 'عنوان' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="عنوان"');
    await valid(wrong.text, 'a refused proposal');
    for (const [index, text] of proposals.slice(0, 6).entries()) {
      const browser = citizen(index % 3);
      const drafted = await browser.submit(text.lang === 'ar' ? form : `${FR}/proposals/new?call=${call}`, {
        [`title.${text.lang}`]: text.title,
        [`body.${text.lang}`]: text.body,
        theme: 't1',
        territory: '11.321',
      });
      expect([text.title, drafted.status]).toEqual([text.title, 303]);
      const mine = /PRO-[\w-]+/.exec(drafted.location ?? '')?.[0] ?? '';
      expect((await openBrowser(program).get(`${AR}/proposals/${mine}`)).status).toBe(404);
      await valid((await browser.get(`${AR}/proposals/${mine}/manage`)).text, 'a draft');
      const done = await browser.submit(`${AR}/proposals/${mine}/manage`, {}, { do: 'submit' });
      expect([mine, done.status]).toEqual([mine, 303]);
      sent.push(mine);
    }
    const again = proposals[0];
    const twin = await citizen(2).submit(form, {
      'title.ar': `${again?.title ?? ''}`,
      'body.ar': again?.body ?? '',
      theme: 't1',
    });
    const similar = await citizen(2).get(twin.location ?? '');
    expect(similar.text).toContain(sent[0]);
    await citizen(2).submit(twin.location ?? '', {}, { do: 'submit' });
    sent.push(/PRO-[\w-]+/.exec(twin.location ?? '')?.[0] ?? '');
    for (const who of [0, 1]) {
      const one = `${AR}/proposals/${sent[0]}/support`;
      await valid((await citizen(who).get(one)).text, 'supporting');
      expect((await citizen(who).submit(one, {}, { do: 'support' })).status).toBe(303);
    }
    await citizen(1).submit(`${AR}/proposals/${sent[6]}/support`, {}, { do: 'support' });
    await citizen(2).submit(`${AR}/proposals/${sent[6]}/support`, {}, { do: 'support' });
    await citizen(2).submit(`${AR}/proposals/${sent[6]}/support`, {}, { do: 'withdraw' });
    expect(await shown(`${AR}/proposals/${sent[0]}`, 'a proposal')).toContain('مساندتان');
    const list = await shown(`${FR}/proposals?call=${call}&sort=supported`, 'the list of a call');
    expect(list).toContain('7 propositions');
    expect(await shown(`${AR}/proposals?call=${call}&q=${encodeURIComponent('الواحات')}`, 'a search')).toContain(
      sent[0],
    );
    await shown(`${AR}/proposals`, 'all proposals');
    expect((await openBrowser(program).get(`${AR}/proposals/feed.atom?call=${call}`)).text).toContain(sent[1]);
    const typing = `${AR}/proposals/similar.json?call=${call}&q=${encodeURIComponent('ماء السقي')}`;
    expect((await openBrowser(program).get(typing)).text).toContain(sent[0]);
  });

  test('officials write down what a meeting said', async () => {
    const form = `${FR}/desk/proposals/calls/${call}/record`;
    await valid((await evaluator.browser.get(form)).text, 'recording');
    const done = await evaluator.browser.submit(form, {
      channel: 'meeting',
      'title.fr': 'Un dispensaire mobile pour les douars',
      'body.fr': 'La réunion demande un dispensaire mobile une fois par mois.',
      theme: 't2',
      territory: '11.221',
      signature: 'Réunion de Boujdour',
    });
    expect(done.status, done.text.slice(-2000)).toBe(303);
    sent.push(/PRO-[\w-]+/.exec(done.location ?? '')?.[0] ?? '');
    expect(await shown(`${FR}/proposals/${sent[7]}`, 'a proposal of a meeting')).toContain('Réunion de Boujdour');
    const desk = await director.browser.get(`${FR}/desk/consultations/${reference}`);
    expect(desk.text).toContain('Qui manque encore');
    await valid(desk.text, 'who is missing');
  });

  test('officials assess, merge with consent, answer together and take it back', async () => {
    await at('2027-01-16T10:00:00Z');
    const close = `${FR}/desk/consultations/${reference}/stages/2/close`;
    expect((await director.browser.submit(close, CLOSING)).status).toBe(303);
    const { browser } = director;
    await valid((await browser.get(`${FR}/desk/proposals`)).text, 'calls on the desk');
    const triage = `${FR}/desk/proposals/calls/${call}`;
    await valid((await browser.get(triage)).text, 'triage');
    await valid((await browser.get(`${triage}/integrity`)).text, 'integrity');
    const one = `${FR}/desk/proposals/${sent[0]}`;
    const assigned = await browser.submit(
      `${triage}/selected?p=${sent[0]}`,
      { evaluators: evaluator.personId },
      { do: 'assign' },
    );
    expect(assigned.status).toBe(303);
    const scores = Object.fromEntries(
      ['need', 'competence', 'feasibility', 'cost', 'equity'].map((name) => [`scores.${name}`, '3']),
    );
    expect((await evaluator.browser.submit(one, { ...scores, opinion: 'Utile.' }, { do: 'assess' })).status).toBe(303);
    expect((await evaluator.browser.submit(one, { body: 'À voir avec l’agence.' }, { do: 'note' })).status).toBe(303);
    const study = await browser.get(one);
    await valid(study.text, 'one proposal on the desk');
    expect(study.text).toContain('À voir avec l’agence.');
    expect((await openBrowser(program).get(`${FR}/proposals/${sent[0]}`)).text).not.toContain('À voir');
    const asked = await browser.submit(`${FR}/desk/proposals/${sent[6]}`, { into: sent[0] ?? '' }, { do: 'merge' });
    expect(asked.status, asked.text.slice(-2500)).toBe(303);
    const agreed = await citizen(2).submit(`${AR}/proposals/${sent[6]}/manage`, {}, { do: 'agree' });
    expect(agreed.status).toBe(303);
    // Omar supported both: he counts once.
    expect(await shown(`${AR}/proposals/${sent[0]}`, 'after the merger')).toContain('مساندتان');
    await shown(`${AR}/proposals/${sent[6]}`, 'what was merged');
    const rest = sent.slice(1, 6);
    const answered = await browser.submit(
      `${triage}/selected?${rest.map((p) => `p=${p}`).join('&')}`,
      { state: 'not-accepted', ...both('reasons', 'خطأ.', 'Par erreur.') },
      { do: 'answer' },
    );
    expect(answered.status, answered.text.slice(-2500)).toBe(303);
    expect(await shown(`${FR}/proposals/${sent[1]}`, 'an answered proposal')).toContain('Par erreur.');
    const undone = await browser.submit(answered.location ?? '', {}, { do: 'undo' });
    expect(undone.status, undone.text.slice(-2500)).toBe(303);
    expect(await shown(`${FR}/proposals/${sent[1]}`, 'an answer taken back')).not.toContain('Par erreur.');
  });

  test('the stage cannot be closed while one is unanswered; accepted ideas lead to MALAA0004', async () => {
    await at('2027-02-06T10:00:00Z');
    const { browser } = director;
    const close = `${FR}/desk/consultations/${reference}/stages/3/close`;
    const refused = await browser.submit(close, CLOSING);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('7 propositions n’ont pas de réponse');
    const answer = async (references: string[], fields: Record<string, string>) => {
      const path = `${FR}/desk/proposals/calls/${call}/selected?${references.map((p) => `p=${p}`).join('&')}`;
      const done = await browser.submit(path, fields, { do: 'answer' });
      expect(done.status, done.text.slice(-2500)).toBe(303);
    };
    await answer([sent[0] ?? ''], { state: 'accepted', ...both('reasons', 'اقتراح مفيد.', 'Proposition utile.') });
    await answer(sent.slice(1, 6), { state: 'partly-accepted', ...both('reasons', 'جزئيا.', 'En partie.') });
    await answer([sent[7] ?? ''], {
      state: 'forwarded',
      forwardTo: 'ministry-of-health-and-social-protection',
      ...both('reasons', 'ليس من اختصاصنا.', 'Hors de notre compétence.'),
    }).catch(async () => {
      const { rows } = await pool.query(`select slug from institution where kind = 'ministry' order by slug limit 1`);
      await answer([sent[7] ?? ''], {
        state: 'forwarded',
        forwardTo: rows[0].slug,
        ...both('reasons', 'ليس من اختصاصنا.', 'Hors de notre compétence.'),
      });
    });
    const linked = await browser.submit(
      `${FR}/desk/proposals/${sent[0]}`,
      {
        kind: 'commitment',
        target: 'MALAA0004',
        ...both('words', 'أدرج في الالتزام.', 'Intégrée à l’engagement.'),
        ...day('on', '2027-02-06'),
      },
      { do: 'outcome' },
    );
    expect(linked.status, linked.text.slice(-2500)).toBe(303);
    expect(await shown(`${AR}/proposals/${sent[0]}`, 'what became of it')).toContain('MALAA0004');
    const told = await pool.query(`select event from notification_event where about = $1 order by id`, [
      `proposal:${sent[0]}`,
    ]);
    expect(told.rows.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['proposals.notice.answered', 'proposals.notice.outcome']),
    );
    expect((await browser.submit(close, CLOSING)).status).toBe(303);
    const report = await shown(`${FR}/consultations/${reference}/stages/3`, 'the report');
    expect(report).toContain('MALAA0004');
    expect(report).toContain('Réponse');
    for (const site of [FR, AR]) {
      const pdf = await program.ask(`${site}/consultations/${reference}/stages/3/report.pdf`);
      expect(pdf.status).toBe(200);
      expect((await pdf.text()).slice(0, 5)).toBe('%PDF-');
    }
    const data = await program.json<{ items: { standing: string; answer: { state: string } | null }[]; total: number }>(
      `/api/v1/proposals?call=${call}&ended=1`,
    );
    expect(data.total).toBe(8);
    expect(data.items.filter(({ standing, answer }) => standing === 'shown' && answer === null)).toEqual([]);
    expect((await program.ask(`/api/v1/proposals.csv?call=${call}&ended=1`)).status).toBe(200);
    const whole = await program.json<{ stages: { report: unknown }[] }>(`/api/v1/consultations/${reference}`);
    expect(whole.stages.filter(({ report: sealed }) => sealed !== null)).toHaveLength(3);
  });

  test('with the last report the consultation is closed', async () => {
    for (const [number, moment] of [
      [4, '2027-03-20T10:00:00Z'],
      [5, '2027-04-20T10:00:00Z'],
    ] as const) {
      await at(moment);
      const closed = await director.browser.submit(
        `${FR}/desk/consultations/${reference}/stages/${number}/close`,
        CLOSING,
      );
      expect(closed.status, closed.text.slice(-2500)).toBe(303);
    }
    expect(await shown(`${FR}/consultations/${reference}`, 'a closed consultation')).toContain('Terminée');
    expect((await citizen(0).get(`${AR}/me/proposals`)).text).toContain(sent[0]);
  });
});
