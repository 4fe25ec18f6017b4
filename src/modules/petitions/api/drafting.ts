import { type ApiRoute, defineActionRoute, textSchema, z } from '#platform/api.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { acceptCollaboration } from '../actions/accept-collaboration.ts';
import { appealRefusal } from '../actions/appeal-refusal.ts';
import { decideRefusalAppeal } from '../actions/decide-refusal-appeal.ts';
import { endCollaboration } from '../actions/end-collaboration.ts';
import { inviteCollaborator } from '../actions/invite-collaborator.ts';
import { removePetition } from '../actions/remove-petition.ts';
import { setSignatoryLevel } from '../actions/set-signatory-level.ts';
import { takePetition } from '../actions/take-petition.ts';
import { APPEAL_OUTCOMES, REMOVAL_GROUNDS } from '../petition.ts';
import { referenceParam } from './shapes.ts';

const onPetition = z.object({ id: referenceParam });
const collaboration = z.object({ id: z.uuid().openapi({ description: 'The id that the invitation answered.' }) });
const common = { method: 'post', tag: 'petitions' } as const;

/** What is done to a petition before it opens: writing together, examining, appealing. */
export const draftingRoutes: readonly ApiRoute[] = [
  defineActionRoute({
    ...common,
    name: 'petitions.invite-collaborator',
    path: '/petitions/{id}/collaborators',
    summary: 'Asks somebody by e-mail to write a draft together',
    params: onPetition,
    body: z.object({ contact: z.string().max(254), name: z.string().max(200), lang: z.enum(LANGUAGES).optional() }),
    action: inviteCollaborator,
    input: ({ params, body }) => ({ ...(body as object), petition: params.id }),
    status: 201,
    response: collaboration,
    present: ({ id }: { id: string }) => ({ id }),
  }),
  defineActionRoute({
    ...common,
    name: 'petitions.accept-collaboration',
    path: '/petition-collaborations/{id}/accept',
    summary: 'Says yes to writing a draft together',
    params: collaboration,
    action: acceptCollaboration,
    input: ({ params }) => ({ collaboration: params.id }),
    status: 204,
  }),
  defineActionRoute({
    ...common,
    name: 'petitions.end-collaboration',
    path: '/petition-collaborations/{id}/end',
    summary: 'Declines, leaves, or as the representative removes somebody',
    params: collaboration,
    action: endCollaboration,
    input: ({ params }) => ({ collaboration: params.id }),
    status: 204,
  }),
  defineActionRoute({
    ...common,
    name: 'petitions.take',
    path: '/petitions/{id}/take',
    summary: 'Examines a submitted petition, so that nobody else decides about it for an hour (scope `desk`)',
    params: onPetition,
    body: z.object({ take: z.boolean().optional() }),
    action: takePetition,
    input: ({ params, body }) => ({ ...(body as object), petition: params.id }),
    status: 204,
  }),
  defineActionRoute({
    ...common,
    name: 'petitions.appeal',
    path: '/petitions/{id}/appeal',
    summary: 'Appeals, once, against the refusal to open one’s petition',
    params: onPetition,
    body: z.object({ words: z.string().max(3_000) }),
    action: appealRefusal,
    input: ({ params, body }) => ({ ...(body as object), petition: params.id }),
    status: 204,
  }),
  defineActionRoute({
    ...common,
    name: 'petitions.decide-appeal',
    path: '/petitions/{id}/appeal-decision',
    summary: 'Opens a refused petition, or confirms the refusal, with public reasons (scope `desk`)',
    params: onPetition,
    body: z.object({ outcome: z.enum(APPEAL_OUTCOMES), reasons: textSchema }),
    action: decideRefusalAppeal,
    input: ({ params, body }) => ({ ...(body as object), petition: params.id }),
    status: 204,
  }),
  defineActionRoute({
    ...common,
    name: 'petitions.remove',
    path: '/petitions/{id}/remove',
    summary:
      'Takes a public petition off the platform because a decision orders it; its address answers 410 (scope `desk`)',
    params: onPetition,
    body: z.object({ ground: z.enum(REMOVAL_GROUNDS), act: z.string().max(300) }),
    action: removePetition,
    input: ({ params, body }) => ({ ...(body as object), petition: params.id }),
    status: 204,
  }),
  defineActionRoute({
    name: 'petitions.set-signatory-level',
    path: '/institutions/{slug}/petition-settings',
    method: 'put',
    tag: 'petitions',
    summary: 'Sets how surely signatories of petitions that open from now on must be known (scope `desk`)',
    params: z.object({ slug: z.string().max(100) }),
    body: z.object({ assurance: z.number().int() }),
    action: setSignatoryLevel,
    input: ({ params, body }) => ({ ...(body as object), institution: params.slug }),
    status: 204,
  }),
];
