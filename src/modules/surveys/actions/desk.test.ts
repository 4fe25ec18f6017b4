import { beforeAll, describe, expect, test } from 'vitest';
import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import { AGE_BANDS, freezeDemographics, GENDERS } from '#core/personal-data/index.ts';
import { CENSUS_BANDS, CENSUS_GENDERS, loadCensusGroups } from '#core/territory/index.ts';
import { across } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotFound } from '#platform/errors.ts';
import { silentLog } from '#platform/log.ts';
import type { Job } from '#platform/module.ts';
import { type Actor, NOBODY, type PersonActor, system, type Tenant } from '#platform/tenant.ts';
import { aPerson } from '../../../../test/setup/actors.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { emptyAccount, loadBodies } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { offers } from '../../../app.ts';
import { surveyDesk } from '../desk.ts';
import { BUSES } from '../examples.ts';
import { answersCsv, answersSheet } from '../file/answers-file.ts';
import { codebook, spssSyntax } from '../file/codebook.ts';
import { actOf } from '../finish.ts';
import { countSurveys, endSurveys } from '../jobs.ts';
import { countSheets } from '../queries/papers.ts';
import { answersByChannel, findSurvey, resultsOf } from '../queries/surveys.ts';
import { shownTexts, undecidedTexts, writtenTexts } from '../queries/texts.ts';
import type { Questionnaire } from '../questionnaire.ts';
import { tokenNumber, tokenOf } from '../tokens.ts';
import { addTheme } from './add-theme.ts';
import { changeQuestions } from './change-questions.ts';
import { closeSurvey } from './close-survey.ts';
import { createSurvey } from './create-survey.ts';
import { finishPaper } from './finish-paper.ts';
import { giveAnswer } from './give-answer.ts';
import { issueTokens } from './issue-tokens.ts';
import { mergeThemes } from './merge-themes.ts';
import { publishResults } from './publish-results.ts';
import { publishSurvey } from './publish-survey.ts';
import { type PaperState, recordPaper } from './record-paper.ts';
import { removeSheet } from './remove-sheet.ts';
import { removeTheme } from './remove-theme.ts';
import { renameTheme } from './rename-theme.ts';
import { revokeToken } from './revoke-token.ts';
import { sortText } from './sort-text.ts';
import { withdrawAnswer } from './withdraw-answer.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const { actions, around, clock } = program;

const SETTINGS = {
  title: { ar: 'الحافلات', fr: 'Les bus' },
  intro: { ar: 'رأيك يهمنا' },
  privacy: 'anonymous',
  admission: 'account',
  showing: 'end',
  editable: false,
  opensOn: '2026-11-20',
  closesOn: '2026-12-20',
};

let region: Tenant;
let official: Actor;
let colleague: Actor;

beforeAll(async () => {
  await loadBodies(program, db);
  const body = await institutionBySlug(db, 'laayoune-sakia-el-hamra');
  if (!body) throw new Error('the council is not there');
  region = asTenant(body);
  const powers = ['surveys.manage', 'surveys.enter'].map((name) => ({ name, institutionId: region.id }));
  official = aPerson({ id: await emptyAccount(db, clock.now()), secondFactor: true, powers });
  colleague = aPerson({ id: await emptyAccount(db, clock.now()), secondFactor: true, powers });
});

const perform = <I, T, R>(action: Parameters<typeof actions.perform<I, T, R>>[0], actor: Actor, input: object) =>
  actions.perform(action, { actor, tenant: region, input });

async function published(settings: object = {}, questionnaire: Questionnaire = BUSES): Promise<string> {
  const given = { ...SETTINGS, ...settings, institution: region.slug };
  const { reference: survey } = await perform(createSurvey, official, given);
  await perform(changeQuestions, official, { survey, version: 1, questionnaire });
  await perform(publishSurvey, official, { survey });
  return survey;
}

const found = async (reference: string) => {
  const survey = await findSurvey({ db, tenant: null }, reference);
  if (!survey) throw new Error(`${reference} is not there`);
  return survey;
};
const citizen = async () => aPerson({ id: await emptyAccount(db, clock.now()) });
const give = async (survey: string, answers: object) =>
  perform(giveAnswer, await citizen(), { survey, lang: 'ar', answers });
