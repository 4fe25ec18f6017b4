import type { AnyAction } from '#platform/action.ts';
import { type ApiRoute, dateSchema, defineActionRoute, textSchema, z } from '#platform/api.ts';
import { adoptDraftText } from '../actions/adopt-draft-text.ts';
import { createDraftText } from '../actions/create-draft-text.ts';
import { draftVersion } from '../actions/draft-version.ts';
import { editDraftText } from '../actions/edit-draft-text.ts';
import { extendConsultation } from '../actions/extend-consultation.ts';
import { finishConsultation } from '../actions/finish-consultation.ts';
import { importArticles } from '../actions/import-articles.ts';
import { moveArticle } from '../actions/move-article.ts';
import { openRound } from '../actions/open-round.ts';
import { publishDraftText } from '../actions/publish-draft-text.ts';
import { publishVersion } from '../actions/publish-version.ts';
import { removeArticle } from '../actions/remove-article.ts';
import { saveArticle } from '../actions/save-article.ts';
import { uploadArticles } from '../actions/upload-articles.ts';
import { PART_KINDS, TEXT_LANGS } from '../article.ts';
import { referenceParam } from './shapes.ts';

const onText = z.object({ id: referenceParam });
const onArticle = onText.extend({ article: z.string().max(20) });

const description = z.object({
  title: textSchema,
  presentation: textSchema,
  officialLang: z.enum(TEXT_LANGS),
  level: z.number().int().openapi({ description: '1 or 2.' }),
});

const partBody = z.object({
  kind: z.enum(PART_KINDS),
  label: textSchema,
  heading: textSchema.optional(),
  body: textSchema.optional(),
  note: textSchema.optional(),
});

type Deed = {
  verb: string;
  /** After the name of the room: what the route is called. */
  name: string;
  action: AnyAction;
  summary: string;
  body?: z.ZodType;
};

const deeds: readonly Deed[] = [
  {
    verb: 'publish',
    name: 'publish-draft-text',
    action: publishDraftText,
    summary: 'Publishes a text and says from when to when it takes contributions (scope `desk`)',
    body: z.object({ opensOn: dateSchema, closesOn: dateSchema, urgency: textSchema.optional() }),
  },
  {
    verb: 'extend',
    name: 'extend-consultation',
    action: extendConsultation,
    summary: 'Gives people more time (scope `desk`)',
    body: z.object({ closesOn: dateSchema }),
  },
  {
    verb: 'draft-version',
    name: 'draft-version',
    action: draftVersion,
    summary: 'Makes the next version from what was accepted (scope `desk`)',
    body: z.object({ again: z.boolean().optional() }),
  },
  {
    verb: 'publish-version',
    name: 'publish-version',
    action: publishVersion,
    summary: 'Publishes the version that is being written (scope `desk`)',
    body: z.object({ note: textSchema }),
  },
  {
    verb: 'open-round',
    name: 'open-round',
    action: openRound,
    summary: 'Puts the newest version before citizens once more (scope `desk`)',
    body: z.object({ opensOn: dateSchema, closesOn: dateSchema, urgency: textSchema.optional() }),
  },
  {
    verb: 'finish',
    name: 'finish-consultation',
    action: finishConsultation,
    summary: 'Ends the consultation with its summary (scope `desk`)',
    body: z.object({ summary: textSchema }),
  },
  {
    verb: 'adopt',
    name: 'adopt-draft-text',
    action: adoptDraftText,
    summary: 'Writes down that the text was adopted (scope `desk`)',
    body: z.object({ adoptedOn: dateSchema, note: textSchema, url: z.string().optional() }),
  },
  {
    verb: 'import',
    name: 'import-articles',
    action: importArticles,
    summary: 'Takes a split text over (scope `desk`)',
    body: z.object({ import: z.string().openapi({ description: 'The id that the upload answered.' }) }),
  },
];

