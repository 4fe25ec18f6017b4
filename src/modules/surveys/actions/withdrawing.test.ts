import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import { across } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotSignedIn } from '#platform/errors.ts';
import { silentLog } from '#platform/log.ts';
import type { Job } from '#platform/module.ts';
import { type Actor, NOBODY, type PersonActor, type Tenant } from '#platform/tenant.ts';
import { aPerson } from '../../../../test/setup/actors.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { emptyAccount, loadBodies } from '../../../../test/setup/officials.ts';
import { TEST_DAY, testProgram } from '../../../../test/setup/program.ts';
import { lastLetterTo } from '../../../../test/setup/sign-in.ts';
import { offers } from '../../../app.ts';
import { aQuestion, aSection, BUSES } from '../examples.ts';
import { dropFiles, keepFile } from '../files.ts';
import { endSurveys } from '../jobs.ts';
import { answerData } from '../personal-data.ts';
import { findSurvey } from '../queries/surveys.ts';
import type { Questionnaire } from '../questionnaire.ts';
import { tokenOf } from '../tokens.ts';
import { askAnswerCode } from './ask-answer-code.ts';
import { changeQuestions } from './change-questions.ts';
import { createSurvey } from './create-survey.ts';
import { finishAnswer } from './finish-answer.ts';
import { giveAnswer } from './give-answer.ts';
import { issueTokens } from './issue-tokens.ts';
import { publishSurvey } from './publish-survey.ts';
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
  privacy: 'pseudonymous',
  admission: 'anyone',
  showing: 'end',
  editable: true,
  opensOn: '2026-11-20',
  closesOn: '2026-12-20',
};
const RIDES = { q1: ['o1'], q2: ['4'] };

let region: Tenant;
let official: Actor;
let citizen: PersonActor;

beforeAll(async () => {
  await loadBodies(program, db);
  const body = await institutionBySlug(db, 'laayoune-sakia-el-hamra');
  if (!body) throw new Error('the council is not there');
  region = asTenant(body);
  const powers = [{ name: 'surveys.manage', institutionId: region.id }];
  official = aPerson({ id: await emptyAccount(db, clock.now()), secondFactor: true, powers });
});

beforeEach(async () => {
  clock.set(TEST_DAY);
  citizen = aPerson({ id: await emptyAccount(db, clock.now()) }) as PersonActor;
});

const perform = <I, T, R>(action: Parameters<typeof actions.perform<I, T, R>>[0], actor: Actor, input: object) =>
  actions.perform(action, { actor, tenant: region, input });
const back = (survey: string, actor: Actor, brought: object = {}) =>
  perform(withdrawAnswer, actor, { survey, ...brought });
const give = (survey: string, actor: Actor, more: object = {}) =>
  perform(giveAnswer, actor, { survey, lang: 'ar', answers: RIDES, ...more });

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
const standing = async (reference: string) => {
  const { id } = await found(reference);
  const of = (table: 'survey_answer' | 'survey_roll' | 'survey_draft') =>
    across(db).selectFrom(table).select('survey_id').where('survey_id', '=', id).execute();
  return {
    answers: (await of('survey_answer')).length,
    roll: (await of('survey_roll')).length,
    drafts: (await of('survey_draft')).length,
  };
};
const receiptOf = (done: { outcome: string; receipt?: string | null }) => done.receipt ?? '';

/** Answers by the code that is sent to an address. */
async function answerBy(survey: string, contact: string): Promise<string> {
  const on = { survey, lang: 'fr', network: 'n' };
  const { hold } = await perform(startAnswer, NOBODY, on);
  await perform(saveAnswer, NOBODY, { ...on, hold, section: 's1', answers: RIDES });
  const { challenge } = await perform(askAnswerCode, NOBODY, { ...on, hold, contact });
  const { code = '' } = (await lastLetterTo(db, contact)) ?? {};
  return receiptOf(await perform(finishAnswer, NOBODY, { ...on, hold, challenge, code }));
}

describe('what others may know takes nothing back', () => {
  test('neither an address alone, nor beside another receipt; nor does it tell who took part', async () => {
    const survey = await published();
    const contact = 'victim@example.ma';
    await answerBy(survey, contact);
    const { receipt } = await give(survey, citizen);
    const other = aPerson({ id: await emptyAccount(db, clock.now()) });
    for (const address of [contact, 'nobody@example.ma']) {
      await expect(back(survey, NOBODY, { contact: address })).rejects.toThrow(NotSignedIn);
      await expect(back(survey, NOBODY, { contact: address, receipt: 'AAAAA' })).rejects.toThrow(InvalidInput);
      await expect(back(survey, other, { contact: address })).rejects.toMatchObject({
        faults: [{ pointer: '/receipt', key: 'surveys.fault.receipt' }],
      });
    }
    expect(await standing(survey)).toMatchObject({ answers: 2, roll: 2 });
    // The receipt takes back its own answer, whatever address stands beside it.
    await back(survey, NOBODY, { contact, receipt });
    expect(await standing(survey)).toMatchObject({ answers: 1, roll: 1 });
    await expect(give(survey, citizen)).resolves.toBeDefined();
  });

  test('nor a code without the receipt, and a revoked one not even beside it', async () => {
    for (const privacy of ['pseudonymous', 'anonymous']) {
      const survey = await published({ admission: 'token', privacy });
      await perform(issueTokens, official, { survey, count: 2 });
      const token = tokenOf(around.keys, (await found(survey)).id, 1);
      const { receipt } = await give(survey, NOBODY, { token });
      await expect(back(survey, NOBODY, { token })).rejects.toThrow(NotSignedIn);
      await expect(back(survey, citizen, { token })).rejects.toThrow(InvalidInput);
      await perform(revokeToken, official, { survey, code: '1', reason: 'Feuille perdue' });
      if (privacy === 'anonymous') await expect(back(survey, NOBODY, { token, receipt })).rejects.toThrow(Conflict);
      expect(await standing(survey)).toMatchObject({ answers: 1, roll: 1 });
    }
  });
});