const runJob = (job: Job, payload?: object) =>
  job.run(payload, { db, clock, actions, around, offers, log: silentLog() });
const counted = async (survey: string) => {
  await runJob(countSurveys, { survey });
  return resultsOf(db, await found(survey));
};

describe('paper', () => {
  const type = (survey: string, answers: object, more: object = {}, by = official): Promise<PaperState> =>
    perform(recordPaper, by, { survey, sheet: '0001', channel: 'paper', lang: 'ar', answers, ...more });
  const typeAgain = (survey: string, answers: object, more: object = {}) => type(survey, answers, more, colleague);

  test('counts when two officials typed the same, and not before', async () => {
    const survey = await published();
    const total = async () => (await answersByChannel(db, await found(survey))).channels.get('paper') ?? 0;
    expect(await type(survey, { q1: ['o1'], q2: ['3'], q3: ['o1', 'o2'] })).toEqual({ state: 'once' });
    expect(await type(survey, { q1: ['o1'], q2: ['3'], q3: ['o1', 'o2'] })).toEqual({ state: 'once' });
    expect(await total()).toBe(0);
    expect(await typeAgain(survey, { q1: ['o1'], q2: ['3'], q3: ['o2', 'o1'] })).toEqual({ state: 'agreed' });
    expect(await total()).toBe(1);
    await expect(type(survey, { q1: ['o2'] })).rejects.toThrow(Conflict);
    await expect(
      perform(recordPaper, await citizen(), { survey, sheet: '2', channel: 'paper', lang: 'ar', answers: {} }),
    ).rejects.toThrow(NotFound);
  });

  test('that was typed differently is decided by looking at the sheet again', async () => {
    const survey = await published();
    await type(survey, { q1: ['o1'], q2: ['3'] });
    await expect(type(survey, { q1: ['o1'], q2: ['3'] }, { sheet: '0002', decides: true })).resolves.toEqual({
      state: 'once',
    });
    expect(await typeAgain(survey, { q1: ['o1'], q2: ['4'] })).toEqual({ state: 'differs' });
    expect(await type(survey, { q1: ['o1'], q2: ['4'] }, { decides: true })).toEqual({ state: 'agreed' });
    expect((await counted(survey))?.questions.q2?.counts).toMatchObject({ 3: 0, 4: 1 });
  });

  test('with a code excludes the same code online', async () => {
    const survey = await published({ admission: 'token' });
    await expect(perform(issueTokens, official, { survey, count: 30_000 })).rejects.toThrow(InvalidInput);
    await perform(issueTokens, official, { survey, count: 3 });
    const { id } = await found(survey);
    const code = tokenOf(around.keys, id, 2);
    await expect(type(survey, { q1: ['o2'] })).rejects.toThrow(InvalidInput);
    await type(survey, { q1: ['o2'] }, { sheet: code });
    await typeAgain(survey, { q1: ['o2'] }, { sheet: code });
    const online = { survey, lang: 'ar', answers: { q1: ['o2'] } };
    await expect(perform(giveAnswer, NOBODY, { ...online, token: code })).rejects.toThrow(Conflict);
    await perform(giveAnswer, NOBODY, { ...online, token: tokenOf(around.keys, id, 3).toLowerCase() });
    await expect(perform(giveAnswer, NOBODY, { ...online, token: tokenOf(around.keys, id, 4) })).rejects.toThrow(
      InvalidInput,
    );
  });

  test('is given up, or finished by an official once the survey is over; nothing is typed after that', async () => {
    const survey = await published();
    await type(survey, { q1: ['o2'] });
    await expect(perform(finishPaper, official, { survey })).rejects.toThrow(Conflict);
    await perform(closeSurvey, official, { survey });
    await expect(perform(finishPaper, await citizen(), { survey })).rejects.toThrow(NotFound);
    await expect(perform(finishPaper, official, { survey })).rejects.toMatchObject({
      key: 'surveys.refusal.sheets-waiting',
    });
    await expect(perform(removeSheet, await citizen(), { survey, sheet: '0001' })).rejects.toThrow(NotFound);
    await perform(removeSheet, colleague, { survey, sheet: '0001' });
    await expect(perform(removeSheet, colleague, { survey, sheet: '0001' })).rejects.toThrow(NotFound);
    await perform(finishPaper, official, { survey });
    await expect(type(survey, { q1: ['o2'] })).rejects.toThrow(Conflict);
    await expect(perform(finishPaper, official, { survey })).rejects.toThrow(Conflict);
  });
});

