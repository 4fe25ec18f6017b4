import { defineActionRoute, textSchema, z } from '#platform/api.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { addTheme } from '../actions/add-theme.ts';
import { issueTokens } from '../actions/issue-tokens.ts';
import { mergeThemes } from '../actions/merge-themes.ts';
import { recordPaper } from '../actions/record-paper.ts';
import { removeSheet } from '../actions/remove-sheet.ts';
import { removeTheme } from '../actions/remove-theme.ts';
import { renameTheme } from '../actions/rename-theme.ts';
import { revokeToken } from '../actions/revoke-token.ts';
import { sortText } from '../actions/sort-text.ts';
import { ENTERED_CHANNELS } from '../survey.ts';
import { answerBody, referenceParam } from './shapes.ts';

const onSurvey = z.object({ id: referenceParam });
const onQuestion = onSurvey.extend({ question: z.string().max(10).openapi({ example: 'q4' }) });

export const issueTokensRoute = defineActionRoute({
  name: 'surveys.issue-tokens',
  path: '/surveys/{id}/tokens',
  method: 'post',
  tag: 'surveys',
  summary: 'Issues more codes for a survey that asks for one (scope `desk`)',
  params: onSurvey,
  body: z.object({ count: z.number().int() }),
  action: issueTokens,
  input: ({ params, body }) => ({ ...(body as object), survey: params.id }),
  status: 200,
  response: z.object({ tokens: z.number().int() }),
});

export const recordPaperRoute = defineActionRoute({
  name: 'surveys.record-paper',
  path: '/surveys/{id}/sheets',
  method: 'post',
  tag: 'surveys',
  summary: 'Types what a sheet says: two officials, until both typings say the same (scope `desk`)',
  params: onSurvey,
  body: z.object({
    sheet: z.string().max(40).openapi({ description: 'Its number, or the code on it.' }),
    channel: z.enum(ENTERED_CHANNELS),
    language: z.enum(LANGUAGES).optional(),
    answers: answerBody.shape.answers,
    decides: z.boolean().optional().openapi({ description: 'The sheet was looked at again: this is what it says.' }),
  }),
  action: recordPaper,
  input: ({ params, body }) => {
    const { language = 'ar', ...rest } = body as { language?: string };
    return { ...rest, lang: language, survey: params.id };
  },
  status: 200,
  response: z.object({ state: z.enum(['once', 'differs', 'agreed']) }),
});

export const removeSheetRoute = defineActionRoute({
  name: 'surveys.remove-sheet',
  path: '/surveys/{id}/sheets/{sheet}',
  method: 'delete',
  tag: 'surveys',
  summary: 'Gives up a sheet that was typed and does not count yet (scope `desk`)',
  params: onSurvey.extend({ sheet: z.string().max(40) }),
  action: removeSheet,
  input: ({ params }) => ({ survey: params.id, sheet: params.sheet }),
  status: 204,
});

export const addThemeRoute = defineActionRoute({
  name: 'surveys.add-theme',
  path: '/surveys/{id}/questions/{question}/themes',
  method: 'post',
  tag: 'surveys',
  summary: 'Adds a theme under which texts are sorted (scope `desk`)',
  params: onQuestion,
  body: z.object({ title: textSchema }),
  action: addTheme,
  input: ({ params, body }) => ({ ...(body as object), survey: params.id, question: params.question }),
  status: 201,
  response: z.object({ id: z.string() }),
});

export const sortTextRoute = defineActionRoute({
  name: 'surveys.sort-text',
  path: '/surveys/{id}/questions/{question}/texts/{answer}',
  method: 'put',
  tag: 'surveys',
  summary: 'Sorts a text under themes, and says whether everybody may read it (scope `desk`)',
  params: onQuestion.extend({ answer: z.uuid() }),
  body: z.object({ themes: z.array(z.uuid()).optional(), shown: z.boolean() }),
  action: sortText,
  input: ({ params, body }) => ({
    ...(body as object),
    survey: params.id,
    question: params.question,
    answer: params.answer,
  }),
  status: 204,
});

const onTheme = onSurvey.extend({ theme: z.uuid() });

export const renameThemeRoute = defineActionRoute({
  name: 'surveys.rename-theme',
  path: '/surveys/{id}/themes/{theme}',
  method: 'put',
  tag: 'surveys',
  summary: 'Gives a theme another title (scope `desk`)',
  params: onTheme,
  body: z.object({ title: textSchema }),
  action: renameTheme,
  input: ({ params, body }) => ({ ...(body as object), survey: params.id, theme: params.theme }),
  status: 204,
});

export const mergeThemesRoute = defineActionRoute({
  name: 'surveys.merge-themes',
  path: '/surveys/{id}/themes/{theme}/merge',
  method: 'post',
  tag: 'surveys',
  summary: 'Puts the texts of a theme under another one of the same question (scope `desk`)',
  params: onTheme,
  body: z.object({ into: z.uuid() }),
  action: mergeThemes,
  input: ({ params, body }) => ({ ...(body as object), survey: params.id, theme: params.theme }),
  status: 204,
});

export const removeThemeRoute = defineActionRoute({
  name: 'surveys.remove-theme',
  path: '/surveys/{id}/themes/{theme}',
  method: 'delete',
  tag: 'surveys',
  summary: 'Takes a theme away; its texts stay (scope `desk`)',
  params: onTheme,
  action: removeTheme,
  input: ({ params }) => ({ survey: params.id, theme: params.theme }),
  status: 204,
});

export const revokeTokenRoute = defineActionRoute({
  name: 'surveys.revoke-token',
  path: '/surveys/{id}/tokens/revoke',
  method: 'post',
  tag: 'surveys',
  summary: 'Takes one code out of use, for a reason (scope `desk`)',
  params: onSurvey,
  body: z.object({
    code: z.string().max(40).openapi({ description: 'Its number in the list, or the code itself.' }),
    reason: z.string().max(500),
  }),
  action: revokeToken,
  input: ({ params, body }) => ({ ...(body as object), survey: params.id }),
  status: 200,
  response: z.object({ number: z.number().int() }),
});
