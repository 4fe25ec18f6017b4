import { checkAccess } from '#platform/access.ts';
import { type ApiRoute, defineActionRoute, textSchema, z } from '#platform/api.ts';
import { NotFound } from '#platform/errors.ts';
import { readSheet } from '#platform/sheets/read-sheet.ts';
import { recordProposals } from '../access.ts';
import { type Answered, answerProposals } from '../actions/answer-proposals.ts';
import { assessProposal } from '../actions/assess-proposal.ts';
import { assignProposals } from '../actions/assign-proposals.ts';
import { createProposal } from '../actions/create-proposal.ts';
import { decideMerge } from '../actions/decide-merge.ts';
import { editProposal } from '../actions/edit-proposal.ts';
import { importProposals } from '../actions/import-proposals.ts';
import { joinProposal } from '../actions/join-proposal.ts';
import { noteProposal } from '../actions/note-proposal.ts';
import { proposeMerge } from '../actions/propose-merge.ts';
import { recordOutcome } from '../actions/record-outcome.ts';
import { recordProposal } from '../actions/record-proposal.ts';
import { recordSupports } from '../actions/record-supports.ts';
import { refuseSheet } from '../actions/refuse-sheet.ts';
import { refuseSupports } from '../actions/refuse-supports.ts';
import { replyForwarded } from '../actions/reply-forwarded.ts';
import { splitProposal } from '../actions/split-proposal.ts';
import { submitProposal } from '../actions/submit-proposal.ts';
import { type Supported, supportProposal } from '../actions/support-proposal.ts';
import { undoAnswers } from '../actions/undo-answers.ts';
import { withdrawProposal } from '../actions/withdraw-proposal.ts';
import { withdrawSupport } from '../actions/withdraw-support.ts';
import { CONTRIBUTIONS_SHEET } from '../file/contributions.ts';
import { ANSWER_STATES, ASSISTED_CHANNELS, CRITERIA, OUTCOME_KINDS, REPLY_STATES } from '../proposal.ts';
import { callById } from '../queries/calls.ts';
import { proposalBody, referenceParam } from './shapes.ts';

const tag = 'proposals';
const params = z.object({ id: referenceParam });
const onCall = z.object({ call: z.uuid() });
const made = { status: 201, response: z.object({ id: referenceParam }) } as const;
const present = ({ reference }: { reference: string }) => ({ id: reference });
const references = z.array(z.string().max(40)).max(200);
const onProposal = ({ params: { id }, body }: { params: Record<string, string>; body: unknown }) => ({
  ...(body as object),
  proposal: id,
});
const onTheCall = ({ params: { call }, body }: { params: Record<string, string>; body: unknown }) => ({
  ...(body as object),
  call,
});

const deed = (verb: string, action: Parameters<typeof defineActionRoute>[0]['action'], summary: string) =>
  defineActionRoute({
    name: `proposals.${verb}`,
    path: `/proposals/{id}/${verb}`,
    method: 'post',
    tag,
    summary,
    params,
    action,
    input: onProposal,
    status: 204,
  });