test('an anonymous answer from before its place on the roll was told cannot be taken back', async () => {
  const survey = await published({ privacy: 'anonymous', admission: 'account' });
  const { receipt } = await give(survey, citizen);
  const { id } = await found(survey);
  await across(db).updateTable('survey_answer').set({ bond: null }).where('survey_id', '=', id).execute();
  await expect(back(survey, citizen, { receipt })).rejects.toMatchObject({ key: 'surveys.refusal.not-bound' });
  expect(await standing(survey)).toMatchObject({ answers: 1, roll: 1 });
});

test('after its account was closed the receipt alone takes an answer back', async () => {
  const survey = await published({ privacy: 'identified', admission: 'account' });
  const { receipt } = await give(survey, citizen);
  await db.transaction().execute((tx) => answerData.close(tx, citizen.id, clock.now()));
  await back(survey, NOBODY, { receipt });
  expect(await standing(survey)).toMatchObject({ answers: 0 });
});

describe('an answer taken back while it is being changed', () => {
  test('by the account: nothing of it is kept, and a new one begins empty', async () => {
    const survey = await published();
    const { receipt } = await give(survey, citizen);
    const on = { survey, lang: 'ar', network: 'n' };
    await perform(startAnswer, citizen, on);
    await back(survey, NOBODY, { receipt });
    expect(await standing(survey)).toEqual({ answers: 0, roll: 0, drafts: 0 });
    await perform(startAnswer, citizen, on);
    await perform(saveAnswer, citizen, { ...on, section: 's1', answers: { q1: ['o2'] } });
    expect(await perform(finishAnswer, citizen, on)).toMatchObject({ outcome: 'finished' });
  });

  test('by the receipt, however it was typed', async () => {
    const survey = await published();
    const { receipt } = await give(survey, citizen);
    await perform(startAnswer, NOBODY, { survey, lang: 'ar', receipt: receipt.toLowerCase().replaceAll('-', ' ') });
    expect(await standing(survey)).toMatchObject({ drafts: 1 });
    await back(survey, citizen, { receipt });
    expect(await standing(survey)).toEqual({ answers: 0, roll: 0, drafts: 0 });
  });

  test('an old draft that does not change an answer gives way to the answer that is there', async () => {
    const survey = await published();
    const on = { survey, lang: 'ar', network: 'n' };
    await perform(startAnswer, citizen, on);
    await give(survey, citizen);
    await perform(startAnswer, citizen, on);
    await perform(saveAnswer, citizen, { ...on, section: 's2', answers: { q3: ['o1'] } });
    expect(await perform(finishAnswer, citizen, on)).toMatchObject({ outcome: 'finished' });
    expect(await standing(survey)).toEqual({ answers: 1, roll: 1, drafts: 0 });
  });
});

test('a file goes with the answer or the draft that named it, and what was never saved goes too', async () => {
  const questionnaire = { sections: [aSection('s1', [aQuestion({ id: 'q1', kind: 'file' })])] };
  const survey = await published({}, questionnaire);
  const { files } = around;
  const keep = async (words: string) => {
    const file = { field: 'q.q1', name: 'avis.pdf', type: '', bytes: Buffer.from(`%PDF-1.4\n${words}\n%%EOF`) };
    return keepFile({ db, around, now: clock.now() }, await found(survey), file);
  };
  const save = async (person: Actor, words: string) => {
    const on = { survey, lang: 'ar', network: 'n' };
    const kept = await keep(words);
    await perform(startAnswer, person, on);
    await perform(saveAnswer, person, { ...on, section: 's1', answers: { q1: kept } });
    return { on, hash: kept[0] ?? '' };
  };
  const isThere = async (hash: string) => {
    const content = await files.readFile(hash);
    content?.stream.destroy();
    return content !== undefined;
  };
  const sweep = (job: Job) => job.run(undefined, { db, clock, actions, around, offers, log: silentLog() });
  const answered = await save(citizen, 'one');
  const receipt = receiptOf(await perform(finishAnswer, citizen, answered.on));
  const drafted = await save(aPerson({ id: await emptyAccount(db, clock.now()) }), 'two');
  const [unsaved = ''] = await keep('three');
  const standing = async () => Promise.all([answered.hash, drafted.hash, unsaved].map(isThere));
  await sweep(dropFiles);
  expect(await standing()).toEqual([true, true, true]);
  clock.set(new Date('2026-11-21T12:00:00Z'));
  await sweep(dropFiles);
  expect(await standing()).toEqual([true, true, false]);
  await back(survey, citizen, { receipt });
  await sweep(dropFiles);
  expect(await standing()).toEqual([false, true, false]);
  clock.set(new Date('2026-12-23T12:00:00Z'));
  await sweep(endSurveys);
  await sweep(dropFiles);
  expect(await standing()).toEqual([false, false, false]);
});