/** What officials do with a text by program: `POST /draft-texts/{id}/publish`. */
export const deskRoutes: readonly ApiRoute[] = [
  defineActionRoute({
    name: 'draft-texts.create-draft-text',
    path: '/draft-texts',
    method: 'post',
    tag: 'draft-texts',
    summary: 'Begins a draft text (scope `desk`)',
    body: description.extend({ institution: z.string().openapi({ description: 'The slug of the body.' }) }),
    action: createDraftText,
    input: ({ body }) => body,
    status: 201,
    response: z.object({ id: referenceParam }),
    present: ({ reference }: { reference: string }) => ({ id: reference }),
  }),
  defineActionRoute({
    name: 'draft-texts.edit-draft-text',
    path: '/draft-texts/{id}',
    method: 'put',
    tag: 'draft-texts',
    summary: 'Changes what a text says of itself, before it is published (scope `desk`)',
    params: onText,
    body: description,
    action: editDraftText,
    input: ({ params, body }) => ({ ...(body as object), text: params.id }),
    status: 204,
  }),
  defineActionRoute({
    name: 'draft-texts.upload-articles',
    path: '/draft-texts/{id}/imports',
    method: 'post',
    tag: 'draft-texts',
    summary: 'Splits a text into articles, to be looked at and taken over (scope `desk`)',
    params: onText,
    body: z.object({ lang: z.enum(TEXT_LANGS), words: z.string() }),
    action: uploadArticles,
    input: ({ params, body }) => ({ ...(body as object), text: params.id }),
    status: 201,
    response: z.object({ import: z.uuid() }),
    present: ({ id }: { id: string }) => ({ import: id }),
  }),
  defineActionRoute({
    name: 'draft-texts.create-article',
    path: '/draft-texts/{id}/articles',
    method: 'post',
    tag: 'draft-texts',
    summary: 'Adds a part to the version that is being written (scope `desk`)',
    params: onText,
    body: partBody.extend({ after: z.string().optional() }),
    action: saveArticle,
    input: ({ params, body }) => ({ ...(body as object), text: params.id }),
    status: 201,
    response: z.object({ article: z.string() }),
    present: ({ article }: { article: string }) => ({ article }),
  }),
  defineActionRoute({
    name: 'draft-texts.save-article',
    path: '/draft-texts/{id}/articles/{article}',
    method: 'put',
    tag: 'draft-texts',
    summary: 'Writes a part of the version that is being written (scope `desk`)',
    params: onArticle,
    body: partBody,
    action: saveArticle,
    input: ({ params, body }) => ({ ...(body as object), text: params.id, article: params.article }),
    status: 204,
  }),
  defineActionRoute({
    name: 'draft-texts.move-article',
    path: '/draft-texts/{id}/articles/{article}/move',
    method: 'post',
    tag: 'draft-texts',
    summary: 'Moves a part by one place (scope `desk`)',
    params: onArticle,
    body: z.object({ to: z.enum(['up', 'down']) }),
    action: moveArticle,
    input: ({ params, body }) => ({ ...(body as object), text: params.id, article: params.article }),
    status: 204,
  }),
  defineActionRoute({
    name: 'draft-texts.remove-article',
    path: '/draft-texts/{id}/articles/{article}',
    method: 'delete',
    tag: 'draft-texts',
    summary: 'Takes a part out (scope `desk`)',
    params: onArticle,
    action: removeArticle,
    input: ({ params }) => ({ text: params.id, article: params.article }),
    status: 204,
  }),
  ...deeds.map(({ verb, name, action, summary, body }) =>
    defineActionRoute({
      name: `draft-texts.${name}`,
      path: `/draft-texts/{id}/${verb}`,
      method: 'post',
      tag: 'draft-texts',
      summary,
      params: onText,
      body,
      action,
      input: ({ params, body: given }) => ({ ...(given as object), text: params.id }),
      status: 204,
    }),
  ),
];