/** What authors and supporters do. */
export const citizenRoutes: readonly ApiRoute[] = [
  defineActionRoute({
    name: 'proposals.create',
    path: '/proposals',
    method: 'post',
    tag,
    summary: 'Drafts a proposal',
    body: proposalBody.extend({ call: z.uuid(), actingFor: z.string().max(60).optional() }),
    action: createProposal,
    input: ({ body }) => body,
    ...made,
    present,
  }),
  defineActionRoute({
    name: 'proposals.edit',
    path: '/proposals/{id}',
    method: 'put',
    tag,
    summary: 'Changes a draft, or a proposal that nobody has supported or studied',
    params,
    body: proposalBody,
    action: editProposal,
    input: onProposal,
    status: 200,
    response: z.object({ id: referenceParam }),
    present,
  }),
  defineActionRoute({
    name: 'proposals.send',
    path: '/proposals/{id}/submit',
    method: 'post',
    tag,
    summary: 'Sends a draft',
    params,
    action: submitProposal,
    input: onProposal,
    status: 200,
    response: z.object({ standing: z.enum(['shown', 'held']) }),
  }),
  deed('withdraw', withdrawProposal, 'Takes a proposal back before it is answered'),
  defineActionRoute({
    name: 'proposals.split',
    path: '/proposals/{id}/split',
    method: 'post',
    tag,
    summary: 'Makes two of a proposal; answers the reference of the second',
    params,
    body: z.object({ first: proposalBody, second: proposalBody }),
    action: splitProposal,
    input: onProposal,
    ...made,
    present,
  }),
  defineActionRoute({
    name: 'proposals.join',
    path: '/proposals/{id}/coauthors',
    method: 'post',
    tag,
    summary: 'Becomes a co-author, with the key of the author’s invitation',
    params,
    body: z.object({ key: z.string().max(100) }),
    action: joinProposal,
    input: onProposal,
    status: 204,
  }),
  defineActionRoute({
    name: 'proposals.decide-merge',
    path: '/proposals/{id}/merger/decision',
    method: 'post',
    tag,
    summary: 'Agrees to a proposed merger, or not',
    params,
    body: z.object({ agree: z.boolean() }),
    action: decideMerge,
    input: onProposal,
    status: 200,
    response: z.object({ merged: z.boolean() }),
  }),
  defineActionRoute({
    name: 'proposals.support',
    path: '/proposals/{id}/supports',
    method: 'post',
    tag,
    summary: 'Supports a proposal, once',
    params,
    action: supportProposal,
    input: onProposal,
    status: 200,
    response: z.object({ again: z.boolean() }),
    present: (result: Supported) => result,
  }),
  defineActionRoute({
    name: 'proposals.withdraw-support',
    path: '/proposals/{id}/supports/withdraw',
    method: 'post',
    tag,
    summary: 'Takes a support back',
    params,
    action: withdrawSupport,
    input: onProposal,
    status: 200,
    response: z.object({ withdrawn: z.boolean() }),
  }),
];

