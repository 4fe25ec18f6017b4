import type { AnyAction } from '#platform/action.ts';
import { type ApiRoute, defineActionRoute, textSchema, z } from '#platform/api.ts';
import { acceptPetition } from '../actions/accept-petition.ts';
import { answerPetition } from '../actions/answer-petition.ts';
import { filePetition } from '../actions/file-petition.ts';
import { finishPetition } from '../actions/finish-petition.ts';
import { recordChecks } from '../actions/record-checks.ts';
import { referPetition } from '../actions/refer-petition.ts';
import { rejectPetition } from '../actions/reject-petition.ts';
import { reopenPetition } from '../actions/reopen-petition.ts';
import { reportFollowUp } from '../actions/report-follow-up.ts';
import { schedulePetition } from '../actions/schedule-petition.ts';
import { transferPetition } from '../actions/transfer-petition.ts';
import { CONDITIONS, OUTCOMES } from '../council.ts';
import { referenceParam } from './shapes.ts';

const onPetition = z.object({ id: referenceParam });
const words = textSchema;
const votes = z.number().int().optional();

export const filePetitionRoute = defineActionRoute({
  name: 'petitions.file',
  path: '/petitions/{id}/file',
  method: 'post',
  tag: 'petitions',
  summary: 'Gives the file of a closed petition to the council; answers where its case is followed',
  params: onPetition,
  body: z.object({
    receivedOn: z.iso.date().optional().openapi({ description: 'At the counter: the day it was received.' }),
  }),
  action: filePetition,
  input: ({ params, body }) => ({ ...(body as object), petition: params.id }),
  status: 201,
  response: z.object({ track: z.string() }),
  present: ({ receipt }: { receipt: string }) => ({ track: receipt }),
});

const deeds: readonly { verb: string; action: AnyAction; summary: string; body: z.ZodObject }[] = [
  {
    verb: 'checks',
    action: recordChecks,
    summary: 'Writes down what the bureau found, condition by condition',
    body: z.object({
      checks: z
        .array(z.object({ condition: z.enum(CONDITIONS), met: z.boolean(), evidence: z.string().max(500) }))
        .max(CONDITIONS.length),
    }),
  },
  {
    verb: 'accept',
    action: acceptPetition,
    summary: 'Accepts a petition for the next ordinary session',
    body: z.object({}),
  },
  {
    verb: 'reject',
    action: rejectPetition,
    summary: 'Refuses a petition for a condition that is not met',
    body: z.object({ ground: z.enum(CONDITIONS), reasons: words }),
  },
  {
    verb: 'transfer',
    action: transferPetition,
    summary: 'Hands a filed petition to the council that has the competence',
    body: z.object({ to: z.string().max(100), reason: words }),
  },
  { verb: 'reopen', action: reopenPetition, summary: 'Takes a refusal back', body: z.object({ reasons: words }) },
  { verb: 'refer', action: referPetition, summary: 'Sends it to a committee', body: z.object({ committee: words }) },
  {
    verb: 'schedule',
    action: schedulePetition,
    summary: 'Puts it onto the agenda of a session',
    body: z.object({ sessionOn: z.iso.date(), item: z.number().int().nullable().optional(), words }),
  },
  {
    verb: 'answer',
    action: answerPetition,
    summary: 'Publishes what the council decided',
    body: z.object({
      outcome: z.enum(OUTCOMES),
      on: z.iso.date(),
      deliberation: z.string().max(60).optional(),
      votes: z.object({ for: votes, against: votes, abstained: votes }).default({}),
      reasons: words,
    }),
  },
  { verb: 'report', action: reportFollowUp, summary: 'Says what was done since', body: z.object({ words }) },
  { verb: 'finish', action: finishPetition, summary: 'Ends the follow-up', body: z.object({ words }) },
];

/** What the council does with a petition: `POST /petitions/{id}/accept` (scope `desk`). */
export const councilRoutes: readonly ApiRoute[] = deeds.map(({ verb, action, summary, body }) =>
  defineActionRoute({
    name: `petitions.${verb}`,
    path: `/petitions/{id}/${verb}`,
    method: 'post',
    tag: 'petitions',
    summary: `${summary} (scope \`desk\`)`,
    params: onPetition,
    body,
    action,
    input: ({ params, body: sent }) => ({ ...(sent as object), petition: params.id }),
    status: 204,
  }),
);