test('a code is revoked alone, for a reason; one that was taken back opens the survey again', async () => {
  const survey = await published({ admission: 'token' });
  await perform(issueTokens, official, { survey, count: 3 });
  const { id } = await found(survey);
  const [first, second] = [1, 2].map((number) => tokenOf(around.keys, id, number));
  const online = { survey, lang: 'ar', answers: { q1: ['o2'] } };
  const { receipt } = await perform(giveAnswer, NOBODY, { ...online, token: second });
  await expect(perform(withdrawAnswer, NOBODY, { survey, receipt, token: first })).rejects.toThrow(InvalidInput);
  await perform(withdrawAnswer, NOBODY, { survey, receipt, token: second });
  expect((await answersByChannel(db, await found(survey))).total).toBe(0);
  await perform(giveAnswer, NOBODY, { ...online, token: second });
  const revoke = (code: string) => perform(revokeToken, official, { survey, code, reason: 'Feuille perdue' });
  expect(await revoke('1')).toEqual({ number: 1 });
  await expect(revoke(first ?? '')).rejects.toThrow(Conflict);
  await expect(revoke('4')).rejects.toThrow(InvalidInput);
  await expect(perform(giveAnswer, NOBODY, { ...online, token: first })).rejects.toThrow(Conflict);
  // What was answered with a code before it was revoked counts.
  await revoke(second ?? '');
  expect((await answersByChannel(db, await found(survey))).total).toBe(1);
  await perform(giveAnswer, NOBODY, { ...online, token: tokenOf(around.keys, id, 3) });
});

test('what waits stands on the desk: sheets for who types them, texts and results for who decides', async () => {
  const survey = await published({ showing: 'decision' });
  const sheet = { survey, sheet: '9', channel: 'paper', lang: 'ar', answers: { q1: ['o2'] } };
  await perform(recordPaper, official, sheet);
  await give(survey, { q1: ['o2'], q4: ['ملاحظة'] });
  await perform(closeSurvey, official, { survey });
  const waiting = async (power: string) => {
    const actor = aPerson({ secondFactor: true, powers: [{ name: power, institutionId: region.id }] });
    const items = await surveyDesk.items(db, actor as PersonActor, clock.today(), 50);
    return items.filter(({ path }) => path.includes(survey)).map(({ kind }) => kind);
  };
  expect(await waiting('surveys.enter')).toEqual(['surveys.desk.sheets-waiting']);
  expect(await waiting('surveys.manage')).toEqual(['surveys.desk.results-waiting', 'surveys.desk.texts-waiting']);
  await perform(publishResults, official, { survey });
  expect(await waiting('surveys.manage')).toEqual(['surveys.desk.texts-waiting']);
  expect(await waiting('votes.poll')).toEqual([]);
  // Thirty days after the last day sheets are typed no more: what was not finished is dropped.
  const day = clock.now();
  clock.set(new Date('2027-01-19T12:00:00Z'));
  await runJob(endSurveys);
  expect(await waiting('surveys.enter')).toEqual(['surveys.desk.sheets-waiting']);
  clock.set(new Date('2027-01-20T12:00:00Z'));
  expect(await waiting('surveys.enter')).toEqual([]);
  await runJob(endSurveys);
  expect(await countSheets(db, await found(survey))).toEqual({ once: 0, differs: 0, agreed: 0 });
  clock.set(day);
});

test('codes: each is its number’s, and no changed sign leads anywhere', () => {
  const survey = { id: '01990000-0000-7000-8000-000000000001', tokens: 500 };
  for (const number of [1, 32, 499]) {
    const code = tokenOf(around.keys, survey.id, number);
    expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    expect(tokenNumber(around.keys, survey, code)).toBe(number);
    const last = code.endsWith('0') ? '1' : '0';
    expect(tokenNumber(around.keys, survey, `${code.slice(0, -1)}${last}`)).toBeUndefined();
  }
  expect(tokenNumber(around.keys, survey, tokenOf(around.keys, survey.id, 501))).toBeUndefined();
});

