import { beforeAll, describe, expect, test } from 'vitest';
import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import { across } from '#platform/db/database.ts';
import { system, type Tenant } from '#platform/tenant.ts';
import { apiClient } from '../../../../test/setup/api-client.ts';
import { openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies, signInOfficial } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { signIn } from '../../../../test/setup/sign-in.ts';
import { changeQuestions } from '../actions/change-questions.ts';
import { createSurvey } from '../actions/create-survey.ts';
import { keepResults } from '../actions/keep-results.ts';
import { publishSurvey } from '../actions/publish-survey.ts';
import { aQuestion, aSection, BUSES } from '../examples.ts';
import type { Questionnaire } from '../questionnaire.ts';
import { tallyOf } from '../results.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const { actions } = program;
const COUNCIL = 'laayoune-sakia-el-hamra';
const SITE = `/fr/${COUNCIL}`;
const SETTINGS = {
  title: { ar: 'الحافلات', fr: 'Les bus' },
  intro: { ar: 'رأيك يهمنا', fr: 'Votre avis compte' },
  privacy: 'anonymous',
  admission: 'anyone',
  showing: 'live',
  editable: true,
  opensOn: '2026-11-20',
  closesOn: '2026-12-20',
  institution: COUNCIL,
};
let tenant: Tenant;

beforeAll(async () => {
  await loadBodies(program, db);
  const body = await institutionBySlug(db, COUNCIL);
  if (!body) throw new Error('the council is not there');
  tenant = asTenant(body);
});

const office = (input: object) => ({ actor: system('test'), tenant, input });
async function published(questionnaire: Questionnaire): Promise<string> {
  const { reference: survey } = await actions.perform(createSurvey, office(SETTINGS));
  await actions.perform(changeQuestions, office({ survey, version: 1, questionnaire }));
  await actions.perform(publishSurvey, office({ survey }));
  return survey;
}

const option = (id: string, fr: string) => ({ id, title: { fr } });
const EVERY_KIND: Questionnaire = {
  sections: [
    aSection('s1', [
      aQuestion({ id: 'q1', kind: 'ranking', options: [option('o1', 'Eau'), option('o2', 'Routes')], shuffled: true }),
      aQuestion({
        id: 'q2',
        kind: 'matrix',
        rows: [option('r1', 'Écoles')],
        options: [option('o1', 'Bien'), option('o2', 'Mal')],
      }),
      aQuestion({ id: 'q3', kind: 'number', min: 0, max: 20 }),
      aQuestion({ id: 'q4', kind: 'date' }),
      aQuestion({ id: 'q5', kind: 'place' }),
      aQuestion({ id: 'q6', kind: 'file' }),
      aQuestion({ id: 'q7', kind: 'consent', required: true }),
    ]),
    aSection('s2', [aQuestion({ id: 'q8', kind: 'text', title: { fr: 'Pourquoi [q3] ?' } })]),
  ],
};

