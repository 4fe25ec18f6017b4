import { defineActionRoute, z } from '#platform/api.ts';
import { answerComment } from '../actions/answer-comment.ts';
import { editComment } from '../actions/edit-comment.ts';
import { markComment } from '../actions/mark-comment.ts';
import { withdrawComment } from '../actions/withdraw-comment.ts';
import { writeComment } from '../actions/write-comment.ts';
import { LONGEST, OWN_SIGNATURES, STANCES, WRITTEN_LANGS } from '../comment.ts';
import type { Written } from '../write.ts';
import { subjectName, writtenSchema } from './shapes.ts';

const body = z.string().max(LONGEST);
const lang = z.enum(WRITTEN_LANGS).optional().openapi({ description: 'Absent: it is found out from the words.' });
const parent = z.uuid().optional().openapi({ description: 'The comment it replies to.' });
const stance = z.enum(STANCES).optional().openapi({
  description: 'Only under things that ask for it, and not in replies. Absent: neutral.',
});
const onComment = z.object({ id: z.string() });

const presentWritten = ({ id, state }: Written, { absolute }: { absolute(path: string): string }) => ({
  id,
  state,
  url: absolute(`/ar/comments/${id}`),
});

export const writeRoute = defineActionRoute({
  name: 'comments.write',
  path: '/comments',
  method: 'post',
  tag: 'comments',
  summary: 'Says something about a public thing, or replies to somebody',
  body: z.object({
    on: subjectName,
    parent,
    body,
    lang,
    stance,
    signedAs: z.enum(OWN_SIGNATURES).optional().openapi({ description: 'Absent: the pseudonym, else the name.' }),
    actingFor: z.uuid().optional().openapi({
      description: 'The association in whose name it is said, by who represents it; absent: in one’s own name.',
    }),
    pseudonym: z.string().max(80).optional().openapi({
      description:
        'How to be called, from somebody who has neither name nor pseudonym yet. It is kept with the account.',
    }),
  }),
  action: writeComment,
  input: ({ body: sent }) => sent,
  status: 201,
  response: writtenSchema,
  present: presentWritten,
});

export const answerRoute = defineActionRoute({
  name: 'comments.answer',
  path: '/comments/answers',
  method: 'post',
  tag: 'comments',
  summary: 'Answers in the name of an office',
  description: 'For officials, with a token of the scope `desk`.',
  body: z.object({
    on: subjectName,
    parent,
    body,
    lang,
    office: z.uuid().optional().openapi({ description: 'The office that signs; absent: the body itself.' }),
  }),
  action: answerComment,
  input: ({ body: sent }) => sent,
  status: 201,
  response: writtenSchema,
  present: presentWritten,
});

export const editRoute = defineActionRoute({
  name: 'comments.edit',
  path: '/comments/{id}',
  method: 'patch',
  tag: 'comments',
  summary: 'Changes one’s own comment, within a quarter of an hour',
  params: onComment,
  body: z.object({ body, lang, stance }),
  action: editComment,
  input: ({ params, body: sent }) => ({ comment: params.id, ...(sent as object) }),
  status: 200,
  response: z.object({ state: z.enum(['shown', 'held']) }),
});

export const withdrawRoute = defineActionRoute({
  name: 'comments.withdraw',
  path: '/comments/{id}',
  method: 'delete',
  tag: 'comments',
  summary: 'Takes one’s own comment back',
  params: onComment,
  action: withdrawComment,
  input: ({ params }) => ({ comment: params.id }),
  status: 204,
});

export const markRoute = defineActionRoute({
  name: 'comments.mark',
  path: '/comments/{id}/useful',
  method: 'put',
  tag: 'comments',
  summary: 'Says that a comment is useful',
  params: onComment,
  action: markComment,
  input: ({ params }) => ({ comment: params.id, useful: true }),
  status: 204,
});

export const unmarkRoute = defineActionRoute({
  name: 'comments.unmark',
  path: '/comments/{id}/useful',
  method: 'delete',
  tag: 'comments',
  summary: 'Takes back that a comment is useful',
  params: onComment,
  action: markComment,
  input: ({ params }) => ({ comment: params.id, useful: false }),
  status: 204,
});
