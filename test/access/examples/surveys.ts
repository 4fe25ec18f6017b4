import { across } from '#platform/db/database.ts';
import { NOBODY } from '#platform/tenant.ts';
import { addTheme } from '../../../src/modules/surveys/actions/add-theme.ts';
import { askAnswerCode } from '../../../src/modules/surveys/actions/ask-answer-code.ts';
import { changeQuestions } from '../../../src/modules/surveys/actions/change-questions.ts';
import { closeSurvey } from '../../../src/modules/surveys/actions/close-survey.ts';
import { createSurvey } from '../../../src/modules/surveys/actions/create-survey.ts';
import { giveAnswer } from '../../../src/modules/surveys/actions/give-answer.ts';
import { issueTokens } from '../../../src/modules/surveys/actions/issue-tokens.ts';
import { keepResults } from '../../../src/modules/surveys/actions/keep-results.ts';
import { publishSurvey } from '../../../src/modules/surveys/actions/publish-survey.ts';
import { recordPaper } from '../../../src/modules/surveys/actions/record-paper.ts';
import { saveAnswer } from '../../../src/modules/surveys/actions/save-answer.ts';
import { startAnswer } from '../../../src/modules/surveys/actions/start-answer.ts';
import { BUSES } from '../../../src/modules/surveys/examples.ts';
import { findSurvey } from '../../../src/modules/surveys/queries/surveys.ts';
import { tallyOf } from '../../../src/modules/surveys/results.ts';
import { tokenOf } from '../../../src/modules/surveys/tokens.ts';
import { lastLetterTo } from '../../setup/sign-in.ts';
import type { MakeExamples } from '../example.ts';
import { BODY } from '../people.ts';
import { ITSELF } from '../world.ts';

const settings = {
  title: { ar: 'الحافلات', fr: 'Les bus' },
  intro: { ar: 'رأيك يهمنا', fr: 'Votre avis compte' },
  privacy: 'anonymous',
  admission: 'anyone',
  showing: 'live',
  editable: true,
  opensOn: '2026-11-20',
  closesOn: '2026-12-20',
} as const;
const body = {
  title: settings.title,
  introduction: settings.intro,
  privacy: settings.privacy,
  admission: settings.admission,
  results: settings.showing,
  opensOn: settings.opensOn,
  closesOn: settings.closesOn,
};
const said = (name: string, text: { ar: string; fr: string }) => ({ [`${name}.ar`]: text.ar, [`${name}.fr`]: text.fr });
const dated = (name: string, [year = '', month = '', day = '']: string[]) => ({
  [`${name}.day`]: day,
  [`${name}.month`]: month,
  [`${name}.year`]: year,
});
const typed = {
  ...said('title', settings.title),
  ...said('intro', settings.intro),
  ...dated('opensOn', settings.opensOn.split('-')),
  ...dated('closesOn', settings.closesOn.split('-')),
  privacy: settings.privacy,
  admission: settings.admission,
  showing: settings.showing,
};

