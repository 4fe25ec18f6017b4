import { type ApiRoute, defineActionRoute, textSchema, z } from '#platform/api.ts';
import { cancelVote } from '../actions/cancel-vote.ts';
import { type BallotCast, castBallot } from '../actions/cast-ballot.ts';
import { changeBallot } from '../actions/change-ballot.ts';
import { createVote } from '../actions/create-vote.ts';
import { editVote } from '../actions/edit-vote.ts';
import { enrolVoter } from '../actions/enrol-voter.ts';
import { invalidateBallot } from '../actions/invalidate-ballot.ts';
import { publishVote } from '../actions/publish-vote.ts';
import { recordPaper } from '../actions/record-paper.ts';
import { withdrawBallot } from '../actions/withdraw-ballot.ts';
import { METHODS, RESULTS, TIE_RULES } from '../vote.ts';
import { referenceParam } from './shapes.ts';

const onVote = z.object({ id: referenceParam });
const code = z.string().max(60).openapi({ description: 'The code of the ballot: the receipt.' });
const choice = z
  .object({
    picked: z
      .array(z.string().max(20))
      .optional()
      .openapi({ description: 'yes, no or abstain; or numbers of options.' }),
    given: z
      .record(z.string(), z.number())
      .optional()
      .openapi({ description: 'By the number of the option: its place, or its points.' }),
  })
  .openapi('Marks');
const channel = z.enum(['counter', 'paper']);
const withCode = z.object({ id: referenceParam, code: z.string() });
const presentCode = ({ reference, code: own }: { reference: string; code: string }) => ({ id: reference, code: own });

/** What voters do, as the person whom the token stands for. */
export const voterRoutes: readonly ApiRoute[] = [
  defineActionRoute({
    name: 'votes.cast',
    path: '/votes/{id}/ballots',
    method: 'post',
    tag: 'votes',
    summary: 'Casts a ballot',
    description: 'Sent again with the same sheet, it is the same ballot and answers the same code.',
    params: onVote,
    body: z.object({
      sheet: z.string().max(32).openapi({ description: '16 random bytes in hexadecimal, new for each ballot.' }),
      choice,
      name: z.string().max(200).optional().openapi({ description: 'In a public vote: what the list calls the voter.' }),
    }),
    action: castBallot,
    input: ({ params, body }) => ({ ...(body as object), vote: params.id }),
    status: 201,
    response: withCode,
    present: (cast: BallotCast) => presentCode(cast),
  }),
  defineActionRoute({
    name: 'votes.change-ballot',
    path: '/votes/{id}/ballots/change',
    method: 'post',
    tag: 'votes',
    summary: 'Puts another choice in the place of one’s own, by the code of the ballot',
    params: onVote,
    body: z.object({ code, choice }),
    action: changeBallot,
    input: ({ params, body }) => ({ ...(body as object), vote: params.id }),
    status: 200,
    response: withCode,
    present: presentCode,
  }),
  defineActionRoute({
    name: 'votes.withdraw-ballot',
    path: '/votes/{id}/ballots/withdraw',
    method: 'post',
    tag: 'votes',
    summary: 'Takes one’s own ballot back, by its code',
    params: onVote,
    body: z.object({ code }),
    action: withdrawBallot,
    input: ({ params, body }) => ({ ...(body as object), vote: params.id }),
    status: 204,
  }),
];

const optionBody = z.object({ text: textSchema, link: z.string().max(300).nullish(), cost: z.number().nullish() });

const termsBody = z
  .object({
    title: textSchema,
    explanation: textSchema,
    about: z.string().max(300).nullish(),
    method: z.enum(METHODS),
    most: z.number().int().optional(),
    points: z.number().int().optional(),
    winners: z.number().int().optional(),
    secret: z.boolean(),
    changeable: z.boolean().optional(),
    results: z.enum(RESULTS),
    level: z.number().int().openapi({ description: '1 or 2.' }),
    territory: z.string().max(20).nullish(),
    tieRule: z.enum(TIE_RULES),
    opensAt: z.iso.datetime(),
    closesAt: z.iso.datetime(),
    options: z.array(optionBody).optional(),
  })
  .openapi('VoteTerms');

const answer = z.object({ id: referenceParam });
const presentReference = ({ reference }: { reference: string }) => ({ id: reference });

/** What officials do (scope `desk`). */
export const deskRoutes: readonly ApiRoute[] = [
  defineActionRoute({
    name: 'votes.create',
    path: '/votes',
    method: 'post',
    tag: 'votes',
    summary: 'Drafts a vote (scope `desk`)',
    body: termsBody.extend({
      institution: z.string().max(100).openapi({ description: 'The slug of the body that holds the vote.' }),
    }),
    action: createVote,
    input: ({ body }) => body,
    status: 201,
    response: answer,
    present: presentReference,
  }),
  defineActionRoute({
    name: 'votes.edit',
    path: '/votes/{id}',
    method: 'put',
    tag: 'votes',
    summary: 'Changes a vote that has not opened (scope `desk`)',
    params: onVote,
    body: termsBody,
    action: editVote,
    input: ({ params, body }) => ({ ...(body as object), vote: params.id }),
    status: 200,
    response: answer,
    present: presentReference,
  }),
  defineActionRoute({
    name: 'votes.publish',
    path: '/votes/{id}/publish',
    method: 'post',
    tag: 'votes',
    summary: 'Announces a vote (scope `desk`)',
    params: onVote,
    action: publishVote,
    input: ({ params }) => ({ vote: params.id }),
    status: 204,
  }),
  defineActionRoute({
    name: 'votes.cancel',
    path: '/votes/{id}/cancel',
    method: 'post',
    tag: 'votes',
    summary: 'Ends a vote without a result, for public reasons (scope `desk`)',
    params: onVote,
    body: z.object({ reasons: textSchema }),
    action: cancelVote,
    input: ({ params, body }) => ({ ...(body as object), vote: params.id }),
    status: 204,
  }),
  defineActionRoute({
    name: 'votes.enrol-voter',
    path: '/votes/{id}/voters',
    method: 'post',
    tag: 'votes',
    summary: 'Enters a voter at the counter into the roll (scope `desk`)',
    params: onVote,
    body: z.object({ channel, nationalId: z.string().max(40), residenceSeen: z.boolean().optional() }),
    action: enrolVoter,
    input: ({ params, body }) => ({ ...(body as object), vote: params.id }),
    status: 200,
    response: z.object({ outcome: z.enum(['entered', 'already']) }),
  }),
  defineActionRoute({
    name: 'votes.record-paper',
    path: '/votes/{id}/papers',
    method: 'post',
    tag: 'votes',
    summary: 'Enters a paper ballot, which another official enters too (scope `desk`)',
    params: onVote,
    body: z.object({ channel, sheet: z.string().max(40), choice }),
    action: recordPaper,
    input: ({ params, body }) => ({ ...(body as object), vote: params.id }),
    status: 200,
    response: z.object({ outcome: z.enum(['first', 'counted', 'different']) }),
  }),
  defineActionRoute({
    name: 'votes.invalidate-ballot',
    path: '/votes/{id}/voters/{place}/invalidate',
    method: 'post',
    tag: 'votes',
    summary: 'Takes a ballot out of a public vote before it is counted, with a reason (scope `desk`)',
    params: onVote.extend({ place: z.uuid() }),
    body: z.object({ reason: z.string().max(1_000) }),
    action: invalidateBallot,
    input: ({ params, body }) => ({ ...(body as object), vote: params.id, place: params.place }),
    status: 204,
  }),
];
