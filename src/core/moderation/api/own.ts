import { defineActionRoute, z } from '#platform/api.ts';
import { appealDecision } from '../actions/appeal-decision.ts';
import { reportContribution } from '../actions/report-contribution.ts';

const onThing = z.object({ on: z.string().max(200) });

export const reportRoute = defineActionRoute({
  name: 'moderation.report',
  path: '/moderation/things/{on}/reports',
  method: 'post',
  tag: 'moderation',
  summary: 'Reports something to the moderators of its body',
  params: onThing,
  body: z.object({ ground: z.string(), note: z.string().max(1_000).optional() }),
  action: reportContribution,
  input: ({ params, body }) => ({ on: params.on, ...(body as object) }),
  status: 201,
  response: z.object({ again: z.boolean().openapi({ description: 'This person had reported it before.' }) }),
});

export const appealRoute = defineActionRoute({
  name: 'moderation.appeal',
  path: '/moderation/things/{on}/appeals',
  method: 'post',
  tag: 'moderation',
  summary: 'Asks that another moderator look at the hiding of one’s own text',
  params: onThing,
  body: z.object({ words: z.string().max(2_000) }),
  action: appealDecision,
  input: ({ params, body }) => ({ on: params.on, ...(body as object) }),
  status: 201,
  response: z.object({ appealId: z.string(), dueOn: z.iso.date() }),
});
