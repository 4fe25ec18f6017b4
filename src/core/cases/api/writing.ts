import { type ActionRequest, defineActionRoute, z } from '#platform/api.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { followCase, workOnCase } from '../access.ts';
import { assignCases } from '../actions/assign-cases.ts';
import { confirmDecision } from '../actions/confirm-decision.ts';
import { eraseEvent } from '../actions/erase-event.ts';
import { recordDelivery } from '../actions/record-delivery.ts';
import { replyToCase } from '../actions/reply-to-case.ts';
import { transferCase } from '../actions/transfer-case.ts';
import { writeMessage } from '../actions/write-message.ts';
import { writeMessages } from '../actions/write-messages.ts';
import { DELIVERIES } from '../case.ts';
import { messageOf } from '../sent-message.ts';
import { caseParam } from './shapes.ts';

const onCase = z.object({ id: caseParam });
const secret = z
  .string()
  .max(60)
  .optional()
  .openapi({ description: 'The secret of the receipt; absent: your account.' });
const reason = z.object({ ar: z.string().max(1_000), fr: z.string().max(1_000).optional() });
const messageBody = z.object({ lang: z.enum(LANGUAGES), words: z.string().max(10_000) });
const eventAnswer = z.object({ event: z.string() });

type Message = z.infer<typeof messageBody>;

/** A message that came with a document, or without. */
function sentMessage({ params, body, files, ...scene }: ActionRequest, rule: typeof followCase, told: object) {
  const { lang, words } = body as Message;
  const message = { ...told, case: params.id ?? '', lang, words, upload: '' };
  const file = files.find(({ field }) => field === 'file');
  return messageOf({ ...scene, tenant: null }, rule, { ...message, file });
}

export const replyRoute = defineActionRoute({
  name: 'cases.reply',
  path: '/cases/{id}/replies',
  method: 'post',
  tag: 'cases',
  summary: 'Writes to those who work on a case, as its party',
  params: onCase,
  body: messageBody.extend({ secret }),
  files: ['file'],
  action: replyToCase,
  input: (request) => sentMessage(request, followCase, { secret: (request.body as { secret?: string }).secret }),
  status: 201,
  response: eventAnswer,
});

export const writeMessageRoute = defineActionRoute({
  name: 'cases.write-message',
  path: '/cases/{id}/messages',
  method: 'post',
  tag: 'cases',
  summary: 'Writes to the party of a case, or a note for those who work on it (scope `desk`)',
  params: onCase,
  body: messageBody.extend({ readers: z.enum(['parties', 'officials']).optional() }),
  files: ['file'],
  action: writeMessage,
  input: (request) => sentMessage(request, workOnCase, { readers: (request.body as { readers?: string }).readers }),
  status: 201,
  response: eventAnswer,
});

export const writeMessagesRoute = defineActionRoute({
  name: 'cases.write-messages',
  path: '/case-messages',
  method: 'post',
  tag: 'cases',
  summary: 'Writes the same message to the parties of many cases (scope `desk`)',
  body: messageBody.extend({ cases: z.array(z.string().max(40)).max(200) }),
  action: writeMessages,
  input: ({ body }) => body,
  status: 200,
  response: z.object({ written: z.number().int() }),
});

export const confirmDecisionRoute = defineActionRoute({
  name: 'cases.confirm-decision',
  path: '/cases/{id}/confirm',
  method: 'post',
  tag: 'cases',
  summary: 'Says that you have the decision',
  params: onCase,
  body: z.object({ secret }),
  action: confirmDecision,
  input: ({ params, body }) => ({ ...(body as object), case: params.id }),
  status: 204,
});

export const assignCasesRoute = defineActionRoute({
  name: 'cases.assign',
  path: '/case-assignments',
  method: 'post',
  tag: 'cases',
  summary: 'Gives cases to an official, or back to everybody (scope `desk`)',
  body: z.object({ cases: z.array(z.string().max(40)).max(200), to: z.string().max(40) }),
  action: assignCases,
  input: ({ body }) => body,
  status: 200,
  response: z.object({ assigned: z.number().int() }),
});

export const transferCaseRoute = defineActionRoute({
  name: 'cases.transfer',
  path: '/cases/{id}/transfer',
  method: 'post',
  tag: 'cases',
  summary: 'Hands a case to another body (scope `desk`)',
  params: onCase,
  body: z.object({ to: z.string().max(100), reason }),
  action: transferCase,
  input: ({ params, body }) => ({ ...(body as object), case: params.id }),
  status: 204,
});

export const recordDeliveryRoute = defineActionRoute({
  name: 'cases.record-delivery',
  path: '/cases/{id}/deliveries',
  method: 'post',
  tag: 'cases',
  summary: 'Writes down how a decision was handed over (scope `desk`)',
  params: onCase,
  body: z.object({ how: z.enum(DELIVERIES), on: z.iso.date(), evidence: z.string().max(1_000) }),
  action: recordDelivery,
  input: ({ params, body }) => ({ ...(body as object), case: params.id }),
  status: 204,
});

export const eraseEventRoute = defineActionRoute({
  name: 'cases.erase-event',
  path: '/cases/{id}/events/{event}/erase',
  method: 'post',
  tag: 'cases',
  summary: 'Takes the words and documents of an event away, for good (scope `desk`)',
  params: onCase.extend({ event: z.string().max(40) }),
  body: z.object({ reason }),
  action: eraseEvent,
  input: ({ params, body }) => ({ ...(body as object), case: params.id, event: params.event }),
  status: 204,
});
