import { beforeAll, expect, test } from 'vitest';
import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import { Conflict, type Refusal } from '#platform/errors.ts';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import type { Actor, Tenant } from '#platform/tenant.ts';
import { addActivity } from '../../src/modules/consultations/actions/add-activity.ts';
import { copyConsultation } from '../../src/modules/consultations/actions/copy-consultation.ts';
import { createConsultation } from '../../src/modules/consultations/actions/create-consultation.ts';
import { publishConsultation } from '../../src/modules/consultations/actions/publish-consultation.ts';
import { removeActivity } from '../../src/modules/consultations/actions/remove-activity.ts';
import { showDraft } from '../../src/modules/consultations/actions/show-draft.ts';
import { updateStage } from '../../src/modules/consultations/actions/update-stage.ts';
import { aConsultation, REGION } from '../../src/modules/consultations/examples.ts';
import { previewWord } from '../../src/modules/consultations/preview.ts';
import { consultationByReference, stagesOf } from '../../src/modules/consultations/queries/consultations.ts';
import { answerContributions } from '../../src/modules/draft-texts/actions/answer-contributions.ts';
import { importArticles } from '../../src/modules/draft-texts/actions/import-articles.ts';
import { publishDraftText } from '../../src/modules/draft-texts/actions/publish-draft-text.ts';
import { uploadArticles } from '../../src/modules/draft-texts/actions/upload-articles.ts';
import { writeContribution } from '../../src/modules/draft-texts/actions/write-contribution.ts';
import { REGULATION_WORDS } from '../../src/modules/draft-texts/examples.ts';
import { changeQuestions } from '../../src/modules/surveys/actions/change-questions.ts';
import { giveAnswer } from '../../src/modules/surveys/actions/give-answer.ts';
import { publishSurvey } from '../../src/modules/surveys/actions/publish-survey.ts';
import { BUSES } from '../../src/modules/surveys/examples.ts';
import { findSurvey } from '../../src/modules/surveys/queries/surveys.ts';
import { castBallot } from '../../src/modules/votes/actions/cast-ballot.ts';
import { countBallots } from '../../src/modules/votes/actions/count-ballots.ts';
import { publishVote } from '../../src/modules/votes/actions/publish-vote.ts';
import { newSheet } from '../../src/modules/votes/code.ts';
import { votesByReference } from '../../src/modules/votes/queries/votes.ts';
import { aPerson } from '../setup/actors.ts';
import { openBrowser } from '../setup/browser.ts';
import { testDatabase } from '../setup/database.ts';
import { emptyAccount, showSecondFactor, signInOfficial } from '../setup/officials.ts';
import { loadPlans } from '../setup/plans.ts';
import { testProgram } from '../setup/program.ts';
import { type SignedIn, signIn } from '../setup/sign-in.ts';

const { db } = await testDatabase();
const program = testProgram(db, { now: '2026-11-25T10:00:00Z' });
const { actions, clock, around } = program;
const FR = `/fr/${REGION}`;
const AR = `/ar/${REGION}`;
const ITSELF: Actor = { kind: 'system', name: 'test' };

let region: Tenant;
let director: SignedIn & { secret: string };
let citizens: Actor[];
let reference = '';
const held = { survey: '', vote: '', 'draft-text': '' };

const perform = <I, T, R>(action: Parameters<typeof actions.perform<I, T, R>>[0], actor: Actor, input: object) =>
  actions.perform(action, { actor, tenant: region, input });
const words = { ar: 'نص', fr: 'Un texte' };
const both = (name: string, ar: string, fr: string) => ({ [`${name}.ar`]: ar, [`${name}.fr`]: fr });
const shown = async (path: string) => {
  const page = await openBrowser(program).get(path);
  expect([path, page.status]).toEqual([path, 200]);
  expect(await faultsOfHtml(page.text), path).toEqual([]);
  return page.text;
};
const desk = `${FR}/desk/consultations`;
const atStage = (more = '') => `${desk}/${reference}/stages/1${more}`;

beforeAll(async () => {
  await loadPlans(program, db);
  const body = await institutionBySlug(db, REGION);
  if (!body) throw new Error('the region is not there');
  region = asTenant(body);
  director = await signInOfficial(program, db, {
    institution: REGION,
    email: 'dgs@example.ma',
    role: 'director-general-of-services',
    name: 'Naïma Benali',
  });
  citizens = [];
  for (let n = 0; n < 6; n++) citizens.push(aPerson({ id: await emptyAccount(db, clock.now()) }));
  const made = await perform(createConsultation, ITSELF, aConsultation({ model: 'survey', startsOn: '2026-12-01' }));
  reference = made.reference;
});

const add = (kind: string, fields: object) =>
  director.browser.submit(atStage(`/activities/new?kind=${kind}`), {
    kind,
    ...both('title', 'نشاط', `Activité ${kind}`),
    ...fields,
  });

