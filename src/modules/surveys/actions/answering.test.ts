import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import { across } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotFound, NotSignedIn, Overtaken } from '#platform/errors.ts';
import { silentLog } from '#platform/log.ts';
import type { Job } from '#platform/module.ts';
import { type Actor, NOBODY, type Tenant } from '#platform/tenant.ts';
import { aPerson } from '../../../../test/setup/actors.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { emptyAccount, loadBodies } from '../../../../test/setup/officials.ts';
import { TEST_DAY, testProgram } from '../../../../test/setup/program.ts';
import { lastLetterTo } from '../../../../test/setup/sign-in.ts';
import { offers } from '../../../app.ts';
import { BUSES } from '../examples.ts';
import { countSurveys, endSurveys, mixRolls } from '../jobs.ts';
import { answerData, takerRetention } from '../personal-data.ts';
import { answersByChannel, correctionsOf, findSurvey, resultsOf } from '../queries/surveys.ts';
import { askAnswerCode } from './ask-answer-code.ts';
import { changeQuestions } from './change-questions.ts';
import { closeSurvey } from './close-survey.ts';
import { copySurvey } from './copy-survey.ts';
import { createSurvey } from './create-survey.ts';
import { editSurvey } from './edit-survey.ts';
import { finishAnswer } from './finish-answer.ts';
import { giveAnswer } from './give-answer.ts';
import { issueTokens } from './issue-tokens.ts';
import { publishSurvey } from './publish-survey.ts';
import { removeSurvey } from './remove-survey.ts';
import { revokeToken } from './revoke-token.ts';
import { saveAnswer } from './save-answer.ts';
import { startAnswer } from './start-answer.ts';
import { withdrawAnswer } from './withdraw-answer.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const { actions, around, clock } = program;

const SETTINGS = {
  title: { ar: 'الحافلات', fr: 'Les bus' },
  intro: { ar: 'رأيك يهمنا', fr: 'Votre avis compte' },
  privacy: 'anonymous',
  admission: 'anyone',
  showing: 'end',
  editable: true,
  opensOn: '2026-11-20',
  closesOn: '2026-12-20',
};
const RIDES = { q1: ['o1'], q2: ['4'] };

let region: Tenant;
let official: Actor;
let citizen: Actor;

beforeAll(async () => {
  await loadBodies(program, db);
  const body = await institutionBySlug(db, 'laayoune-sakia-el-hamra');
  if (!body) throw new Error('the council is not there');
  region = asTenant(body);
  official = aPerson({
    id: await emptyAccount(db, clock.now()),
    secondFactor: true,
    powers: [{ name: 'surveys.manage', institutionId: region.id }],
  });
});

beforeEach(async () => {
  clock.set(TEST_DAY);
  citizen = aPerson({ id: await emptyAccount(db, clock.now()) });
});

const perform = <I, T, R>(action: Parameters<typeof actions.perform<I, T, R>>[0], actor: Actor, input: object) =>
  actions.perform(action, { actor, tenant: region, input });

const runJob = (job: Job) => job.run(undefined, { db, clock, actions, around, offers, log: silentLog() });

async function drafted(settings: object = {}): Promise<string> {
  const given = { ...SETTINGS, ...settings, institution: region.slug };
  const { reference } = await perform(createSurvey, official, given);
  await perform(changeQuestions, official, { survey: reference, version: 1, questionnaire: BUSES });
  return reference;
}

async function published(settings: object = {}): Promise<string> {
  const survey = await drafted(settings);
  await perform(publishSurvey, official, { survey });
  return survey;
}

const found = async (reference: string) => {
  const survey = await findSurvey({ db, tenant: null }, reference);
  if (!survey) throw new Error(`${reference} is not there`);
  return survey;
};
const answersOf = async (reference: string) =>
  across(db)
    .selectFrom('survey_answer')
    .selectAll()
    .where('survey_id', '=', (await found(reference)).id)
    .execute();
const give = (survey: string, actor: Actor, more: object = {}) =>
  perform(giveAnswer, actor, { survey, lang: 'ar', answers: RIDES, ...more });

