import { defineList, textColumns, z } from '#platform/api.ts';
import type { Db } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { readCommitment } from '../access.ts';
import { countEvents, type EventFilters, listEvents, publishedHere } from '../queries/events.ts';
import type { TimelineEvent } from '../queries/shapes.ts';
import { eventSchema, presentBody, presentLink, reference } from './shapes.ts';

type Item = z.input<typeof eventSchema>;

function present(event: TimelineEvent): Item {
  const { commitment, milestone } = event;
  return {
    id: event.id,
    kind: event.kind,
    at: event.at.toISOString(),
    on: event.on,
    plan: presentLink(event.plan),
    commitment: commitment && presentLink(commitment),
    milestone: milestone && { ...presentLink(milestone), number: milestone.number },
    institution: presentBody(event.institution),
    ...event.data,
  };
}

async function load(db: Db, filters: EventFilters, paging: { limit: number; after?: string }) {
  const [page, total] = await Promise.all([listEvents(db, { filters, paging }), countEvents(db, filters)]);
  return { items: page.items.map(present), next: page.next, ...total };
}

const columns = [
  { name: 'id', value: (event: Item) => event.id },
  { name: 'at', value: (event: Item) => event.at },
  { name: 'on', value: (event: Item) => event.on },
  { name: 'kind', value: (event: Item) => event.kind },
  { name: 'institution', value: (event: Item) => event.institution.slug },
  { name: 'plan', value: (event: Item) => event.plan.id },
  { name: 'commitment', value: (event: Item) => event.commitment?.id },
  { name: 'milestone', value: (event: Item) => event.milestone?.id },
  { name: 'fields', value: (event: Item) => event.fields?.join(' ') },
  { name: 'start_before', value: (event: Item) => event.from?.start },
  { name: 'end_before', value: (event: Item) => event.from?.end },
  { name: 'start_after', value: (event: Item) => event.to?.start },
  { name: 'end_after', value: (event: Item) => event.to?.end },
  { name: 'status_before', value: (event: Item) => event.statusFrom },
  { name: 'status_after', value: (event: Item) => event.statusTo },
  ...textColumns<Item>('note', (event) => event.note),
  { name: 'percent', value: (event: Item) => event.percent },
];

export const listChangesRoute = defineList({
  name: 'commitments.list-changes',
  path: '/changes',
  tag: 'changes',
  summary: 'What changed in plans, commitments and milestones',
  description: 'The latest first: published, added, changed, reported on, withdrawn. The same as the Atom feed.',
  access: readCommitment,
  filters: z.object({
    plan: reference.optional().openapi({ description: 'Id of an action plan.' }),
    commitment: reference.optional().openapi({ description: 'Id of a commitment.' }),
    since: z.iso.datetime().optional().openapi({ description: 'Only what happened at or after this moment.' }),
  }),
  item: eventSchema,
  load: ({ db, tenant, query: { plan, commitment, since, limit, after } }) =>
    load(
      db,
      { institutionId: tenant?.id, plan, commitment, since: since === undefined ? undefined : new Date(since) },
      { limit, after },
    ),
  columns,
  cache: () => ['commitments', 'institutions'],
});

export const listCommitmentEventsRoute = defineList({
  name: 'commitments.list-commitment-events',
  path: '/commitments/{id}/events',
  tag: 'commitments',
  summary: 'The timeline of one commitment',
  description: 'The latest first.',
  access: readCommitment,
  params: z.object({ id: reference }),
  item: eventSchema,
  async load({ db, params, query: { limit, after } }) {
    if (!(await publishedHere(db, 'commitment', params.id ?? ''))) throw new NotFound();
    return load(db, { commitment: params.id }, { limit, after });
  },
  columns,
  cache: () => ['commitments', 'institutions'],
});

export const listPlanEventsRoute = defineList({
  name: 'commitments.list-action-plan-events',
  path: '/action-plans/{id}/events',
  tag: 'action-plans',
  summary: 'The timeline of one action plan and of all in it',
  description: 'The latest first.',
  access: readCommitment,
  params: z.object({ id: reference }),
  item: eventSchema,
  async load({ db, params, query: { limit, after } }) {
    if (!(await publishedHere(db, 'action_plan', params.id ?? ''))) throw new NotFound();
    return load(db, { plan: params.id }, { limit, after });
  },
  columns,
  cache: () => ['commitments', 'institutions'],
});