describe('answering in the browser', () => {
  test('every kind of question is kept, and what is wrong is said beside its field with nothing lost', async () => {
    const survey = await published(EVERY_KIND);
    const { browser, personId } = await signIn(program, db, 'all@example.ma');
    const path = `${SITE}/surveys/${survey}/answer`;
    await browser.submit(path, {}, { do: 'start' });
    const place = /<option value="(11\.321\.[\d.]+)"/.exec((await browser.get(path)).text)?.[1] ?? '';
    const fields = {
      'q.q1.o1': '2',
      'q.q1.o2': '1',
      'q.q2.r1': 'o2',
      'q.q3': '12',
      'q.q4.day': '31',
      'q.q4.month': '2',
      'q.q4.year': '2026',
      'q.q5': place,
    };
    const files = { 'q.q6': new File(['%PDF-1.4\n%%EOF'], 'avis.pdf', { type: 'application/pdf' }) };
    const refused = await browser.submit(path, fields, { do: 'save', files });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Écrivez une date qui existe');
    expect(refused.text).toContain('Sans votre accord');
    expect(refused.text).toContain('href="#f-q-q4"');
    expect(refused.text).toMatch(/name="q\.q3"[^>]*value="12"/);
    const saved = await browser.submit(path, { ...fields, 'q.q4.day': '28', 'q.q7': 'yes' }, { do: 'save', files });
    expect(saved.location).toContain('s=s2');
    expect((await browser.follow(saved)).text).toContain('Pourquoi 12 ?');
    await browser.submit(saved.location ?? '', { 'q.q8': 'Parce que' }, { do: 'save' });
    const check = await browser.get(`${path}?s=check`);
    for (const words of ['1. Routes', 'Écoles: Mal', '2026-02-28', 'avis.pdf', 'Parce que'])
      expect(check.text).toContain(words);
    const done = await browser.submit(`${path}?s=check`, {}, { do: 'finish' });
    expect((await browser.follow(done)).text).toContain('Votre réponse est enregistrée');
    expect((await browser.get(path)).text).toContain('Commencer à répondre');
    const official = await signInOfficial(program, db, {
      email: 'president@example.ma',
      role: 'president',
      institution: COUNCIL,
    });
    const sheet = await official.browser.get(`${SITE}/desk/surveys/${survey}/answers.csv`);
    expect(sheet.status).toBe(200);
    expect(sheet.text).toContain('avis.pdf');
    const rows = await across(db).selectFrom('survey_answer').select('id').execute();
    const file = `${SITE}/desk/surveys/${survey}/file?answer=${rows.at(-1)?.id}&q=q6`;
    expect((await official.browser.get(file)).text).toContain('%PDF-1.4');
    expect((await browser.get(file)).status).toBe(404);
    const own = await browser.get(`${SITE}/me/answers`);
    expect(own.text).toContain('Sondage anonyme');
    expect(own.text).toContain(`href="${SITE}/surveys/${survey}/receipt"`);
    // The site of another body does not have the survey: the portal does.
    const elsewhere = await browser.get('/fr/souss-massa/me/answers');
    expect(elsewhere.text).toContain(`href="/fr/surveys/${survey}/receipt"`);
    const list = await (await apiClient(program, { personId }, 'read'))('GET', '/me/answers');
    expect(list.json.items).toEqual([expect.objectContaining({ id: survey, answeredOn: '2026-11-21', begun: false })]);
    expect((await (await apiClient(program))('GET', '/me/answers')).status).toBe(401);
    const back = await browser.submit(done.location ?? '', {}, { do: 'withdraw' });
    expect((await browser.follow(back)).text).toContain('Votre réponse est retirée');
    expect((await browser.get(`${SITE}/me/answers`)).text).not.toContain(survey);
    expect((await browser.get(done.location ?? '')).text).toContain('Aucune réponse n’a ce récépissé');
    expect(await across(db).selectFrom('survey_answer').select('id').execute()).toEqual([]);
  });

  test('results that were counted before there was anything to weight by are still shown', async () => {
    const survey = await published(BUSES);
    const counted = tallyOf(BUSES);
    counted.add({ answers: { q1: ['o2'] }, channel: 'online', groups: {} });
    const weighted = { year: 2024, territories: [], covered: 0, shares: {} };
    const results = { ...counted.results(false), weighted };
    await actions.perform(keepResults, office({ survey, results }));
    const page = await program.ask(`${SITE}/surveys/${survey}/results`);
    expect(page.status).toBe(200);
  });

  test('is found by the search and named in the site map', async () => {
    const survey = await published(EVERY_KIND);
    expect(await program.text('/fr/search?q=Les+bus')).toContain(`/surveys/${survey}`);
    expect(await program.text('/sitemap.xml')).toContain(`/surveys/${survey}`);
    expect((await openBrowser(program).get(`${SITE}/me/answers`)).location).toMatch(/sign-in/);
  });

  test('what is kept for later is found again by its address', async () => {
    const survey = await published(BUSES);
    const visitor = openBrowser(program);
    const path = `${SITE}/surveys/${survey}/answer`;
    const begun = await visitor.submit(path, {}, { do: 'start' });
    const later = await visitor.submit(begun.location ?? '', { 'q.q1': 'o1', go: 'later' }, { do: 'save' });
    const kept = await visitor.follow(later);
    expect(kept.text).toContain('Votre réponse est enregistrée');
    const another = openBrowser(program);
    expect((await another.get(begun.location ?? '')).text).toMatch(/value="o1"[^>]*checked/);
    expect((await another.get(path)).text).not.toMatch(/checked/);
  });

  test('the form on paper is a PDF in the language of its page', async () => {
    const survey = await published(EVERY_KIND);
    for (const lang of ['ar', 'fr']) {
      const form = await program.ask(`/${lang}/${COUNCIL}/surveys/${survey}/form.pdf`);
      expect([form.status, form.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    }
  });

  test('a draft is nobody’s but the office’s', async () => {
    const { reference } = await actions.perform(createSurvey, office(SETTINGS));
    for (const path of ['', '/answer', '/results', '/form.pdf'])
      expect((await openBrowser(program).get(`${SITE}/surveys/${reference}${path}`)).status).toBe(404);
  });
});
