import { Readable } from 'node:stream';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { askToSignIn, checkAccess } from '../access.ts';
import { type ActionCall, type ActionRunner, parseInput } from '../action.ts';
import {
  type ActionRoute,
  type ApiRequest,
  type ApiRoute,
  type CsvColumn,
  type FileRoute,
  LIMIT_DEFAULT,
  LIMIT_MAX,
  type ListRoute,
  type ThingRoute,
} from '../api.ts';
import type { Remembered } from '../cache/remembered.ts';
import { ROUTE_HEADER, TAGS_HEADER, writeTags } from '../cache/tags.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/database.ts';
import type { Slice, Total } from '../db/paging.ts';
import { InvalidInput, NotFound, NotSignedIn, Refusal } from '../errors.ts';
import { csv } from '../feeds/csv.ts';
import { negotiateLang } from '../i18n/languages.ts';
import type { Catalog } from '../i18n/messages.ts';
import type { Log } from '../log.ts';
import { collectOffers, type Offers } from '../module.ts';
import { NO_SURROUNDINGS, type Surroundings } from '../surroundings.ts';
import type { Actor, Tenant, TenantResolver } from '../tenant.ts';
import { answers, describe } from './api-description.ts';
import { type Answer, idempotent } from './idempotency.ts';
import { withNullableReferences } from './nullable-references.ts';
import { problemOf, problemResponse, refusalIn, retryHeaders } from './problem.ts';
import { queryObject } from './query.ts';
import { bodyContent, readSent } from './sent-body.ts';

export type ApiDeps = {
  db: Db;
  clock: Clock;
  log: Log;
  publicUrl: string;
  catalog: Catalog;
  actions: ActionRunner;
  tenants: TenantResolver;
  resolveActor(request: Request): Promise<Actor>;
  remember: Remembered['remember'];
  /** Absent: nothing is offered. */
  offers?: Offers;
  /** Absent: routes that need it fail. */
  around?: Surroundings;
  routes: readonly ApiRoute[];
  version: string;
};

export const API_BASE = '/api/v1';

const NOTHING_OFFERED = collectOffers([]);

const listParameters = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(LIMIT_MAX)
    .default(LIMIT_DEFAULT)
    .openapi({ description: `How many items, at most ${LIMIT_MAX}.` }),
  after: z.string().max(2_000).optional().openapi({ description: 'The cursor of `next`.' }),
  q: z.string().max(200).optional().openapi({ description: 'Words to look for, in any language.' }),
  institution: z.string().max(100).optional().openapi({ description: 'The slug of a public body.' }),
};

export type Api = {
  fetch(request: Request, requestId: string): Promise<Response>;
  /** The answer to what was refused before a route was chosen. */
  refuse(request: Request, refusal: unknown, requestId: string): Response;
  /** The OpenAPI 3.1 document. */
  document(): object;
};

/** The API of all modules: JSON at `/api/v1/…`, each list with its CSV twin, and the OpenAPI 3.1 document of it. */
export function createApi(deps: ApiDeps): Api {
  const app = new OpenAPIHono<{ Bindings: { requestId: string } }>({ strict: true });
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'A personal API token.',
  });
  for (const route of deps.routes) {
    if (route.kind === 'thing') mountThing(app, deps, route);
    else if (route.kind === 'list') mountList(app, deps, route);
    else if (route.kind === 'file') mountFile(app, deps, route);
    else mountAction(app, deps, route);
  }
  const document = () =>
    withNullableReferences(
      app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {
          title: 'Jamaa',
          version: deps.version,
          description:
            'What public bodies promised, and what became of it. Texts are objects keyed by language; lists are paged with `next`; errors are RFC 9457.',
          license: { name: 'EUPL-1.2', url: 'https://spdx.org/licenses/EUPL-1.2.html' },
        },
        servers: [{ url: '/' }],
      }),
    );
  app.get(`${API_BASE}/openapi.json`, (context) => {
    context.header(TAGS_HEADER, 'openapi');
    return context.json(document());
  });
  app.notFound((context) => refusal(deps, context.req.raw, new NotFound()));
  app.onError((error, context) => refusal(deps, context.req.raw, error, context.env.requestId));
  return {
    fetch: async (request, requestId) => app.fetch(request, { requestId }),
    refuse: (request, error, requestId) => refusal(deps, request, error, requestId),
    document,
  };
}

type App = OpenAPIHono<{ Bindings: { requestId: string } }>;