test('an official begins a survey, a vote and a draft text from the stage, with its dates and level', async () => {
  const choose = await director.browser.get(atStage('/activities/new'));
  expect(choose.text).toContain('kind=draft-text');
  expect(await faultsOfHtml(choose.text)).toEqual([]);
  const form = await director.browser.get(atStage('/activities/new?kind=survey'));
  expect(form.text).toMatch(/<option[^>]*value="new"[^>]*selected|<option[^>]*selected[^>]*value="new"/);
  const nothing = await add('draft-text', { thing: '' });
  expect([nothing.status, nothing.text.includes('Activité draft-text')]).toEqual([422, true]);
  expect(await faultsOfHtml(nothing.text)).toEqual([]);
  for (const kind of ['survey', 'vote', 'draft-text'] as const) {
    const added = await add(kind, { thing: 'new' });
    expect(added.status, added.text.slice(-2000)).toBe(303);
    held[kind] = /(?:ENQ|VOT|TXT)-[\w-]+/.exec(added.location ?? '')?.[0] ?? '';
    expect(added.location).toContain(`/desk/${kind}s/${held[kind]}`);
  }
  expect(await findSurvey({ db, tenant: null }, held.survey)).toMatchObject({
    opensOn: '2026-12-01',
    closesOn: '2026-12-21',
    admission: 'account',
  });
  const vote = (await votesByReference(db, [held.vote])).get(held.vote);
  expect([vote?.opensAt.toISOString(), vote?.closesAt.toISOString(), vote?.level]).toEqual([
    '2026-12-01T00:00:00.000Z',
    '2026-12-22T00:00:00.000Z',
    1,
  ]);
  const again = await add('survey', { thing: held.survey });
  expect(again.status).toBe(409);
  const stage = await director.browser.get(atStage());
  expect(stage.text).toContain('Activité vote');
  expect(await faultsOfHtml(stage.text)).toEqual([]);
  const [found] = await stagesOf(db, (await consultationByReference(db, reference)) ?? { institutionId: '', id: '' });
  expect(found?.activities.filter((one) => one.held !== null)).toHaveLength(3);
});

test('whoever may not make surveys cannot begin one from a consultation, only choose one that is there', async () => {
  const powers = [{ name: 'consultations.manage', institutionId: region.id }];
  const official = aPerson({ id: await emptyAccount(db, clock.now()), secondFactor: true, powers });
  const given = { consultation: reference, number: 1, kind: 'survey', title: words, thing: 'new' };
  await expect(perform(addActivity, official, given)).rejects.toMatchObject({ status: 403 } satisfies Partial<Refusal>);
});

test('a draft is read by whoever has its link, and by nobody once the link is withdrawn', async () => {
  const pathNow = async () => {
    const found = await consultationByReference(db, reference);
    return `${FR}/consultations/${reference}/preview/${found && previewWord(around.keys, found)}`;
  };
  await perform(showDraft, ITSELF, { consultation: reference, shared: true });
  const path = await pathNow();
  expect(await shown(path)).toContain('Brouillon à relire');
  expect((await director.browser.get(`${desk}/${reference}`)).text).toContain(path);
  await perform(showDraft, ITSELF, { consultation: reference, shared: false });
  expect((await openBrowser(program).get(path)).status).toBe(404);
  clock.advance(1000);
  await perform(showDraft, ITSELF, { consultation: reference, shared: true });
  expect(await pathNow()).not.toBe(path);
  expect((await openBrowser(program).get(path)).status).toBe(404);
});

test('everybody sees what can be done now, and each of them leads back to its consultation', async () => {
  await perform(changeQuestions, ITSELF, { survey: held.survey, version: 1, questionnaire: BUSES });
  await perform(publishSurvey, ITSELF, { survey: held.survey });
  await perform(publishVote, ITSELF, { vote: held.vote });
  const sent = { text: held['draft-text'], lang: 'ar', words: REGULATION_WORDS.ar };
  const imported = await perform(uploadArticles, ITSELF, sent);
  await perform(importArticles, ITSELF, { text: held['draft-text'], import: imported.id });
  const dates = { opensOn: '2026-12-01', closesOn: '2026-12-21' };
  await perform(publishDraftText, ITSELF, { text: held['draft-text'], ...dates });
  await perform(publishConsultation, ITSELF, { consultation: reference });
  clock.set('2026-12-02T10:00:00Z');
  const page = await shown(`${FR}/consultations/${reference}`);
  for (const [kind, room] of [
    ['survey', 'surveys'],
    ['vote', 'votes'],
    ['draft-text', 'draft-texts'],
  ] as const) {
    expect(page).toContain(`/${room}/${held[kind]}`);
    const own = await shown(`${FR}/${room}/${held[kind]}`);
    expect(own).toContain(`/consultations/${reference}#stage-1`);
  }
  const home = await shown(AR);
  for (const one of [reference, ...Object.values(held)]) expect(home).toContain(one);
});