/** What officials do (scope `desk`). */
export const officialRoutes: readonly ApiRoute[] = [
  defineActionRoute({
    name: 'proposals.record',
    path: '/proposal-calls/{call}/proposals',
    method: 'post',
    tag,
    summary: 'Writes down what came by a counter, on paper, by SMS or from a meeting (scope `desk`)',
    params: onCall,
    body: proposalBody.extend({
      channel: z.enum(ASSISTED_CHANNELS),
      signature: z.string().max(200).optional(),
      consent: z.boolean().optional(),
      paper: z.string().max(200).optional(),
    }),
    action: recordProposal,
    input: onTheCall,
    ...made,
    present,
  }),
  defineActionRoute({
    name: 'proposals.assign',
    path: '/proposal-calls/{call}/assignments',
    method: 'post',
    tag,
    summary: 'Asks officials to assess proposals (scope `desk`)',
    params: onCall,
    body: z.object({ proposals: references, evaluators: z.array(z.uuid()).max(10) }),
    action: assignProposals,
    input: onTheCall,
    status: 200,
    response: z.object({ assigned: z.number().int() }),
  }),
  defineActionRoute({
    name: 'proposals.answer',
    path: '/proposal-calls/{call}/answers',
    method: 'post',
    tag,
    summary: 'Answers one proposal or many, with reasons (scope `desk`)',
    params: onCall,
    body: z.object({
      proposals: references,
      state: z.enum(ANSWER_STATES),
      reasons: textSchema,
      forwardTo: z.string().max(100).optional().openapi({ description: 'The slug of the competent body.' }),
    }),
    action: answerProposals,
    input: onTheCall,
    status: 201,
    response: z.object({ batch: z.uuid(), answered: z.array(z.string()) }),
    present: (result: Answered) => result,
  }),
  defineActionRoute({
    name: 'proposals.undo-answers',
    path: '/proposal-calls/{call}/answers/{batch}/undo',
    method: 'post',
    tag,
    summary: 'Takes back answers that were given together, within the hour (scope `desk`)',
    params: onCall.extend({ batch: z.uuid() }),
    action: undoAnswers,
    input: ({ params: { call, batch } }) => ({ call, batch }),
    status: 200,
    response: z.object({ undone: z.number().int() }),
  }),
  defineActionRoute({
    name: 'proposals.assess',
    path: '/proposals/{id}/assessment',
    method: 'put',
    tag,
    summary: 'Assesses a proposal by the rubric, or steps back (scope `desk`)',
    params,
    body: z.object({
      conflict: z.boolean().optional(),
      scores: z.partialRecord(z.enum(CRITERIA), z.number().int()).optional(),
      opinion: z.string().max(4_000).optional(),
    }),
    action: assessProposal,
    input: onProposal,
    status: 204,
  }),
  defineActionRoute({
    name: 'proposals.note',
    path: '/proposals/{id}/notes',
    method: 'post',
    tag,
    summary: 'Notes something for colleagues (scope `desk`)',
    params,
    body: z.object({ body: z.string().max(4_000) }),
    action: noteProposal,
    input: onProposal,
    status: 204,
  }),
  defineActionRoute({
    name: 'proposals.propose-merge',
    path: '/proposals/{id}/merger',
    method: 'put',
    tag,
    summary: 'Proposes that a proposal becomes part of another (scope `desk`)',
    params,
    body: z.object({ into: z.string().max(40) }),
    action: proposeMerge,
    input: onProposal,
    status: 200,
    response: z.object({ done: z.boolean() }),
  }),
  defineActionRoute({
    name: 'proposals.record-outcome',
    path: '/proposals/{id}/outcomes',
    method: 'post',
    tag,
    summary: 'Says what became of a proposal (scope `desk`)',
    params,
    body: z.object({
      kind: z.enum(OUTCOME_KINDS),
      target: z.string().max(120).optional(),
      words: textSchema,
      on: z.iso.date(),
    }),
    action: recordOutcome,
    input: onProposal,
    status: 201,
    response: z.object({ id: z.uuid() }),
  }),
  defineActionRoute({
    name: 'proposals.refuse-supports',
    path: '/proposals/{id}/supports/refuse',
    method: 'post',
    tag,
    summary: 'Takes a burst of supports by fresh accounts out of the count (scope `desk`)',
    params,
    body: z.object({ hour: z.iso.datetime(), reasons: textSchema }),
    action: refuseSupports,
    input: onProposal,
    status: 200,
    response: z.object({ refused: z.number().int() }),
  }),
  defineActionRoute({
    name: 'proposals.record-supports',
    path: '/proposals/{id}/sheets',
    method: 'post',
    tag,
    summary:
      'Enters supports from a paper, a counter, a meeting or SMS, with the reference of the paper (scope `desk`)',
    params,
    body: z.object({
      channel: z.enum(ASSISTED_CHANNELS),
      supports: z.number().int(),
      paper: z.string().max(200),
      on: z.iso.date(),
    }),
    action: recordSupports,
    input: onProposal,
    status: 201,
    response: z.object({ sheet: z.uuid(), supports: z.number().int() }),
  }),
  defineActionRoute({
    name: 'proposals.refuse-sheet',
    path: '/proposals/{id}/sheets/{sheet}/refuse',
    method: 'post',
    tag,
    summary: 'Takes a sheet of supports out of the count, with reasons (scope `desk`)',
    params: params.extend({ sheet: z.uuid() }),
    body: z.object({ reasons: textSchema }),
    action: refuseSheet,
    input: ({ params: { id, sheet }, body }) => ({ ...(body as object), proposal: id, sheet }),
    status: 200,
    response: z.object({ struck: z.number().int() }),
  }),
  defineActionRoute({
    name: 'proposals.reply-forwarded',
    path: '/institutions/{body}/forwarded-proposals/{id}/reply',
    method: 'put',
    tag,
    summary: 'Answers what another body forwarded to this one (scope `desk`)',
    params: params.extend({ body: z.string().max(100) }),
    body: z.object({ state: z.enum(REPLY_STATES), reasons: textSchema }),
    action: replyForwarded,
    input: ({ params: { id, body: slug }, body }) => ({ ...(body as object), proposal: id, body: slug }),
    status: 204,
  }),
  defineActionRoute({
    name: 'proposals.import',
    path: '/proposal-calls/{call}/files',
    method: 'post',
    tag,
    summary: 'Takes in a file (XLSX or CSV) of proposals that were collected elsewhere (scope `desk`)',
    description: 'All of it or nothing: every wrong cell is refused with its address.',
    params: onCall,
    body: z.object({
      csv: z.string().max(2_000_000).optional(),
      xlsx: z.base64().max(2_000_000).optional().openapi({ description: 'An XLSX file, in base64.' }),
    }),
    action: importProposals,
    async input({ db, params: { call: id }, body, actor, today }) {
      // A file is only looked into for whoever may send one.
      const call = await callById(db, id ?? '');
      if (!call) throw new NotFound();
      checkAccess(recordProposals, actor, call, { tenant: null, today });
      const { csv, xlsx } = body as { csv?: string; xlsx?: string };
      const bytes = xlsx === undefined ? Buffer.from(csv ?? '') : Buffer.from(xlsx, 'base64');
      return { call: id, sheet: await readSheet(bytes, { sheet: CONTRIBUTIONS_SHEET, pointer: '/file' }) };
    },
    status: 201,
    response: z.object({ imported: z.number().int() }),
  }),
];
