import { dateSchema, defineActionRoute, defineList, defineThing, z } from '#platform/api.ts';
import { InvalidInput } from '#platform/errors.ts';
import { managePersonalData, oneself, personOf } from './access.ts';
import { answerRequest } from './actions/answer-request.ts';
import { closeProcessing } from './actions/close-processing.ts';
import { openProcessing } from './actions/open-processing.ts';
import { sendRequest } from './actions/send-request.ts';
import { takeRequest } from './actions/take-request.ts';
import { everythingKnown, knownAsJson } from './known.ts';
import { registerOf } from './processings.ts';
import { requestsOf, requestsTo } from './queries.ts';
import { type DataRequest, REQUEST_KINDS } from './request.ts';

const TAG = 'personal-data';
const params = z.object({ id: z.string() });

const requestItem = z
  .object({
    id: z.string(),
    kind: z.enum(REQUEST_KINDS),
    state: z.enum(['open', 'accepted', 'refused', 'withdrawn']),
    receivedAt: z.string(),
    dueOn: dateSchema.nullable().openapi({ description: 'Law 09-08, art. 8: ten full days.' }),
    words: z
      .string()
      .nullable()
      .openapi({ description: 'What is asked: for its author, and for the official who took it.' }),
    answer: z.string().nullable(),
    answeredAt: z.string().nullable(),
  })
  .openapi('DataRequest', { description: 'A request about one’s own data.' });

function present(request: DataRequest, readable: boolean): z.input<typeof requestItem> {
  const { id, kind, state, receivedAt, dueOn, words, answer, answeredAt } = request;
  return {
    id,
    kind,
    state,
    receivedAt: receivedAt.toISOString(),
    dueOn,
    words: readable ? words : null,
    answer: readable ? answer : null,
    answeredAt: answeredAt?.toISOString() ?? null,
  };
}

export const getOwnDataRoute = defineThing({
  name: 'personal-data.get-own-data',
  path: '/me/data',
  tag: TAG,
  summary: 'Everything that is known about the person whose token this is',
  access: oneself,
  response: z.object({ exportedAt: z.string(), parts: z.record(z.string(), z.unknown()) }),
  async load({ db, actor, now, offers }) {
    const parts = await everythingKnown(db, offers.personalData, personOf(actor).id);
    return JSON.parse(knownAsJson(parts, now));
  },
});

const requestColumns = [
  { name: 'id', value: (item: z.input<typeof requestItem>) => item.id },
  { name: 'kind', value: (item: z.input<typeof requestItem>) => item.kind },
  { name: 'state', value: (item: z.input<typeof requestItem>) => item.state },
  { name: 'received_at', value: (item: z.input<typeof requestItem>) => item.receivedAt },
  { name: 'due_on', value: (item: z.input<typeof requestItem>) => item.dueOn },
  { name: 'answered_at', value: (item: z.input<typeof requestItem>) => item.answeredAt },
];

export const listOwnRequestsRoute = defineList({
  name: 'personal-data.list-own-requests',
  path: '/me/data-requests',
  tag: TAG,
  summary: 'What the person has asked about their own data',
  access: oneself,
  item: requestItem,
  async load({ db, actor }) {
    const items = (await requestsOf(db, personOf(actor).id)).map((request) => present(request, true));
    return { items, next: null, total: items.length };
  },
  columns: requestColumns,
});

export const sendRequestRoute = defineActionRoute({
  name: 'personal-data.send-request',
  path: '/me/data-requests',
  method: 'post',
  tag: TAG,
  summary: 'Asks a body to correct what it knows about the person, or to stop using it',
  body: z.object({
    kind: z.enum(REQUEST_KINDS),
    institution: z.string().optional().openapi({ description: 'Absent: the platform itself.' }),
    words: z.string(),
  }),
  action: sendRequest,
  input: ({ body }) => body,
  status: 201,
  response: z.object({ id: z.string(), dueOn: dateSchema.nullable() }),
  present: ({ id, dueOn }: { id: string; dueOn: string | null }) => ({ id, dueOn }),
});

const MOST = 500;