test('what comes in by each adds up, and the stage waits for its end and for every answer', async () => {
  const give = (who: Actor, answers: object) => perform(giveAnswer, who, { survey: held.survey, lang: 'ar', answers });
  for (const who of citizens) await give(who, { q1: ['o1'], q2: ['4'] });
  const cast = (who: Actor, picked: string) =>
    perform(castBallot, who, { vote: held.vote, sheet: newSheet(), choice: { picked: [picked] }, name: '' });
  for (const who of citizens.slice(0, 3)) await cast(who, 'yes');
  await expect(cast(citizens[0] ?? ITSELF, 'no')).rejects.toThrow(Conflict);
  const said = {
    article: 'a2',
    deed: 'replace',
    quote: 'كل سنة',
    wording: 'كل شهر',
    reasons: 'أسرع.',
    author: 'أمينة',
  };
  const contribution = await perform(writeContribution, citizens[0] ?? ITSELF, { text: held['draft-text'], ...said });

  const api = `/api/v1/consultations/${reference}/participation`;
  const { items } = await program.json<{ items: { kind: string; channel: string; count: number }[] }>(api);
  const of = (kind: string) => items.filter((one) => one.kind === kind).reduce((sum, { count }) => sum + count, 0);
  expect([of('survey'), of('vote'), of('draft-text')]).toEqual([6, 3, 1]);
  expect(items.reduce((sum, { count }) => sum + count, 0)).toBe(10);
  expect(await (await program.ask(`${api}.csv`)).text()).toContain('online,6');
  const integrity = await shown(`${FR}/consultations/${reference}/participation`);
  expect(integrity).toContain('Doublons refusés');

  const [stage] = await stagesOf(db, (await consultationByReference(db, reference)) ?? { institutionId: '', id: '' });
  const activity = stage?.activities.find((one) => one.held === held.survey)?.id ?? '';
  const gone = perform(removeActivity, ITSELF, { consultation: reference, number: 1, activity });
  await expect(gone).rejects.toThrow(Conflict);

  const CLOSING = {
    ...both('said', 'الحافلة أولا.', 'Le bus d’abord.'),
    ...both('decided', 'خط جديد.', 'Une ligne nouvelle.'),
    results: [`${held.survey}:q1`],
    entered: 'yes',
  };
  clock.set('2026-12-22T10:00:00Z');
  director.browser.cookies.clear();
  await signIn(program, db, 'dgs@example.ma', { browser: director.browser });
  await showSecondFactor(program, director, '/fr/sign-in/second-factor?to=/');
  const form = await director.browser.get(atStage('/close'));
  expect(form.text).toContain('Prenez-vous le bus ?');
  expect(await faultsOfHtml(form.text)).toEqual([]);
  const uncounted = await director.browser.submit(atStage('/close'), CLOSING);
  expect([uncounted.status, uncounted.text.includes(held.vote)]).toEqual([409, true]);
  await actions.perform(countBallots, { actor: ITSELF, tenant: null, input: { vote: held.vote } });
  const unanswered = await director.browser.submit(atStage('/close'), CLOSING);
  expect([unanswered.status, unanswered.text.includes('1 contribution au texte')]).toEqual([409, true]);
  await perform(answerContributions, ITSELF, {
    text: held['draft-text'],
    contributions: [contribution.id],
    outcome: 'accepted',
    reasons: { ar: 'نعم.', fr: 'Oui, chaque mois.' },
  });
  const closed = await director.browser.submit(atStage('/close'), CLOSING);
  expect(closed.status, closed.text.slice(-2000)).toBe(303);
  const report = await shown(`${FR}/consultations/${reference}/stages/1`);
  for (const one of ['Prenez-vous le bus ?', 'Retenu', 'Oui, chaque mois.']) expect(report).toContain(one);
  expect(report).not.toContain('Quelle note donnez-vous aux bus ?');
  const sealed = await program.json<{ items: { count: number }[] }>(`${api}?stage=1`);
  expect(sealed.items.reduce((sum, { count }) => sum + count, 0)).toBe(10);
  const pdf = await program.ask(`${AR}/consultations/${reference}/stages/1/report.pdf`);
  expect((await pdf.text()).slice(0, 5)).toBe('%PDF-');
  const detail = await director.browser.get(`${desk}/${reference}/integrity`);
  expect([detail.status, await faultsOfHtml(detail.text)]).toEqual([200, []]);
});

test('a consultation is taken as the model of another one, without what came in', async () => {
  const copy = await perform(copyConsultation, ITSELF, {
    consultation: reference,
    title: words,
    startsOn: '2027-01-10',
  });
  const found = await consultationByReference(db, copy.reference);
  expect(found).toMatchObject({ state: 'draft', title: words, model: 'survey' });
  const [stage] = await stagesOf(db, found ?? { institutionId: '', id: '' });
  expect([stage?.startsOn, stage?.endsOn, stage?.closedAt]).toEqual(['2027-01-10', '2027-01-30', null]);
  expect(stage?.activities.map((one) => one.held)).toEqual([null, null, null, null]);
  const later = { startsOn: '2027-01-11', endsOn: '2027-01-31', title: words, words };
  await perform(updateStage, ITSELF, { consultation: copy.reference, number: 1, ...later });
});