function mountThing(app: App, deps: ApiDeps, route: ThingRoute): void {
  const definition = createRoute({
    method: 'get',
    path: `${API_BASE}${route.path}`,
    ...describe(route),
    request: { ...(route.params ? { params: route.params } : {}), ...(route.query ? { query: route.query } : {}) },
    responses: answers(route.response, 200, route.summary),
  });
  app.openAPIRegistry.registerPath(definition);
  app.get(definition.getRoutingPath(), async (context) => {
    const request = await requestOf(deps, context.req.raw, context.req.param(), route.query);
    askToSignIn(route.access, request.actor);
    const thing = await route.target?.(request);
    if (route.target && thing === undefined) throw new NotFound();
    checkAccess(route.access, request.actor, thing, { tenant: request.tenant, today: request.today });
    const answer = await route.load(request);
    context.header(ROUTE_HEADER, route.name);
    if (route.cache && request.actor.kind === 'nobody')
      context.header(TAGS_HEADER, writeTags(route.cache(answer as never)));
    return context.json(answer as object);
  });
}

function mountFile(app: App, deps: ApiDeps, route: FileRoute): void {
  const definition = createRoute({
    method: 'get',
    path: `${API_BASE}${route.path}`,
    ...describe(route),
    request: { ...(route.params ? { params: route.params } : {}), ...(route.query ? { query: route.query } : {}) },
    responses: {
      200: {
        description: route.summary,
        content: { [route.type]: { schema: z.string().openapi({ format: 'binary' }) } },
      },
      ...answers(undefined, 404, ''),
    },
  });
  app.openAPIRegistry.registerPath(definition);
  app.get(definition.getRoutingPath(), async (context) => {
    const request = await requestOf(deps, context.req.raw, context.req.param(), route.query);
    const thing = await route.target?.(request);
    if (route.target && thing === undefined) throw new NotFound();
    checkAccess(route.access, request.actor, thing, { tenant: request.tenant, today: request.today });
    const { body, name } = await route.load(request);
    return new Response(body as BodyInit, {
      headers: {
        'content-type': route.type,
        [ROUTE_HEADER]: route.name,
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      },
    });
  });
}

function mountList(app: App, deps: ApiDeps, route: ListRoute): void {
  const query = z.object({
    ...(route.filters?.shape ?? {}),
    ...listParameters,
    ...(route.sorts
      ? {
          sort: z
            .enum(route.sorts as [string, ...string[]])
            .optional()
            .openapi({ description: 'The order of the list.' }),
        }
      : {}),
  });
  const page = z.object({
    items: z.array(route.item),
    next: z.string().nullable().openapi({ description: 'The address of what follows, or null at the end.' }),
    total: z.number().int().openapi({ description: 'Exact up to 10,000.' }),
    totalIsAtLeast: z.literal(true).optional().openapi({ description: 'Present when there are more than 10,000.' }),
  });
  const request = { query, ...(route.params ? { params: route.params } : {}) };
  const json = createRoute({
    method: 'get',
    path: `${API_BASE}${route.path}`,
    ...describe(route),
    request,
    responses: answers(page, 200, route.summary),
  });
  const { operationId, ...twin } = describe(route);
  const csvTwin = createRoute({
    method: 'get',
    path: `${API_BASE}${route.path}.csv`,
    ...twin,
    operationId: `${operationId}_csv`,
    summary: `${route.summary} (CSV)`,
    request,
    responses: {
      200: {
        description: 'The same list as CSV, UTF-8; all of it unless `limit` is given.',
        content: { 'text/csv': { schema: z.string() } },
      },
      ...answers(undefined, 404, ''),
    },
  });
  app.openAPIRegistry.registerPath(json);
  app.openAPIRegistry.registerPath(csvTwin);

  const load = async (raw: Request, params: Record<string, string>) => {
    const asked = await requestOf(deps, raw, params, query);
    checkAccess(route.access, asked.actor, undefined, { tenant: asked.tenant, today: asked.today });
    return asked;
  };
  app.get(csvTwin.getRoutingPath(), async (context) => {
    const asked = await load(context.req.raw, context.req.param());
    const name = route.path
      .split('/')
      .filter((part) => part !== '' && !part.startsWith('{'))
      .join('-');
    const limited = new URL(context.req.url).searchParams.has('limit');
    // The first page is read before the first byte is sent: a refusal can then still be a problem.
    const whole = limited ? asked : { ...asked, query: { ...(asked.query as object), limit: LIMIT_MAX } as never };
    const items = everyItem(route, whole, await readPage(route, whole), limited);
    const body = csv(route.columns as readonly CsvColumn[], items as AsyncIterable<never>);
    return new Response(Readable.toWeb(Readable.from(encoded(body))) as ReadableStream, {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        [ROUTE_HEADER]: `${route.name}-csv`,
        'content-disposition': `attachment; filename="${name}.csv"`,
      },
    });
  });
  app.get(json.getRoutingPath(), async (context) => {
    const asked = await load(context.req.raw, context.req.param());
    const list = (await route.load(asked)) as Slice<unknown> & Total;
    context.header(ROUTE_HEADER, route.name);
    if (route.cache && asked.actor.kind === 'nobody') context.header(TAGS_HEADER, writeTags(route.cache()));
    const { items, next, ...total } = list;
    return context.json({ items, next: next === null ? null : nextAddress(deps, context.req.url, next), ...total });
  });
}