export const listRequestsRoute = defineList({
  name: 'personal-data.list-requests',
  path: '/data-requests',
  tag: TAG,
  summary: 'The requests about personal data that a public body has received',
  description: '`institution` says which body. What a request says is there only for the official who has taken it.',
  access: managePersonalData,
  filters: z.object({ state: z.enum(['open', 'answered']).default('open') }),
  item: requestItem,
  async load({ db, actor, tenant, query: { state } }) {
    if (!tenant) throw new InvalidInput([{ pointer: '/institution', key: 'platform.errors.missing' }]);
    const found = await requestsTo(db, tenant.id, state === 'open', MOST);
    const items = found.map((each) => present(each, actor.kind === 'person' && each.assignedTo === actor.id));
    return { items, next: null, total: items.length };
  },
  columns: requestColumns,
});

export const takeRequestRoute = defineActionRoute({
  name: 'personal-data.take-request',
  path: '/data-requests/{id}/reader',
  method: 'put',
  tag: TAG,
  summary: 'Takes a request to read and answer it; the person sees that',
  params,
  action: takeRequest,
  input: ({ params: { id } }) => ({ request: id }),
  status: 204,
});

export const answerRequestRoute = defineActionRoute({
  name: 'personal-data.answer-request',
  path: '/data-requests/{id}/answer',
  method: 'put',
  tag: TAG,
  summary: 'Answers a request, with a reason',
  params,
  body: z.object({ outcome: z.enum(['accepted', 'refused']), answer: z.string() }),
  action: answerRequest,
  input: ({ params: { id }, body }) => ({ ...(body as object), request: id }),
  status: 204,
});

const processingItem = z
  .object({
    kind: z.string(),
    regime: z.enum(['declaration', 'authorisation']),
    reference: z.string().nullable(),
    sample: z.boolean().openapi({ description: 'Entered in a trial: worth nothing in production.' }),
    openedAt: z.string().nullable(),
    closedAt: z.string().nullable(),
  })
  .openapi('Processing', { description: 'A processing of personal data, with the reference that the CNDP gave it.' });

export const listProcessingsRoute = defineList({
  name: 'personal-data.list-processings',
  path: '/processings',
  tag: TAG,
  summary: 'The register of a public body’s processings of personal data',
  description: '`institution` says which body.',
  access: managePersonalData,
  item: processingItem,
  async load({ db, tenant, offers }) {
    if (!tenant) throw new InvalidInput([{ pointer: '/institution', key: 'platform.errors.missing' }]);
    const register = await registerOf(db, tenant.id);
    const items = offers.processings.map(({ kind, regime }) => {
      const row = register.get(kind);
      return {
        kind,
        regime,
        reference: row?.reference ?? null,
        sample: row?.sample ?? false,
        openedAt: row?.openedAt.toISOString() ?? null,
        closedAt: row?.closedAt?.toISOString() ?? null,
      };
    });
    return { items, next: null, total: items.length };
  },
  columns: [
    { name: 'kind', value: (item) => item.kind },
    { name: 'regime', value: (item) => item.regime },
    { name: 'reference', value: (item) => item.reference },
    { name: 'sample', value: (item) => item.sample },
    { name: 'opened_at', value: (item) => item.openedAt },
    { name: 'closed_at', value: (item) => item.closedAt },
  ],
});

export const openProcessingRoute = defineActionRoute({
  name: 'personal-data.open-processing',
  path: '/processings/{id}',
  method: 'put',
  tag: TAG,
  summary: 'Enters the CNDP’s reference: the body may collect the data from now on',
  params,
  body: z.object({ institution: z.string(), reference: z.string() }),
  action: openProcessing,
  input: ({ params: { id }, body }) => ({ ...(body as object), kind: id }),
  status: 204,
});

export const closeProcessingRoute = defineActionRoute({
  name: 'personal-data.close-processing',
  path: '/processings/{id}/closing',
  method: 'post',
  tag: TAG,
  summary: 'Stops the collection of a processing',
  params,
  body: z.object({ institution: z.string() }),
  action: closeProcessing,
  input: ({ params: { id }, body }) => ({ ...(body as object), kind: id }),
  status: 204,
});
