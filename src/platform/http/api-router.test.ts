import { type Kysely, sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { aPerson } from '../../../test/setup/actors.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { type AccessRule, anyone, rule } from '../access.ts';
import { actionRunner, defineAction } from '../action.ts';
import { defineActionRoute, defineList, defineThing, textColumns, textSchema, z } from '../api.ts';
import { remembered } from '../cache/remembered.ts';
import { ROUTE_HEADER, readTags, TAGS_HEADER } from '../cache/tags.ts';
import { handClock } from '../clock.ts';
import type { Db } from '../db/database.ts';
import { asTotal, slice } from '../db/paging.ts';
import { Gone, NotFound, TooMany } from '../errors.ts';
import { makeCatalog } from '../i18n/messages.ts';
import { platformMessages } from '../i18n/platform-messages.ts';
import type { Text } from '../i18n/text.ts';
import { newId } from '../ids.ts';
import { createLog } from '../log.ts';
import { type Actor, NOBODY, type Tenant } from '../tenant.ts';
import { createApi } from './api-router.ts';

const { db, pool } = await testDatabase();
const clock = handClock('2026-11-21T10:00:00Z');
const lines: Record<string, unknown>[] = [];
const log = createLog({ destination: { write: (line: string) => void lines.push(JSON.parse(line)) }, plain: false });

type Tree = { id: string; owner: string; reference: string; name: Text; height: number };
const trees = (handle: Db) => handle as unknown as Kysely<{ tree: Tree }>;
await pool.query(
  'create table tree (id uuid primary key, owner uuid not null, reference text not null unique, name jsonb not null, height int not null)',
);

const RABAT: Tenant = {
  id: '019a0000-0000-7000-8000-000000000001',
  slug: 'rabat',
  host: null,
  name: { fr: 'Rabat' },
  accent: 'palm',
  emblem: null,
  contact: {},
};
const FES = '019a0000-0000-7000-8000-000000000002';

const treeSchema = z.object({ reference: z.string(), name: textSchema, height: z.number().int() }).openapi('Tree');
const shape = ({ reference, name, height }: Tree) => ({ reference, name, height });
const persons: AccessRule<unknown> = rule('a person', (actor) => actor.kind === 'person');

const routes = [
  defineList({
    name: 'trees.list',
    path: '/trees',
    tag: 'trees',
    summary: 'All trees.',
    access: anyone,
    filters: z.object({
      taller: z.coerce.number().int().min(0).optional(),
      kind: z.array(z.string()).or(z.string()).optional(),
    }),
    sorts: ['reference', 'height'],
    item: treeSchema,
    load: async ({ db: handle, query, tenant, remember }) => {
      let found = trees(handle).selectFrom('tree').selectAll();
      if (tenant) found = found.where('owner', '=', tenant.id);
      if (query.taller !== undefined) found = found.where('height', '>', query.taller);
      if (query.q) found = found.where(sql<boolean>`name::text ilike ${`%${query.q}%`}`);
      const by = query.sort === 'height' ? ['height', 'id'] : ['reference', 'id'];
      const { items, next } = await slice<Tree>(
        found,
        by.map((key) => ({ sql: sql.ref(key), key, direction: 'asc' as const })),
        { limit: query.limit, after: query.after },
      );
      const total = await remember(`trees ${JSON.stringify(query)} ${items.length}`, ['trees'], async () =>
        asTotal(items.length),
      );
      return { items: items.map(shape), next, ...total };
    },
    columns: [
      { name: 'reference', value: (tree) => tree.reference },
      ...textColumns<z.input<typeof treeSchema>>('name', (tree) => tree.name),
      { name: 'height', value: (tree) => tree.height },
    ],
    cache: () => ['trees'],
  }),
  defineThing({
    name: 'trees.get',
    path: '/trees/{reference}',
    tag: 'trees',
    summary: 'One tree.',
    params: z.object({ reference: z.string() }),
    access: anyone,
    response: treeSchema,
    load: async ({ db: handle, params }) => {
      if (params.reference === 'burnt') throw new Gone();
      if (params.reference === 'busy') throw new TooMany(11);
      if (params.reference === 'broken') throw new Error('the password is hunter2');
      const tree = await trees(handle)
        .selectFrom('tree')
        .selectAll()
        .where('reference', '=', params.reference ?? '')
        .executeTakeFirst();
      if (!tree) throw new NotFound();
      return shape(tree);
    },
    cache: (tree) => [`tree:${tree.reference}`],
  }),
  defineThing({
    name: 'trees.secret',
    path: '/secrets',
    tag: 'trees',
    summary: 'Where the old trees stand.',
    access: persons,
    response: z.object({ where: z.string() }),
    load: async () => ({ where: 'behind the mill' }),
    cache: () => ['trees'],
  }),
  defineActionRoute({
    name: 'trees.plant',
    path: '/trees',
    method: 'post',
    tag: 'trees',
    summary: 'Plants a tree.',
    body: z.object({ reference: z.string().min(1).max(20), height: z.number().int().min(1) }),
    action: defineAction({
      name: 'trees.plant-tree',
      input: z.object({ reference: z.string(), height: z.number() }),
      access: persons,
      event: 'tree.planted',
      run: async ({ db: tx, actor }, input) => {
        const owner = actor.kind === 'person' ? actor.id : FES;
        const tree = { id: newId(), owner, name: { fr: input.reference }, ...input };
        await trees(tx).insertInto('tree').values(tree).execute();
        return tree;
      },
    }),
    input: ({ body }) => body,
    status: 201,
    response: treeSchema,
    present: (tree: Tree, { absolute }) => ({ ...shape(tree), url: absolute(`/fr/trees/${tree.reference}`) }),
  }),
  defineActionRoute({
    name: 'trees.fell',
    path: '/trees/{reference}',
    method: 'delete',
    tag: 'trees',
    summary: 'Fells a tree.',
    params: z.object({ reference: z.string() }),
    action: defineAction({
      name: 'trees.fell-tree',
      input: z.object({ reference: z.string() }),
      target: async ({ db: tx }, { reference }) =>
        trees(tx).selectFrom('tree').selectAll().where('reference', '=', reference).executeTakeFirst(),
      access: persons,
      event: 'tree.felled',
      run: async ({ db: tx }, { reference }) => {
        await trees(tx).deleteFrom('tree').where('reference', '=', reference).execute();
      },
    }),
    input: ({ params }) => params,
    status: 204,
  }),
];

let actor: Actor = NOBODY;
const PERSON: Actor = aPerson({ id: RABAT.id });
const PUBLIC = 'https://jamaa.example';
const api = createApi({
  db,
  clock,
  log,
  publicUrl: PUBLIC,
  catalog: makeCatalog({ platform: platformMessages }),
  actions: actionRunner({ db, clock, log, queueJob: async () => {}, announce: async () => {} }),
  tenants: { bySlug: async (slug) => (slug === 'rabat' ? RABAT : undefined), byHost: async () => undefined },
  resolveActor: async (request) => (request.headers.get('authorization') === 'Bearer good' ? PERSON : actor),
  remember: remembered({ clock }).remember,
  routes,
  version: '1.2.3',
});

async function ask(path: string, init: RequestInit = {}) {
  const answer = await api.fetch(new Request(`${PUBLIC}/api/v1${path}`, init), 'incident-1');
  // `text()` would take the byte order mark away.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  const type = answer.headers.get('content-type') ?? '';
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    type,
    json: type.includes('json') ? JSON.parse(text) : null,
  };
}
const send = (path: string, body: unknown, headers: Record<string, string> = {}, method = 'POST') =>
  ask(path, {
    method,
    headers: { authorization: 'Bearer good', 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const plant = (many: readonly Partial<Tree>[]) =>
  trees(db)
    .insertInto('tree')
    .values(
      many.map((tree) => ({
        id: newId(),
        owner: RABAT.id,
        reference: tree.reference ?? newId(),
        height: 3,
        ...tree,
        name: JSON.stringify(tree.name ?? { ar: 'أرز', fr: 'cèdre' }) as never,
      })),
    )
    .execute();

beforeEach(async () => {
  actor = NOBODY;
  lines.length = 0;
  await pool.query('truncate tree, audit');
});

describe('one thing', () => {
  test('is JSON, and names what it shows', async () => {
    await plant([{ reference: 'T1', height: 12 }]);
    const { status, type, json, headers } = await ask('/trees/T1');
    expect([status, type]).toEqual([200, 'application/json']);
    expect(json).toEqual({ reference: 'T1', name: { ar: 'أرز', fr: 'cèdre' }, height: 12 });
    expect(headers.get(TAGS_HEADER)).toBe('tree:T1');
    expect(headers.get(ROUTE_HEADER)).toBe('trees.get');
  });

  test.each([
    ['أرز', encodeURIComponent('أرز')],
    ['a/b', 'a%2Fb'],
    ['100%', '100%25'],
    ['%41', '%2541'],
  ])('may be called %s', async (reference, address) => {
    await plant([{ reference }]);
    const { status, json, headers } = await ask(`/trees/${address}`);
    expect(status).toBe(200);
    expect(json.reference).toBe(reference);
    expect(readTags(headers.get(TAGS_HEADER) ?? '')).toEqual([`tree:${reference}`]);
  });

  test('for somebody who is known is not kept for others', async () => {
    await plant([{ reference: 'T1' }]);
    expect((await ask('/trees/T1', { headers: { authorization: 'Bearer good' } })).headers.get(TAGS_HEADER)).toBeNull();
  });
});

describe('a list', () => {
  test('has items, the address of what follows, and a total', async () => {
    await plant(['A', 'B', 'C'].map((reference) => ({ reference })));
    const first = (await ask('/trees?limit=2&q=c%C3%A8d')).json;
    expect(first.items.map((tree: Tree) => tree.reference)).toEqual(['A', 'B']);
    expect(first.total).toBe(2);
    const next = new URL(first.next);
    expect(next.origin + next.pathname).toBe(`${PUBLIC}/api/v1/trees`);
    expect([next.searchParams.get('limit'), next.searchParams.get('q')]).toEqual(['2', 'cèd']);
    const second = (await ask(`/trees${next.search}`)).json;
    expect(second).toMatchObject({ items: [{ reference: 'C' }], next: null });
  });

  test('is read to its end without a tree twice or missing while others are planted', async () => {
    const original = Array.from({ length: 40 }, (_, index) => `M${String(index).padStart(2, '0')}`);
    await plant(original.map((reference, index) => ({ reference, height: index % 7 })));
    for (const sort of ['reference', 'height']) {
      const seen: string[] = [];
      let address = `/trees?limit=7&sort=${sort}`;
      for (let page = 0; ; page++) {
        const { json } = await ask(address);
        seen.push(...json.items.map((tree: Tree) => tree.reference));
        if (json.next === null) break;
        address = json.next.slice(`${PUBLIC}/api/v1`.length);
        await plant(['A', 'M', 'Z'].map((letter) => ({ reference: `${letter}-${sort}-${page}`, height: page })));
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(original.filter((reference) => !seen.includes(reference))).toEqual([]);
    }
  });

  test('is narrowed to one body', async () => {
    await plant([{ reference: 'A' }, { reference: 'B', owner: FES }]);
    expect((await ask('/trees?institution=rabat')).json.items).toHaveLength(1);
    expect((await ask('/trees')).json.items).toHaveLength(2);
  });

  test('has fifty items when nothing is asked, and at most five hundred', async () => {
    await plant(Array.from({ length: 51 }, () => ({})));
    expect((await ask('/trees')).json.items).toHaveLength(50);
    expect((await ask('/trees?limit=500')).json.items).toHaveLength(51);
  });

  test('that is empty is a list', async () => {
    expect((await ask('/trees')).json).toEqual({ items: [], next: null, total: 0 });
  });

  test('ignores what it does not know', async () => {
    expect((await ask('/trees?utm_source=x&__proto__=y&constructor=z')).status).toBe(200);
  });
});

describe('the CSV of a list', () => {
  test('is all of it, with a column for each language', async () => {
    await plant(Array.from({ length: 501 }, (_, index) => ({ reference: `T${String(index).padStart(3, '0')}` })));
    const { status, type, text, headers } = await ask('/trees.csv');
    expect([status, type]).toEqual([200, 'text/csv; charset=utf-8; header=present']);
    expect(headers.get('content-disposition')).toBe('attachment; filename="trees.csv"');
    expect(headers.get(ROUTE_HEADER)).toBe('trees.list-csv');
    const rows = text.trimEnd().split('\r\n');
    expect(rows[0]).toBe('\uFEFFreference,name_ar,name_fr,name_en,height');
    expect(rows).toHaveLength(502);
    expect(rows[1]).toBe('T000,أرز,cèdre,,3');
    expect(new Set(rows).size).toBe(502);
  });

  test('is filtered and ordered like the list, and limited when a limit is given', async () => {
    await plant([
      { reference: 'A', height: 9 },
      { reference: 'B', height: 1 },
      { reference: 'C', height: 5 },
    ]);
    const lines = async (query: string) => (await ask(`/trees.csv${query}`)).text.trimEnd().split('\r\n').slice(1);
    expect(await lines('?sort=height')).toEqual(['B,أرز,cèdre,,1', 'C,أرز,cèdre,,5', 'A,أرز,cèdre,,9']);
    expect(await lines('?taller=4')).toHaveLength(2);
    expect(await lines('?limit=1')).toHaveLength(1);
    const { next } = (await ask('/trees?limit=1')).json;
    expect(await lines(new URL(next).search)).toEqual(['B,أرز,cèdre,,1']);
  });

  test('that is wrong is a problem, not half a file', async () => {
    await plant([{}]);
    for (const query of ['after=nonsense', 'limit=0', 'sort=colour', 'institution=nowhere']) {
      const { status, type } = await ask(`/trees.csv?${query}`);
      expect([status, type], query).toEqual([422, 'application/problem+json; charset=utf-8']);
    }
  });
});

describe('a problem', () => {
  test.each([
    ['limit=0', '/limit'],
    ['limit=501', '/limit'],
    ['limit=many', '/limit'],
    ['limit=1&limit=2', '/limit'],
    ['sort=colour', '/sort'],
    ['taller=-1', '/taller'],
    ['after=nonsense', '/after'],
    ['institution=nowhere', '/institution'],
    [`q=${'x'.repeat(201)}`, '/q'],
  ])('%s: the answer says where', async (query, pointer) => {
    const { status, json, type, headers } = await ask(`/trees?${query}`, { headers: { 'accept-language': 'fr' } });
    expect([status, type]).toEqual([422, 'application/problem+json; charset=utf-8']);
    expect(json).toMatchObject({ type: 'urn:jamaa:problem:invalid-input', status: 422, instance: '/api/v1/trees' });
    expect(json.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
    for (const { message } of json.errors) expect(message).not.toMatch(/^platform\.|^$/);
    expect(headers.get(TAGS_HEADER)).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('names every fault at once', async () => {
    const { json } = await ask('/trees?limit=0&sort=colour&taller=x');
    expect(json.errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual([
      '/limit',
      '/sort',
      '/taller',
    ]);
  });

  test('speaks the language of who asks, English when nobody says', async () => {
    const title = async (lang?: string) =>
      (await ask('/trees/nothing', lang ? { headers: { 'accept-language': lang } } : {})).json.title as string;
    const titles = await Promise.all([title('ar'), title('fr'), title('en'), title()]);
    expect(new Set(titles).size).toBe(3);
    expect(titles[0]).toMatch(/[\u0600-\u06ff]/);
    expect(titles[3]).toBe(titles[2]);
  });

  test.each([
    ['/trees/nothing', 404, 'urn:jamaa:problem:not-found'],
    ['/nothing', 404, 'urn:jamaa:problem:not-found'],
    ['/trees/a/b', 404, 'urn:jamaa:problem:not-found'],
    ['/trees/%E0%A4%A', 404, 'urn:jamaa:problem:not-found'],
    ['/trees/burnt', 410, 'urn:jamaa:problem:gone'],
    ['/trees/busy', 429, 'urn:jamaa:problem:too-many'],
    ['/secrets', 401, 'urn:jamaa:problem:not-signed-in'],
  ])('%s: %i', async (path, expected, type) => {
    const { status, json, headers } = await ask(path);
    expect(status).toBe(expected);
    expect(json).toMatchObject({ type, status: expected, instance: `/api/v1${path}` });
    expect(headers.get('retry-after')).toBe(expected === 429 ? '11' : null);
    expect(lines).toEqual([]);
  });

  test('that is a bug has an incident number, and its reason is in the log alone', async () => {
    const { status, json, text } = await ask('/trees/broken');
    expect(status).toBe(500);
    expect(json).toMatchObject({ status: 500, instance: 'urn:jamaa:incident:incident-1' });
    expect(text).not.toContain('hunter2');
    expect(JSON.stringify(lines)).toContain('hunter2');
  });

  test('that came before a route was chosen has the same form', async () => {
    const answer = api.refuse(new Request(`${PUBLIC}/api/v1/trees`), new TooMany(3), 'x');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '3']);
    expect(await answer.json()).toMatchObject({ type: 'urn:jamaa:problem:too-many' });
    const away = Object.assign(new Error('no'), { code: '57P03' });
    const waiting = api.refuse(new Request(`${PUBLIC}/api/v1/trees`), away, 'x');
    expect([waiting.status, waiting.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await waiting.json()).toMatchObject({ type: 'urn:jamaa:problem:unavailable' });
  });
});

describe('writing', () => {
  const count = async () => Number((await pool.query('select count(*) from tree')).rows[0].count);

  test('does the action and shows what it made', async () => {
    const { status, json, headers } = await send('/trees', { reference: 'T1', height: 3 });
    expect(status).toBe(201);
    expect(json).toEqual({ reference: 'T1', name: { fr: 'T1' }, height: 3, url: `${PUBLIC}/fr/trees/T1` });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get(TAGS_HEADER)).toBeNull();
    expect((await pool.query('select actor, event from audit')).rows).toEqual([
      { actor: `person:${RABAT.id}`, event: 'tree.planted' },
    ]);
  });

  test('without an answer to show answers 204', async () => {
    await plant([{ reference: 'a/b' }]);
    const done = await send('/trees/a%2Fb', undefined, {}, 'DELETE');
    expect([done.status, done.text, await count()]).toEqual([204, '', 0]);
    expect((await send('/trees/a%2Fb', undefined, {}, 'DELETE')).status).toBe(404);
  });

  test('needs a token: what a browser sends by itself is not enough', async () => {
    actor = PERSON;
    const body = JSON.stringify({ reference: 'T1', height: 3 });
    const { status } = await ask('/trees', {
      method: 'POST',
      body,
      headers: { cookie: 'session=x', 'content-type': 'application/json' },
    });
    expect([status, await count()]).toEqual([401, 0]);
    actor = NOBODY;
    expect((await send('/trees', { reference: 'T1', height: 3 }, { authorization: 'Bearer bad' })).status).toBe(401);
  });

  test('says which field is wrong', async () => {
    const { status, json } = await send('/trees', { reference: '', height: 'tall' });
    expect(status).toBe(422);
    expect(json.errors.map((error: { pointer: string }) => error.pointer)).toEqual(['/reference', '/height']);
    const nothing = await send('/trees', undefined);
    expect(nothing.status).toBe(422);
    expect(nothing.json.errors[0].pointer).toBe('');
    expect(await count()).toBe(0);
  });

  test('takes JSON only', async () => {
    const broken = await ask('/trees', {
      method: 'POST',
      body: '{"reference":',
      headers: { authorization: 'Bearer good', 'content-type': 'application/json' },
    });
    expect(broken.status).toBe(422);
    expect((await send('/trees', {}, { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect(await count()).toBe(0);
  });

  test('with an Idempotency-Key is done once', async () => {
    const headers = { 'idempotency-key': 'abc' };
    const first = await send('/trees', { reference: 'T1', height: 3 }, headers);
    const again = await send('/trees', { reference: 'T1', height: 3 }, headers);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.text).toBe(first.text);
    expect(await count()).toBe(1);
    const other = await send('/trees', { reference: 'T2', height: 3 }, headers);
    expect([other.status, other.json.type]).toEqual([409, 'urn:jamaa:problem:conflict']);
    expect(await count()).toBe(1);
  });
});

describe('the OpenAPI document', () => {
  type Operation = {
    operationId: string;
    responses: Record<string, { description: string }>;
    parameters?: { name: string; in: string; required?: boolean }[];
    security?: object[];
  };
  type Document = { openapi: string; info: { version: string }; paths: Record<string, Record<string, Operation>> };

  test('is published where the API is, and may be kept', async () => {
    const { status, json, headers } = await ask('/openapi.json');
    expect(status).toBe(200);
    expect(json).toEqual(JSON.parse(JSON.stringify(api.document())));
    expect(headers.get(TAGS_HEADER)).toBe('openapi');
  });

  test('tells every route, each list twice', () => {
    const { openapi, info, paths } = api.document() as Document;
    expect([openapi, info.version]).toEqual(['3.1.0', '1.2.3']);
    const told = Object.entries(paths).flatMap(([path, verbs]) => Object.keys(verbs).map((verb) => `${verb} ${path}`));
    expect(told.sort()).toEqual([
      'delete /api/v1/trees/{reference}',
      'get /api/v1/secrets',
      'get /api/v1/trees',
      'get /api/v1/trees.csv',
      'get /api/v1/trees/{reference}',
      'post /api/v1/trees',
    ]);
  });

  test('gives parameters, answers and who may write', () => {
    const { paths } = api.document() as Document;
    const names = (operation?: Operation) => operation?.parameters?.map((one) => `${one.in} ${one.name}`).sort();
    const list = paths['/api/v1/trees']?.get;
    expect(names(list)).toEqual(
      ['after', 'institution', 'kind', 'limit', 'q', 'sort', 'taller'].map((name) => `query ${name}`),
    );
    expect(names(paths['/api/v1/trees.csv']?.get)).toEqual(names(list));
    expect(names(paths['/api/v1/trees/{reference}']?.get)).toEqual(['path reference']);
    expect(names(paths['/api/v1/trees']?.post)).toEqual(['header idempotency-key']);
    expect(paths['/api/v1/trees']?.post?.security).toEqual([{ token: [] }]);
    expect(list?.security).toBeUndefined();
    expect(Object.keys(list?.responses ?? {})).toEqual(['200', '404', '422']);
    expect(list?.operationId).toBe('trees_list');
  });
});