export const surveysExamples: MakeExamples = async ({ program, db, person, actorOf, body: tenant }) => {
  const { actions, around } = program;
  const office = { actor: ITSELF, tenant };
  const visitor = { actor: NOBODY, tenant };
  const drafted = async (more: object = {}) => {
    const input = { ...settings, ...more, institution: BODY };
    const { reference } = await actions.perform(createSurvey, { ...office, input });
    const change = { survey: reference, version: 1, questionnaire: BUSES };
    await actions.perform(changeQuestions, { ...office, input: change });
    return reference;
  };
  const published = async (more: object = {}) => {
    const survey = await drafted(more);
    await actions.perform(publishSurvey, { ...office, input: { survey } });
    return survey;
  };
  const idOf = async (reference: string) => (await findSurvey({ db, tenant: null }, reference))?.id ?? '';
  const draft = await drafted();
  const open = await published();
  const coded = await published({ admission: 'token' });
  await actions.perform(issueTokens, { ...office, input: { survey: coded, count: 5 } });
  const code = tokenOf(around.keys, await idOf(coded), 1);
  const answers = { q1: ['o2'], q4: ['ملاحظة'] };
  const on = { survey: open, lang: 'ar', network: 'n' } as const;

  // An answer that is begun and waits for its code, and one that is finished and is being changed.
  const begun = await actions.perform(startAnswer, { ...visitor, input: on });
  const hold = begun.hold ?? '';
  await actions.perform(saveAnswer, { ...visitor, input: { ...on, hold, section: 's1', answers } });
  const contact = 'asked@example.ma';
  const asked = await actions.perform(askAnswerCode, { ...visitor, input: { ...on, hold, contact } });
  const letter = await lastLetterTo(db, contact);
  const token = /token=([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? '';
  const own = { actor: await actorOf(person('own')), tenant };
  const { receipt } = await actions.perform(giveAnswer, { ...own, input: { survey: open, lang: 'ar', answers } });
  const changing = { ...on, hold: receipt };
  await actions.perform(startAnswer, { ...visitor, input: { ...on, receipt } });
  const textId = (await across(db).selectFrom('survey_answer').select('id').executeTakeFirst())?.id ?? '';
  // Where an answer has a number, its receipt alone takes it back.
  const numbered = await published({ privacy: 'pseudonymous' });
  const given = await actions.perform(giveAnswer, { ...own, input: { survey: numbered, lang: 'ar', answers } });
  const title = { fr: 'Les horaires' };
  const added = async () =>
    (await actions.perform(addTheme, { ...office, input: { survey: open, question: 'q4', title } })).id;
  const [themeId, otherId] = [await added(), await added()];
  const sheet = '0002';
  const onPaper = { survey: open, sheet, channel: 'paper', lang: 'ar', answers: { q1: ['o2'] } };
  await actions.perform(recordPaper, { ...office, input: onPaper });
  const closed = await published();
  await actions.perform(closeSurvey, { ...office, input: { survey: closed } });
  const results = tallyOf(BUSES).results(false);
  await actions.perform(keepResults, { actor: ITSELF, tenant, input: { survey: open, results } });
  const at = (reference: string, more: object = {}) => ({ params: { reference }, ...more });
  const of = (id: string, sent?: unknown) => ({ params: { id }, ...(sent === undefined ? {} : { body: sent }) });
  const about = (survey: string, more: object = {}) => ({ input: { survey, ...more } });
  return {
    pages: {
      'surveys.survey-page': at(draft),
      'surveys.answer-page': at(open, {
        query: { hold: receipt, s: 'check' },
        forms: {
          start: {},
          save: { section: 's1', 'q.q1': 'o2', go: 'next' },
          ask: { contact: 'third@example.ma' },
          finish: {},
        },
      }),
      'surveys.answer-code-page': at(open, {
        query: { hold, c: asked.challenge },
        forms: { '': { code: letter?.code ?? '' } },
      }),
      'surveys.confirm-answer-page': at(open, { query: { hold, token }, forms: { '': {} } }),
      'surveys.receipt-page': at(numbered, { query: { receipt: given.receipt }, forms: { '': {} } }),
      'surveys.results-page': at(open),
      'surveys.new-survey-page': { forms: { '': typed } },
      'surveys.survey-desk-page': at(draft, {
        forms: { publish: {}, close: {}, paper: {}, results: {}, remove: {}, copy: {} },
      }),
      'surveys.settings-page': at(draft, { forms: { '': { ...typed, version: '2' } } }),
      'surveys.questions-page': at(draft, {
        forms: { earlier: { id: 'q4', version: '2' }, remove: { id: 'q4', version: '2' } },
      }),
      'surveys.section-page': {
        params: { reference: draft, section: 's1' },
        forms: { '': { ...said('title', settings.title), version: '2' } },
      },
      'surveys.question-page': {
        params: { reference: draft, question: 'q4' },
        forms: { '': { ...said('title', settings.title), kind: 'text', version: '2' } },
      },
      'surveys.preview-page': at(draft),
      'surveys.tokens-page': at(coded, {
        forms: { issue: { count: '3' }, revoke: { code: '5', reason: 'Code perdu' } },
      }),
      'surveys.papers-page': at(open, { forms: { '': { sheet } } }),
      'surveys.enter-paper-page': at(open, {
        forms: { '': { sheet: '0002', channel: 'paper', lang: 'ar', 'q.q1': 'o2' } },
      }),
      'surveys.texts-page': {
        params: { reference: open, question: 'q4' },
        query: { all: '1' },
        forms: { theme: said('title', { ar: 'الأثمان', fr: 'Les prix' }), sort: { answer: textId, shown: 'yes' } },
      },
      'surveys.theme-page': {
        params: { reference: open, question: 'q4', theme: themeId },
        forms: { rename: said('title', { ar: 'المواقيت', fr: 'Les horaires' }), merge: { into: otherId }, remove: {} },
      },
      'surveys.form-pdf': at(open),
      'surveys.answers-csv-file': at(open),
      'surveys.answers-xlsx-file': at(open),
      'surveys.codebook-csv-file': at(open),
      'surveys.answers-sps-file': at(open),
      'surveys.tokens-csv-file': at(coded),
      'surveys.sent-file': at(open, {
        query: { answer: textId, q: 'q4' },
        absent: 'nobody has sent a file with this survey; the tests of its room do',
      }),
    },
    routes: {
      'surveys.get-survey': of(open),
      'surveys.get-results': of(open),
      'surveys.create': { params: { slug: BODY }, body },
      'surveys.edit': of(draft, { ...body, version: 2 }),
      'surveys.change-questions': of(draft, { version: 2, questionnaire: BUSES }),
      'surveys.publish': of(draft),
      'surveys.close': of(open),
      'surveys.finish-paper': of(closed),
      'surveys.publish-results': of(open),
      'surveys.remove': of(draft),
      'surveys.copy': of(open),
      'surveys.give-answer': of(coded, { answers, token: code }),
      'surveys.withdraw-answer': of(numbered, { receipt: given.receipt }),
      'surveys.issue-tokens': of(coded, { count: 1 }),
      'surveys.revoke-token': of(coded, { code: '4', reason: 'Code perdu' }),
      'surveys.record-paper': of(open, { sheet: '0003', channel: 'paper', answers: { q1: ['o2'] } }),
      'surveys.remove-sheet': { params: { id: open, sheet } },
      'surveys.add-theme': { params: { id: open, question: 'q4' }, body: { title: { fr: 'Les prix' } } },
      'surveys.rename-theme': { params: { id: open, theme: themeId }, body: { title } },
      'surveys.merge-themes': { params: { id: open, theme: themeId }, body: { into: otherId } },
      'surveys.remove-theme': { params: { id: open, theme: themeId } },
      'surveys.sort-text': { params: { id: open, question: 'q4', answer: textId }, body: { shown: true } },
      'surveys.answers-csv': of(open),
      'surveys.answers-xlsx': of(open),
      'surveys.codebook-csv': of(open),
      'surveys.answers-sps': of(open),
      'surveys.tokens-csv': of(coded),
    },
    actions: {
      'surveys.create-survey': { input: { ...settings, institution: BODY } },
      'surveys.copy-survey': about(open),
      'surveys.edit-survey': about(draft, { ...settings, version: 2 }),
      'surveys.change-questions': about(draft, { version: 2, questionnaire: BUSES }),
      'surveys.publish-survey': about(draft),
      'surveys.close-survey': about(open),
      'surveys.remove-survey': about(draft),
      'surveys.publish-results': about(open),
      'surveys.withdraw-answer': about(numbered, { receipt: given.receipt }),
      'surveys.issue-tokens': about(coded, { count: 1 }),
      'surveys.revoke-token': about(coded, { code: '3', reason: 'Code perdu' }),
      'surveys.rename-theme': about(open, { theme: themeId, title }),
      'surveys.merge-themes': about(open, { theme: themeId, into: otherId }),
      'surveys.remove-theme': about(open, { theme: themeId }),
      'surveys.start-answer': about(open, { lang: 'ar' }),
      'surveys.save-answer': about(open, { lang: 'ar', hold, section: 's1', answers }),
      'surveys.ask-answer-code': about(open, { lang: 'ar', hold, contact: 'other@example.ma', network: 'n' }),
      'surveys.finish-answer': { input: changing },
      'surveys.give-answer': about(coded, { lang: 'ar', answers, token: code }),
      'surveys.record-paper': about(open, { sheet: '0004', channel: 'paper', lang: 'ar', answers: { q1: ['o2'] } }),
      'surveys.remove-sheet': about(open, { sheet }),
      'surveys.finish-paper': about(closed),
      'surveys.add-theme': about(open, { question: 'q4', title: { fr: 'Les prix' } }),
      'surveys.sort-text': about(open, { question: 'q4', answer: textId, shown: true }),
      'surveys.close-ended-surveys': { input: {} },
      'surveys.keep-results': about(open, { results }),
    },
  };
};