test('texts are shown only when an official says so, and counted by themes', async () => {
  const survey = await published();
  await give(survey, { q1: ['o2'], q4: ['الثمن مرتفع'] });
  await give(survey, { q1: ['o2'], q4: ['رقم هاتفي 0612345678'] });
  const read = async () => (await shownTexts(db, await found(survey))).get('q4');
  expect(await read()).toEqual({ themes: [], texts: [] });
  expect((await undecidedTexts(db, await found(survey))).get('q4')).toBe(2);
  const theme = await perform(addTheme, official, { survey, question: 'q4', title: { ar: 'الأثمان', fr: 'Les prix' } });
  const texts = await writtenTexts(db, await found(survey), 'q4', { undecided: true, after: undefined, limit: 10 });
  for (const { id, words } of texts) {
    const shown = words.includes('الثمن');
    await perform(sortText, official, { survey, question: 'q4', answer: id, themes: shown ? [theme.id] : [], shown });
  }
  expect(await read()).toEqual({
    themes: [{ title: { ar: 'الأثمان', fr: 'Les prix' }, n: 1 }],
    texts: [{ words: 'الثمن مرتفع', lang: 'ar' }],
  });
  expect((await undecidedTexts(db, await found(survey))).get('q4')).toBe(0);
  const add = (fr: string) => perform(addTheme, official, { survey, question: 'q4', title: { fr } });
  const themes = async () => (await read())?.themes.map(({ title, n }) => [title.fr, n]);
  const [costs, calls] = [await add('Coût'), await add('Téléphone')];
  await perform(renameTheme, official, { survey, theme: costs.id, title: { fr: 'Le coût' } });
  const [priced] = texts.filter(({ words }) => words.includes('الثمن'));
  const both = { survey, question: 'q4', answer: priced?.id, themes: [theme.id, costs.id], shown: true };
  await perform(sortText, official, both);
  expect(await themes()).toEqual(
    expect.arrayContaining([
      ['Les prix', 1],
      ['Le coût', 1],
      ['Téléphone', 0],
    ]),
  );
  await expect(perform(mergeThemes, official, { survey, theme: costs.id, into: costs.id })).rejects.toThrow(
    InvalidInput,
  );
  await perform(mergeThemes, official, { survey, theme: costs.id, into: theme.id });
  expect(await themes()).toEqual([
    ['Les prix', 1],
    ['Téléphone', 0],
  ]);
  await perform(mergeThemes, official, { survey, theme: theme.id, into: calls.id });
  expect(await themes()).toEqual([['Téléphone', 1]]);
  await perform(removeTheme, official, { survey, theme: calls.id });
  expect(await themes()).toEqual([]);
  expect((await undecidedTexts(db, await found(survey))).get('q4')).toBe(0);
  await expect(perform(removeTheme, official, { survey, theme: calls.id })).rejects.toThrow(NotFound);
  await expect(perform(addTheme, official, { survey, question: 'q3', title: { fr: 'x' } })).rejects.toThrow(NotFound);
});

/** As many women as men in the region, of every age alike. */
async function regionBySexAndAge() {
  const { population } = await db
    .selectFrom('territory')
    .select('population_2024 as population')
    .where('code', '=', '11')
    .executeTakeFirstOrThrow();
  const each = Math.round(population / (CENSUS_GENDERS.length * CENSUS_BANDS.length));
  const common = { territory: '11', population: each, year: 2024, source: 'HCP, RGPH 2024' };
  return {
    figures: CENSUS_GENDERS.flatMap((gender) => CENSUS_BANDS.map((ageBand) => ({ ...common, gender, ageBand }))),
  };
}

test('the ages that people tell are those that census figures have', () => {
  expect(CENSUS_BANDS).toEqual(AGE_BANDS);
  expect(CENSUS_GENDERS).toEqual(GENDERS);
});

