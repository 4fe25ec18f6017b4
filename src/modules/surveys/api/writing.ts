import type { AnyAction } from '#platform/action.ts';
import { type ApiRoute, defineActionRoute, textSchema, z } from '#platform/api.ts';
import { changeQuestions } from '../actions/change-questions.ts';
import { closeSurvey } from '../actions/close-survey.ts';
import { copySurvey } from '../actions/copy-survey.ts';
import { createSurvey } from '../actions/create-survey.ts';
import { editSurvey } from '../actions/edit-survey.ts';
import { finishPaper } from '../actions/finish-paper.ts';
import { giveAnswer } from '../actions/give-answer.ts';
import { publishResults } from '../actions/publish-results.ts';
import { publishSurvey } from '../actions/publish-survey.ts';
import { removeSurvey } from '../actions/remove-survey.ts';
import { withdrawAnswer } from '../actions/withdraw-answer.ts';
import { answerBody, questionnaireSchema, referenceParam, settingsBody, settingsFrom } from './shapes.ts';

const onSurvey = z.object({ id: referenceParam });
const referenceAnswer = z.object({ id: referenceParam });
const versionAnswer = z.object({ version: z.number().int() });
const version = z.number().int().openapi({ description: 'The version that was read: another one is a conflict.' });

export const createSurveyRoute = defineActionRoute({
  name: 'surveys.create',
  path: '/institutions/{slug}/surveys',
  method: 'post',
  tag: 'surveys',
  summary: 'Begins a survey of a body (scope `desk`)',
  params: z.object({ slug: z.string().max(100).openapi({ example: 'laayoune-sakia-el-hamra' }) }),
  body: settingsBody,
  action: createSurvey,
  input: ({ body, params }) => ({ ...settingsFrom(body), institution: params.slug }),
  status: 201,
  response: referenceAnswer,
  present: ({ reference }: { reference: string }) => ({ id: reference }),
});

export const editSurveyRoute = defineActionRoute({
  name: 'surveys.edit',
  path: '/surveys/{id}',
  method: 'put',
  tag: 'surveys',
  summary: 'Changes the words, dates and rules of a survey (scope `desk`)',
  params: onSurvey,
  body: settingsBody.extend({ version, note: textSchema.optional() }),
  action: editSurvey,
  input: ({ body, params }) => ({ ...settingsFrom(body), survey: params.id }),
  status: 200,
  response: versionAnswer,
});

export const changeQuestionsRoute = defineActionRoute({
  name: 'surveys.change-questions',
  path: '/surveys/{id}/questionnaire',
  method: 'put',
  tag: 'surveys',
  summary: 'Puts other questions in the place of those of a survey (scope `desk`)',
  params: onSurvey,
  body: z.object({ version, questionnaire: questionnaireSchema, note: textSchema.optional() }),
  action: changeQuestions,
  input: ({ body, params }) => ({ ...(body as object), survey: params.id }),
  status: 200,
  response: versionAnswer,
});

const deeds: readonly { verb: string; action: AnyAction; summary: string }[] = [
  { verb: 'publish', action: publishSurvey, summary: 'Makes a survey public (scope `desk`)' },
  { verb: 'close', action: closeSurvey, summary: 'Ends a survey before its last day (scope `desk`)' },
  {
    verb: 'finish-paper',
    action: finishPaper,
    summary: 'Says that no sheet will be typed any more: results are final (scope `desk`)',
  },
  { verb: 'publish-results', action: publishResults, summary: 'Shows the results to everybody (scope `desk`)' },
];

/** What is done to a survey without a word: `POST /surveys/{id}/publish`. */
export const deedRoutes: readonly ApiRoute[] = deeds.map(({ verb, action, summary }) =>
  defineActionRoute({
    name: `surveys.${verb}`,
    path: `/surveys/{id}/${verb}`,
    method: 'post',
    tag: 'surveys',
    summary,
    params: onSurvey,
    action,
    input: ({ params }) => ({ survey: params.id }),
    status: 204,
  }),
);

export const removeSurveyRoute = defineActionRoute({
  name: 'surveys.remove',
  path: '/surveys/{id}',
  method: 'delete',
  tag: 'surveys',
  summary: 'Takes a draft away (scope `desk`)',
  params: onSurvey,
  action: removeSurvey,
  input: ({ params }) => ({ survey: params.id }),
  status: 204,
});

export const copySurveyRoute = defineActionRoute({
  name: 'surveys.copy',
  path: '/surveys/{id}/copies',
  method: 'post',
  tag: 'surveys',
  summary: 'Begins another survey with the same questions and rules (scope `desk`)',
  params: onSurvey,
  action: copySurvey,
  input: ({ params }) => ({ survey: params.id }),
  status: 201,
  response: referenceAnswer,
  present: ({ reference }: { reference: string }) => ({ id: reference }),
});

export const giveAnswerRoute = defineActionRoute({
  name: 'surveys.give-answer',
  path: '/surveys/{id}/answers',
  method: 'post',
  tag: 'surveys',
  summary: 'Answers a survey as the person whom the token stands for, or by a code that was given',
  params: onSurvey,
  body: answerBody,
  action: giveAnswer,
  input: ({ body, params }) => {
    const { language = 'ar', answers, token } = body as z.infer<typeof answerBody>;
    return { survey: params.id, lang: language, answers, token };
  },
  status: 201,
  response: z.object({ receipt: z.string() }),
});

export const withdrawAnswerRoute = defineActionRoute({
  name: 'surveys.withdraw-answer',
  path: '/surveys/{id}/withdrawals',
  method: 'post',
  tag: 'surveys',
  summary: 'Takes an answer back while the survey is open: by the account, or by the receipt',
  description:
    'An anonymous answer asks for its receipt and, beside it, for the account, the code or the address it was given under.',
  params: onSurvey,
  body: z.object({
    receipt: z.string().max(80).optional(),
    token: answerBody.shape.token,
    contact: z.string().max(254).optional(),
  }),
  action: withdrawAnswer,
  input: ({ params, body }) => ({ ...(body as object), survey: params.id }),
  status: 200,
  response: z.object({ reference: z.string() }),
});