async function readPage(route: ListRoute, asked: ApiRequest<never>, after?: string): Promise<Slice<unknown>> {
  const query = after === undefined ? asked.query : ({ ...(asked.query as object), after } as never);
  return route.load({ ...asked, query });
}

async function* everyItem(
  route: ListRoute,
  asked: ApiRequest<never>,
  first: Slice<unknown>,
  limited: boolean,
): AsyncIterable<unknown> {
  let page = first;
  for (;;) {
    yield* page.items;
    if (page.next === null || limited) return;
    page = await readPage(route, asked, page.next);
  }
}

async function* encoded(text: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const part of text) yield encoder.encode(part);
}

function nextAddress(deps: ApiDeps, url: string, after: string): string {
  const { pathname, searchParams } = new URL(url);
  searchParams.set('after', after);
  return `${deps.publicUrl}${pathname}?${searchParams}`;
}

function mountAction(app: App, deps: ApiDeps, route: ActionRoute): void {
  const definition = createRoute({
    method: route.method,
    path: `${API_BASE}${route.path}`,
    ...describe(route),
    request: {
      ...(route.params ? { params: route.params } : {}),
      ...(route.body ? { body: { required: true, content: bodyContent(route, route.body) } } : {}),
      ...(route.method === 'post' ? { headers: z.object({ 'idempotency-key': z.string().max(200).optional() }) } : {}),
    },
    responses: answers(route.response, route.status, route.summary),
  });
  app.openAPIRegistry.registerPath(definition);
  app.on(route.method.toUpperCase(), definition.getRoutingPath(), async (context) => {
    const raw = context.req.raw;
    const actor = await deps.resolveActor(raw);
    // Cookies alone never write through the API: a form on another site could send them.
    if (!raw.headers.has('authorization')) throw new NotSignedIn();
    const { body, files, print } = await readSent(route, raw);
    const answerOf = (result: unknown): Answer => {
      if (route.status === 204) return { status: 204, body: null };
      const shown = route.present?.(result as never, { absolute: (path) => `${deps.publicUrl}${path}` }) ?? result;
      return { status: route.status, body: JSON.stringify(shown) };
    };
    const perform = async (settle?: ActionCall['settle']) =>
      deps.actions.perform(route.action, {
        actor,
        tenant: null,
        input: await route.input({
          db: deps.db,
          actor,
          today: deps.clock.today(),
          now: deps.clock.now(),
          offers: deps.offers ?? NOTHING_OFFERED,
          around: deps.around ?? NO_SURROUNDINGS,
          params: context.req.param(),
          body: route.body ? parseInput(route.body, body) : undefined,
          files,
        }),
        ...(settle ? { settle } : {}),
      });
    const key = route.method === 'post' ? raw.headers.get('idempotency-key') : null;
    const done =
      key === null
        ? answerOf(await perform())
        : await idempotent(deps, { key, actor, address: `POST ${context.req.path}`, body: print }, answerOf, perform);
    return new Response(done.body, {
      status: done.status,
      headers: {
        ...(done.body === null ? {} : { 'content-type': 'application/json; charset=utf-8' }),
        'cache-control': 'no-store',
        [ROUTE_HEADER]: route.name,
      },
    });
  });
}

async function requestOf(
  deps: ApiDeps,
  raw: Request,
  params: Record<string, string>,
  schema: z.ZodObject | undefined,
): Promise<ApiRequest<never>> {
  const url = new URL(raw.url);
  const query = schema ? parseInput(schema, queryObject(url.searchParams)) : {};
  const slug = (query as { institution?: string }).institution;
  let tenant: Tenant | null = null;
  if (slug !== undefined) {
    tenant = (await deps.tenants.bySlug(slug)) ?? null;
    if (!tenant) throw new InvalidInput([{ pointer: '/institution', key: 'platform.errors.no-such-institution' }]);
  }
  return {
    db: deps.db,
    actor: await deps.resolveActor(raw),
    tenant,
    params,
    query: query as never,
    today: deps.clock.today(),
    now: deps.clock.now(),
    absolute: (path) => `${deps.publicUrl}${path}`,
    remember: deps.remember,
    offers: deps.offers ?? NOTHING_OFFERED,
    around: deps.around ?? NO_SURROUNDINGS,
  };
}

function refusal(deps: ApiDeps, request: Request, error: unknown, id = ''): Response {
  const words = deps.catalog.translator(negotiateLang(undefined, request.headers.get('accept-language') ?? 'en'));
  const instance = new URL(request.url).pathname;
  const refused = refusalIn(error);
  if (!(error instanceof Refusal)) deps.log.error({ err: error, request: id, path: instance }, 'an API request failed');
  if (refused) return problemResponse(problemOf(refused, words, instance), retryHeaders(refused));
  return problemResponse({
    type: 'about:blank',
    title: words.maybe('platform.errors.incident', { id }) ?? 'Internal error',
    status: 500,
    instance: `urn:jamaa:incident:${id}`,
  });
}