describe('writing a survey', () => {
  test('only officials of the body see and change a draft, which nobody can answer', async () => {
    await expect(perform(createSurvey, citizen, { ...SETTINGS, institution: region.slug })).rejects.toThrow();
    const survey = await drafted();
    await expect(perform(publishSurvey, citizen, { survey })).rejects.toThrow(NotFound);
    await expect(give(survey, citizen)).rejects.toThrow(NotFound);
    await expect(perform(changeQuestions, official, { survey, version: 1, questionnaire: BUSES })).rejects.toThrow(
      Overtaken,
    );
    const copy = await perform(copySurvey, official, { survey });
    expect((await found(copy.reference)).questionnaire).toEqual(BUSES);
    await perform(editSurvey, official, { ...SETTINGS, admission: 'token', survey: copy.reference, version: 1 });
    await perform(issueTokens, official, { survey: copy.reference, count: 1 });
    await perform(revokeToken, official, { survey: copy.reference, code: '1', reason: 'Une erreur' });
    await perform(removeSurvey, official, { survey: copy.reference });
    await expect(perform(publishSurvey, official, { survey: copy.reference })).rejects.toThrow(NotFound);
  });

  test('what does not fit is refused at its place', async () => {
    const survey = await drafted();
    const broken = structuredClone(BUSES) as unknown as { sections: { questions: { options: unknown[] }[] }[] };
    broken.sections[0]?.questions[0]?.options.pop();
    const refused = perform(changeQuestions, official, { survey, version: 2, questionnaire: broken });
    await expect(refused).rejects.toMatchObject({
      faults: [expect.objectContaining({ pointer: '/questionnaire/sections/0/questions/0/options' })],
    });
    const named = { ...SETTINGS, privacy: 'identified', institution: region.slug };
    await expect(perform(createSurvey, official, named)).rejects.toThrow(InvalidInput);
  });

  test('after the first answer only words change, with a note that everybody reads', async () => {
    const survey = await published();
    await give(survey, citizen);
    const reworded = JSON.parse(JSON.stringify(BUSES).replaceAll('Vos remarques', 'Vos remarques, si vous en avez'));
    const change = (questionnaire: unknown, note?: object) =>
      perform(changeQuestions, official, { survey, version: 2, questionnaire, note });
    await expect(change({ sections: BUSES.sections.slice(1) })).rejects.toThrow(Conflict);
    await expect(change(reworded)).rejects.toThrow(InvalidInput);
    await change(reworded, { fr: 'Une formulation plus claire' });
    expect(await correctionsOf(db, await found(survey))).toEqual([
      expect.objectContaining({ note: { fr: 'Une formulation plus claire' } }),
    ]);
    const edit = { ...SETTINGS, survey, version: 3 };
    await expect(perform(editSurvey, official, { ...edit, privacy: 'pseudonymous' })).rejects.toThrow(InvalidInput);
    await expect(perform(editSurvey, official, { ...edit, title: { ar: 'عنوان آخر' } })).rejects.toThrow(InvalidInput);
    await perform(editSurvey, official, { ...edit, closesOn: '2026-12-31' });
    expect((await found(survey)).closesOn).toBe('2026-12-31');
  });
});