test('groups are compared with small cells hidden, and shares weighted by the census, once no answer can come in', async () => {
  const survey = await published();
  const { id, institutionId } = await found(survey);
  const places = ['11.321.01.01.', '11.537.01.01.'];
  const communes = await db
    .selectFrom('territory')
    .select('code')
    .where('level', '=', 'commune')
    .where('region', '=', '11')
    .execute();
  const of = (province: string) => communes.find(({ code }) => code.startsWith(province))?.code ?? places[0];
  const answer = async (choice: string, gender: 'woman' | 'man', commune: string | undefined) => {
    await give(survey, { q1: [choice], q2: choice === 'o1' ? ['3'] : [] });
    const rows = await across(db).selectFrom('survey_answer').select('id').where('survey_id', '=', id).execute();
    for (const row of rows) {
      if (known.has(row.id)) continue;
      known.add(row.id);
      await db
        .transaction()
        .execute((tx) =>
          freezeDemographics(tx, around.keys, actOf({ institutionId, id }, row.id), { gender, commune }, clock.today()),
        );
    }
  };
  const known = new Set<string>();
  for (let n = 0; n < 8; n++) await answer('o1', 'woman', of('11.321'));
  for (let n = 0; n < 6; n++) await answer('o2', 'man', of('11.537'));
  for (let n = 0; n < 5; n++) await answer('o1', 'man', of('11.321'));
  await answer('o2', 'woman', of('11.537'));
  expect((await counted(survey))?.crossed).toEqual({});
  await perform(closeSurvey, official, { survey });
  // Sheets may still be typed: before and after one of them would differ by one person.
  expect(await counted(survey)).toMatchObject({ crossed: {}, weighted: null });
  await perform(finishPaper, official, { survey });
  const results = await counted(survey);
  const gender = results?.crossed.q1?.gender;
  expect(gender?.groups).toEqual(['man', 'woman']);
  // One woman chose the second answer: her cell is hidden, and so is whatever would give it away.
  expect(
    Object.values(gender?.cells ?? {})
      .flat()
      .filter((n) => n === null).length,
  ).toBeGreaterThanOrEqual(3);
  expect(gender?.cells.o2?.[1]).toBeNull();
  const weighted = results?.weighted;
  expect(weighted?.territories.map(({ code }) => code)).toEqual(['11.321', '11.537']);
  expect(weighted?.by).toEqual(['territory']);
  // Raw and weighted shares together could tell the hidden cells.
  expect(weighted?.shares.q1).toBeUndefined();
  clock.set(new Date(clock.now().getTime() + 60_000));
  await actions.perform(loadCensusGroups, { actor: system('test'), tenant: null, input: await regionBySexAndAge() });
  await runJob(countSurveys);
  const anew = (await resultsOf(db, await found(survey)))?.weighted;
  expect(anew).toMatchObject({ by: ['territory', 'gender'], groups: { year: 2024, source: 'HCP, RGPH 2024' } });
  expect(anew?.effective).toBeLessThan(20);
  expect(anew?.shares).toEqual({});
  expect(results?.questions.q1?.counts).toEqual({ o1: 13, o2: 7 });
});

test('files: codes for programs with their codebook, words for people, and nothing that ties an anonymous answer', async () => {
  const survey = await published();
  await give(survey, { q1: ['o1'], q2: ['5'], q3: ['o3'], q4: ['=1+1'] });
  const read = await found(survey);
  let text = '';
  for await (const piece of answersCsv(db, read)) text += piece;
  const [head, line] = text.slice(1).split('\r\n');
  expect(head).toBe('channel,lang,day,author,q1,q2,q3_o1,q3_o2,q3_o3,q4');
  expect(line).toBe("1,ar,,,1,5,0,0,1,'=1+1");
  const columns = codebook(read);
  expect(new Set(columns.map(({ column }) => column))).toEqual(
    new Set(head?.split(',').filter((name) => !['lang', 'day', 'author'].includes(name))),
  );
  expect(columns).toContainEqual({ column: 'q1', kind: '', code: '2', ar: 'لا', fr: 'Non', en: 'Non' });
  const syntax = spssSyntax(read, 'fr');
  expect(syntax).toContain('/q1 1 "Oui" 2 "Non"');
  expect(syntax).toContain('q3_o1 F8.2');
  const sheet = await new Response(await answersSheet(db, read, 'fr', (name) => name)).arrayBuffer();
  expect(Buffer.from(sheet).subarray(0, 2).toString()).toBe('PK');
});
