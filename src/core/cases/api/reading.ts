import { type ApiRequest, defineList, defineThing, z } from '#platform/api.ts';
import { ownCases, readCase, readFigures, seeCases, workOnCase } from '../access.ts';
import { found } from '../case.ts';
import { caseFigures } from '../figures.ts';
import { casesOf, listCases, timelineOf } from '../queries.ts';
import { queueOf } from '../queue.ts';
import { findCase } from '../target.ts';
import { caseParam, caseSchema, eventSchema, figuresSchema, presentCase, presentEvent } from './shapes.ts';

type Item = z.input<typeof caseSchema>;

const columns = [
  { name: 'id', value: (item: Item) => item.id },
  { name: 'kind', value: (item: Item) => item.kind },
  { name: 'title_ar', value: (item: Item) => item.title.ar },
  { name: 'title_fr', value: (item: Item) => item.title.fr },
  { name: 'state', value: (item: Item) => item.state },
  { name: 'party', value: (item: Item) => item.party.name },
  { name: 'received_on', value: (item: Item) => item.receivedOn },
  { name: 'due_on', value: (item: Item) => item.dueOn },
  { name: 'decided_on', value: (item: Item) => item.decidedOn },
  { name: 'outcome', value: (item: Item) => item.outcome },
  { name: 'ground', value: (item: Item) => item.ground },
];

export const listCasesRoute = defineList({
  name: 'cases.list-cases',
  path: '/cases',
  tag: 'cases',
  summary: 'The queue of a body, named by `institution`: what is due first first (scope `desk`)',
  access: seeCases,
  filters: z.object({ kind: z.string().max(40).optional(), shown: z.enum(['open', 'late', 'all']).default('open') }),
  item: caseSchema,
  async load({ db, actor, tenant, today, offers, query: { kind, shown, limit, after } }) {
    const { filter } = queueOf(offers, { actor, tenant, today }, { kind, shown });
    const page = await listCases(db, filter, { limit, after });
    return { ...page, items: page.items.map(presentCase) };
  },
  columns,
});

export const listOwnCasesRoute = defineList({
  name: 'cases.list-own-cases',
  path: '/me/cases',
  tag: 'cases',
  summary: 'Your own cases, the latest first',
  access: ownCases,
  item: caseSchema,
  async load({ db, actor }) {
    const own = actor.kind === 'person' ? await casesOf(db, actor.id) : [];
    return { items: own.map(presentCase), next: null, total: own.length };
  },
  columns,
});

const secretQuery = z.object({
  secret: z
    .string()
    .max(60)
    .optional()
    .openapi({ description: 'The secret of the receipt, for whoever has no account.' }),
});

const caseOf = (request: ApiRequest<never>) => {
  const { secret } = secretQuery.parse(request.query);
  return findCase(request, request.params.id ?? '', secret);
};

export const getCaseRoute = defineThing({
  name: 'cases.get-case',
  path: '/cases/{id}',
  tag: 'cases',
  summary: 'One case with its log, as its party or those who work on it read it',
  access: readCase,
  target: caseOf,
  params: z.object({ id: caseParam }),
  query: secretQuery,
  response: caseSchema.extend({ events: z.array(eventSchema) }).openapi('CaseDetail'),
  async load(request) {
    const { db, actor, tenant, today } = request;
    const caseFile = found(await caseOf(request as never));
    const reader = workOnCase.allows(actor, caseFile, { tenant, today }) ? 'officials' : 'parties';
    return { ...presentCase(caseFile), events: (await timelineOf(db, caseFile, reader)).map(presentEvent) };
  },
});

export const caseFiguresRoute = defineThing({
  name: 'cases.get-figures',
  path: '/case-figures',
  tag: 'cases',
  summary: 'How the periods of the law are kept, kind by kind, for all bodies or one',
  access: readFigures,
  query: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() }),
  response: z.object({ year: z.number().int(), kinds: z.array(figuresSchema) }).openapi('CaseFiguresOfYear'),
  async load({ db, tenant, today, offers, query }) {
    const year = query.year ?? Number(today.slice(0, 4));
    return { year, kinds: await caseFigures(db, offers.caseKinds, { institutionId: tenant?.id ?? null, year, today }) };
  },
});