describe('taking part', () => {
  test('a person answers part by part, goes back, changes, finishes once, and changes again by the receipt', async () => {
    const survey = await published();
    const on = { survey, lang: 'ar', network: 'n' };
    expect(await perform(startAnswer, citizen, on)).toEqual({ hold: null });
    const save = (section: string, answers: object, go = 'next') =>
      perform(saveAnswer, citizen, { ...on, section, answers, go });
    await expect(save('s1', { q1: ['o1'] })).rejects.toMatchObject({
      faults: [{ pointer: '/q/q2', key: 'surveys.fault.missing' }],
    });
    expect(await save('s1', { q1: ['o1'], q2: ['2'] })).toEqual({ section: 's2', go: 'next' });
    expect(await save('s2', { q3: ['o2'] }, 'back')).toEqual({ section: 's1', go: 'back' });
    // Who does not take the bus rates none: what was said before no longer counts.
    expect(await save('s1', { q1: ['o2'], q2: ['2'] })).toEqual({ section: 's2', go: 'next' });
    expect(await save('s2', { q3: ['o2', 'o3'], q4: ['شكرا'] })).toEqual({ section: null, go: 'next' });
    const done = await perform(finishAnswer, citizen, on);
    const [answer] = await answersOf(survey);
    expect(answer).toMatchObject({
      answers: { q1: ['o2'], q3: ['o2', 'o3'], q4: ['شكرا'] },
      person_id: null,
      taker: null,
    });
    await expect(perform(startAnswer, citizen, on)).rejects.toThrow(Conflict);
    const receipt = done.outcome === 'finished' ? (done.receipt ?? '') : '';
    await expect(perform(startAnswer, NOBODY, { ...on, receipt: 'AAAAA' })).rejects.toThrow(InvalidInput);
    const again = await perform(startAnswer, NOBODY, { ...on, receipt });
    await perform(saveAnswer, NOBODY, { ...on, hold: again.hold, section: 's2', answers: { q3: ['o1'] } });
    expect(await perform(finishAnswer, NOBODY, { ...on, hold: again.hold })).toEqual({ outcome: 'finished', receipt });
    expect((await answersOf(survey)).map(({ answers }) => answers)).toEqual([{ q1: ['o2'], q3: ['o1'] }]);
  });

  test('without an account a code confirms; a second answer from the same address is refused, also by its account', async () => {
    const survey = await published();
    const on = { survey, lang: 'fr', network: 'n' };
    const begin = async () => {
      const { hold } = await perform(startAnswer, NOBODY, on);
      await perform(saveAnswer, NOBODY, { ...on, hold, section: 's1', answers: RIDES });
      return hold;
    };
    const hold = await begin();
    await expect(perform(finishAnswer, NOBODY, { ...on, hold })).rejects.toThrow(NotSignedIn);
    const { challenge } = await perform(askAnswerCode, NOBODY, { ...on, hold, contact: 'amina@example.ma' });
    const { code = '' } = (await lastLetterTo(db, 'amina@example.ma')) ?? {};
    const wrong = code === '111111' ? '222222' : '111111';
    expect(await perform(finishAnswer, NOBODY, { ...on, hold, challenge, code: wrong })).toMatchObject({
      outcome: 'wrong',
    });
    expect(await perform(finishAnswer, NOBODY, { ...on, hold, challenge, code })).toMatchObject({
      outcome: 'finished',
    });
    const other = await begin();
    const second = await perform(askAnswerCode, NOBODY, { ...on, hold: other, contact: 'amina@example.ma' });
    const letter = await lastLetterTo(db, 'amina@example.ma');
    expect(letter?.text).toContain(`/surveys/${survey}/confirm?hold=`);
    const finish = { ...on, hold: other, challenge: second.challenge, code: letter?.code ?? '' };
    await expect(perform(finishAnswer, NOBODY, finish)).rejects.toThrow(Conflict);
  });

  test('however many try at once, a person answers once', async () => {
    const survey = await published();
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => give(survey, citizen)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const others = await Promise.all(
      Array.from({ length: 8 }, async () => give(survey, aPerson({ id: await emptyAccount(db, clock.now()) }))),
    );
    expect(new Set(others.map(({ receipt }) => receipt)).size).toBe(8);
    expect((await answersByChannel(db, await found(survey))).total).toBe(9);
  });

  test('the level that is asked, and the days', async () => {
    const survey = await published({ admission: 'verified' });
    await expect(give(survey, citizen)).rejects.toThrow(NotSignedIn);
    await expect(perform(startAnswer, NOBODY, { survey, lang: 'ar' })).rejects.toThrow(NotSignedIn);
    await give(survey, aPerson({ id: await emptyAccount(db, clock.now()), level: 2 }));
    const later = await published({ opensOn: '2026-11-25' });
    await expect(give(later, citizen)).rejects.toThrow(Conflict);
    await perform(closeSurvey, official, { survey });
    await expect(give(survey, citizen)).rejects.toThrow();
  });

  test('answers that do not fit are refused, and those that do not apply left out', async () => {
    const survey = await published();
    const bad = give(survey, citizen, { answers: { q1: ['o1'], q2: ['9'] } });
    await expect(bad).rejects.toMatchObject({ faults: [expect.objectContaining({ pointer: '/q/q2' })] });
    await give(survey, citizen, { answers: { q1: ['o2'], q2: ['9'], q77: ['x'] } });
    expect((await answersOf(survey))[0]?.answers).toEqual({ q1: ['o2'] });
  });
});

