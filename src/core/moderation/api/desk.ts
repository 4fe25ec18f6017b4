import { defineActionRoute, defineList, z } from '#platform/api.ts';
import { asTotal } from '#platform/db/paging.ts';
import { NotFound } from '#platform/errors.ts';
import { readQueue } from '../access.ts';
import { closeGround } from '../actions/close-ground.ts';
import { decideAppeal } from '../actions/decide-appeal.ts';
import { hideContribution } from '../actions/hide-contribution.ts';
import { keepContribution } from '../actions/keep-contribution.ts';
import { restoreContribution } from '../actions/restore-contribution.ts';
import { writeGround } from '../actions/write-ground.ts';
import { countQueue, listAppeals, listQueue } from '../queries/items.ts';
import { appealSchema, queuedSchema } from './shapes.ts';

type Item = z.input<typeof queuedSchema>;

/** What waits for the moderators of a body. */
export const listQueueRoute = defineList({
  name: 'moderation.list-queue',
  path: '/moderation/queue',
  tag: 'moderation',
  summary: 'What waits for the moderators of a body',
  description: 'For moderators, with a token of the scope `desk` and `institution` given. The most urgent first.',
  access: readQueue,
  filters: z.object({
    held: z.stringbool().optional().openapi({ description: 'Only what waits unseen, or only the rest.' }),
  }),
  item: queuedSchema,
  async load({ db, tenant, query: { held, limit, after } }) {
    if (!tenant) throw new NotFound();
    const { items, next } = await listQueue(db, tenant.id, { held, paging: { limit, after } });
    return {
      items: items.map((item) => ({
        id: item.id,
        on: `${item.kind}:${item.thingId}`,
        about: item.about,
        held: item.held,
        points: item.points,
        signs: item.signs,
        reports: item.reports,
        unproven: item.unproven,
        openedAt: item.openedAt.toISOString(),
        dueOn: item.dueOn,
      })),
      next,
      ...(await countQueue(db, tenant.id, held)),
    };
  },
  columns: [
    { name: 'id', value: (item: Item) => item.id },
    { name: 'on', value: (item: Item) => item.on },
    { name: 'due_on', value: (item: Item) => item.dueOn },
    { name: 'held', value: (item: Item) => item.held },
    { name: 'points', value: (item: Item) => item.points },
    { name: 'signs', value: (item: Item) => item.signs.join(' ') },
    { name: 'reports', value: (item: Item) => item.reports },
    { name: 'unproven', value: (item: Item) => item.unproven },
  ],
});

const MOST_APPEALS = 500;

type AppealItem = z.input<typeof appealSchema>;

/** The appeals of a body that wait for their decision. */
export const listAppealsRoute = defineList({
  name: 'moderation.list-appeals',
  path: '/moderation/appeals',
  tag: 'moderation',
  summary: 'The appeals that wait for a decision',
  description:
    'For moderators, with a token of the scope `desk` and `institution` given. At most 500, the most urgent first.',
  access: readQueue,
  item: appealSchema,
  async load({ db, tenant }) {
    if (!tenant) throw new NotFound();
    const appeals = await listAppeals(db, tenant.id, { limit: MOST_APPEALS });
    return {
      items: appeals.map((appeal) => ({
        id: appeal.id,
        on: `${appeal.kind}:${appeal.thingId}`,
        about: appeal.about,
        words: appeal.words,
        madeAt: appeal.madeAt.toISOString(),
        dueOn: appeal.dueOn,
      })),
      next: null,
      ...asTotal(appeals.length),
    };
  },
  columns: [
    { name: 'id', value: (item: AppealItem) => item.id },
    { name: 'on', value: (item: AppealItem) => item.on },
    { name: 'due_on', value: (item: AppealItem) => item.dueOn },
  ],
});

const onThing = z.object({ on: z.string().max(200) });
const words = z.string().max(2_000).optional();
const decided = z.object({ decisionId: z.string() });

export const hideRoute = defineActionRoute({
  name: 'moderation.hide',
  path: '/moderation/things/{on}/hide',
  method: 'post',
  tag: 'moderation',
  summary: 'Hides something, with a reason',
  params: onThing,
  body: z.object({ ground: z.string(), words }),
  action: hideContribution,
  input: ({ params, body }) => ({ on: params.on, ...(body as object) }),
  status: 201,
  response: decided,
});

export const keepRoute = defineActionRoute({
  name: 'moderation.keep',
  path: '/moderation/things/{on}/keep',
  method: 'post',
  tag: 'moderation',
  summary: 'Keeps something that was reported, or shows what was held',
  params: onThing,
  action: keepContribution,
  input: ({ params }) => ({ on: params.on }),
  status: 201,
  response: decided,
});

export const restoreRoute = defineActionRoute({
  name: 'moderation.restore',
  path: '/moderation/things/{on}/restore',
  method: 'post',
  tag: 'moderation',
  summary: 'Shows again what was hidden',
  params: onThing,
  body: z.object({ words }),
  action: restoreContribution,
  input: ({ params, body }) => ({ on: params.on, ...(body as object) }),
  status: 201,
  response: decided,
});

export const decideAppealRoute = defineActionRoute({
  name: 'moderation.decide-appeal',
  path: '/moderation/appeals/{id}/decision',
  method: 'post',
  tag: 'moderation',
  summary: 'Decides an appeal against another moderator’s decision',
  params: z.object({ id: z.string() }),
  body: z.object({ outcome: z.enum(['restored', 'confirmed']), answer: z.string() }),
  action: decideAppeal,
  input: ({ params, body }) => ({ appeal: params.id, ...(body as object) }),
  status: 201,
  response: z.object({ on: z.string() }),
});

const wording = z.object({ ar: z.string(), fr: z.string(), en: z.string().optional() });

export const writeGroundRoute = defineActionRoute({
  name: 'moderation.write-ground',
  path: '/moderation/grounds',
  method: 'post',
  tag: 'moderation',
  summary: 'Words a reason of a body',
  description: 'Without `key` a new reason; with the key of a reason that every body has, its words in this body.',
  body: z.object({ institutionId: z.uuid(), key: z.string().optional(), label: wording, letter: wording }),
  action: writeGround,
  input: ({ body }) => body,
  status: 201,
  response: z.object({ key: z.string() }),
});

export const closeGroundRoute = defineActionRoute({
  name: 'moderation.close-ground',
  path: '/moderation/grounds/{institution}/{key}',
  method: 'delete',
  tag: 'moderation',
  summary: 'Takes a body’s own words for a reason back',
  params: z.object({ institution: z.uuid(), key: z.string() }),
  action: closeGround,
  input: ({ params }) => ({ institutionId: params.institution, key: params.key }),
  status: 204,
});
