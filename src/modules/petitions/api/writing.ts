import type { AnyAction } from '#platform/action.ts';
import { type ApiRoute, defineActionRoute, textSchema, z } from '#platform/api.ts';
import { closePetition } from '../actions/close-petition.ts';
import { createPetition } from '../actions/create-petition.ts';
import { editPetition } from '../actions/edit-petition.ts';
import { openPetition } from '../actions/open-petition.ts';
import { refusePetition } from '../actions/refuse-petition.ts';
import { type Signed, signPetition } from '../actions/sign-petition.ts';
import { submitPetition } from '../actions/submit-petition.ts';
import { withdrawPetition } from '../actions/withdraw-petition.ts';
import { withdrawSignature } from '../actions/withdraw-signature.ts';
import { REFUSAL_GROUNDS } from '../petition.ts';
import { petitionBody, referenceParam, signatoryBody } from './shapes.ts';

const onPetition = z.object({ id: referenceParam });
const referenceAnswer = z.object({ id: referenceParam });

export const createPetitionRoute = defineActionRoute({
  name: 'petitions.create',
  path: '/petitions',
  method: 'post',
  tag: 'petitions',
  summary: 'Drafts a petition and becomes its representative',
  body: petitionBody.extend({ institution: z.string().max(100).openapi({ description: 'The slug of the body.' }) }),
  action: createPetition,
  input: ({ body }) => body,
  status: 201,
  response: referenceAnswer,
  present: ({ reference }: { reference: string }) => ({ id: reference }),
});

export const editPetitionRoute = defineActionRoute({
  name: 'petitions.edit',
  path: '/petitions/{id}',
  method: 'put',
  tag: 'petitions',
  summary:
    'Changes a draft, as its representative or as somebody who writes it with them; 409 when somebody was faster',
  params: onPetition,
  body: petitionBody.extend({ version: z.number().int().openapi({ description: 'The version that was changed.' }) }),
  action: editPetition,
  input: ({ params, body }) => ({ ...(body as object), petition: params.id }),
  status: 200,
  response: referenceAnswer.extend({ version: z.number().int() }),
  present: ({ reference, version }: { reference: string; version: number }) => ({ id: reference, version }),
});

const deeds: readonly { verb: string; action: AnyAction; summary: string }[] = [
  { verb: 'submit', action: submitPetition, summary: 'Sends a draft to be opened' },
  { verb: 'open', action: openPetition, summary: 'Opens a petition for signing (scope `desk`)' },
  { verb: 'close', action: closePetition, summary: 'Ends the signing before its last day' },
  { verb: 'withdraw', action: withdrawPetition, summary: 'Takes a petition back' },
];

/** What is done to a petition without a word: `POST /petitions/{id}/submit`. */
export const deedRoutes: readonly ApiRoute[] = deeds.map(({ verb, action, summary }) =>
  defineActionRoute({
    name: `petitions.${verb}`,
    path: `/petitions/{id}/${verb}`,
    method: 'post',
    tag: 'petitions',
    summary,
    params: onPetition,
    action,
    input: ({ params }) => ({ petition: params.id }),
    status: 204,
  }),
);

export const refusePetitionRoute = defineActionRoute({
  name: 'petitions.refuse',
  path: '/petitions/{id}/refuse',
  method: 'post',
  tag: 'petitions',
  summary: 'Does not open a petition, for a listed ground and with reasons (scope `desk`)',
  params: onPetition,
  body: z.object({ ground: z.enum(REFUSAL_GROUNDS), reasons: textSchema }),
  action: refusePetition,
  input: ({ params, body }) => ({ ...(body as object), petition: params.id }),
  status: 204,
});

export const signPetitionRoute = defineActionRoute({
  name: 'petitions.sign',
  path: '/petitions/{id}/signatures',
  method: 'post',
  tag: 'petitions',
  summary: 'Signs as the person whom the token stands for',
  params: onPetition,
  body: signatoryBody,
  action: signPetition,
  input: ({ params, body }) => ({ petition: params.id, signatory: body, lang: 'ar', network: 'token' }),
  status: 201,
  response: z.object({ signature: z.string() }),
  present: (result: Signed) => ({ signature: result.outcome === 'signed' ? result.signature : '' }),
});

export const withdrawSignatureRoute = defineActionRoute({
  name: 'petitions.withdraw-signature',
  path: '/petitions/{id}/signatures/{signature}/withdraw',
  method: 'post',
  tag: 'petitions',
  summary: 'Takes a signature back, by its receipt',
  params: onPetition.extend({ signature: z.uuid() }),
  body: z.object({ receipt: z.string().max(60) }),
  action: withdrawSignature,
  input: ({ params, body }) => ({ ...(body as object), petition: params.id, signature: params.signature }),
  status: 200,
  response: z.object({ withdrawn: z.boolean() }),
});