describe('what ties an answer to its person', () => {
  test('of an anonymous survey nothing, and the roll is mixed every night', async () => {
    const survey = await published();
    const { id } = await found(survey);
    for (let n = 0; n < 6; n++) await give(survey, aPerson({ id: await emptyAccount(db, clock.now()) }));
    const roll = () =>
      across(db)
        .selectFrom('survey_roll')
        .select(['taker', 'taken_on'])
        .where('survey_id', '=', id)
        .orderBy('taker')
        .execute();
    const before = await roll();
    await runJob(mixRolls);
    expect(await roll()).toEqual(before);
    expect((await answersOf(survey)).every(({ taker, person_id }) => taker === null && person_id === null)).toBe(true);
    expect(JSON.stringify(await answerData.export(db, (citizen as { id: string }).id))).toBe('{"answers":[]}');
  });

  test('under a name or a number it can be seen, is untied with the account, and a year after the end', async () => {
    const survey = await published({ privacy: 'identified', admission: 'account' });
    const { id } = citizen as { id: string };
    await give(survey, citizen);
    expect(await answerData.export(db, id)).toMatchObject({ answers: [{ survey, answers: RIDES }] });
    await db.transaction().execute(async (tx) => {
      expect(await answerData.close(tx, id, clock.now())).toHaveLength(1);
    });
    expect(await answerData.export(db, id)).toEqual({ answers: [] });
    const other = aPerson({ id: await emptyAccount(db, clock.now()) });
    await give(survey, other);
    await perform(closeSurvey, official, { survey });
    const before = new Date(clock.now().getTime() + 1_000);
    await db.transaction().execute(async (tx) => {
      expect(await takerRetention.apply(tx, before, true)).toBe(1);
      expect(await takerRetention.apply(tx, before, false)).toBe(1);
    });
    expect((await answersOf(survey)).map(({ person_id, taker }) => [person_id, taker])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});

describe('taking an answer back', () => {
  const back = (survey: string, actor: Actor, brought: object = {}) =>
    perform(withdrawAnswer, actor, { survey, ...brought });
  const standing = async (reference: string) => {
    const { id } = await found(reference);
    const roll = await across(db).selectFrom('survey_roll').selectAll().where('survey_id', '=', id).execute();
    return { answers: (await answersOf(reference)).length, roll: roll.length };
  };

  test('the totals fall, nothing is kept, and the same person may answer again', async () => {
    const survey = await published({ privacy: 'identified', admission: 'account' });
    const other = aPerson({ id: await emptyAccount(db, clock.now()) });
    await give(survey, other);
    const { receipt } = await give(survey, citizen);
    await expect(back(survey, NOBODY)).rejects.toThrow(NotSignedIn);
    await back(survey, citizen);
    expect(await standing(survey)).toEqual({ answers: 1, roll: 1 });
    await expect(back(survey, citizen)).rejects.toThrow(InvalidInput);
    await expect(back(survey, NOBODY, { receipt })).rejects.toThrow(InvalidInput);
    await give(survey, citizen);
    expect(await standing(survey)).toEqual({ answers: 2, roll: 2 });
    await runJob(countSurveys);
    expect(await resultsOf(db, await found(survey))).toMatchObject({ total: 2, channels: { online: 2 } });
  });

  test('an anonymous answer asks for receipt and account together: neither alone, nor somebody else’s', async () => {
    const survey = await published({ admission: 'account' });
    const other = aPerson({ id: await emptyAccount(db, clock.now()) });
    await give(survey, other);
    const { receipt } = await give(survey, citizen);
    await expect(back(survey, citizen)).rejects.toThrow(InvalidInput);
    await expect(back(survey, NOBODY, { receipt })).rejects.toThrow(NotSignedIn);
    await expect(back(survey, other, { receipt })).rejects.toThrow(InvalidInput);
    expect(await standing(survey)).toEqual({ answers: 2, roll: 2 });
    const tries = await Promise.allSettled([1, 2, 3].map(() => back(survey, citizen, { receipt })));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await standing(survey)).toEqual({ answers: 1, roll: 1 });
  });

  test('without an account the address says whose it was; after the end nothing is taken back', async () => {
    const survey = await published();
    const on = { survey, lang: 'fr', network: 'n' };
    const { hold } = await perform(startAnswer, NOBODY, on);
    await perform(saveAnswer, NOBODY, { ...on, hold, section: 's1', answers: RIDES });
    const contact = 'taken-back@example.ma';
    const { challenge } = await perform(askAnswerCode, NOBODY, { ...on, hold, contact });
    const { code = '' } = (await lastLetterTo(db, contact)) ?? {};
    const done = await perform(finishAnswer, NOBODY, { ...on, hold, challenge, code });
    const receipt = done.outcome === 'finished' ? (done.receipt ?? '') : '';
    await expect(back(survey, NOBODY, { receipt, contact: 'another@example.ma' })).rejects.toMatchObject({
      faults: [{ pointer: '/contact', key: 'surveys.fault.not-by-contact' }],
    });
    await back(survey, NOBODY, { receipt, contact });
    expect(await standing(survey)).toEqual({ answers: 0, roll: 0 });
    const late = await give(survey, citizen);
    await perform(closeSurvey, official, { survey });
    await expect(back(survey, citizen, { receipt: late.receipt })).rejects.toThrow(Conflict);
  });
});

test('a survey ends a day after its last day, and its results are counted', async () => {
  const survey = await published();
  await give(survey, citizen);
  clock.set(new Date('2026-12-21T12:00:00Z'));
  await runJob(endSurveys);
  expect((await found(survey)).state).toBe('published');
  clock.set(new Date('2026-12-22T00:30:00Z'));
  await runJob(endSurveys);
  expect((await found(survey)).state).toBe('closed');
  await runJob(countSurveys);
  expect(await resultsOf(db, await found(survey))).toMatchObject({
    total: 1,
    channels: { online: 1, paper: 0 },
    questions: { q1: { answered: 1, counts: { o1: 1, o2: 0 } }, q2: { numbers: { mean: 4 } } },
  });
});
