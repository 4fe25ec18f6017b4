import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { handClock } from '#platform/clock.ts';
import { silentLog } from '#platform/log.ts';
import { openApiDocument } from '../../src/commands.ts';
import { modules } from '../../src/modules.ts';
import { TEST_DAY } from '../setup/program.ts';
import { realSite } from './real-site.ts';

type Schema = Record<string, unknown>;
type Content = Record<string, { schema: Schema }>;
type Operation = {
  operationId: string;
  security?: object[];
  summary?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
};
type OpenApi = {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, unknown> };
};

const document = JSON.parse(
  JSON.stringify(openApiDocument({ clock: handClock(TEST_DAY), log: silentLog() })),
) as OpenApi;
// What needs a token is asked for with one where its room is tested. What people write is not shipped: nothing of these kinds can be asked for.
const operations = Object.entries(document.paths)
  .filter(
    ([path]) =>
      !/^\/api\/v1\/(comments|documents|associations|reports|consultations|proposals|proposal-calls|surveys|votes|draft-texts)\/\{/.test(
        path,
      ),
  )
  .flatMap(([path, verbs]) =>
    Object.entries(verbs)
      .filter(([, operation]) => operation.security === undefined)
      .map(([verb, operation]) => ({ path, verb, operation })),
  );

test('the committed document is that of this version: `bin/jamaa openapi docs/openapi.json` writes it anew', () => {
  const committed = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'openapi.json'), 'utf8');
  expect(JSON.parse(committed)).toEqual(document);
  expect(committed).toBe(`${JSON.stringify(document, null, 2)}\n`);
});

describe('the document', () => {
  test('is OpenAPI 3.1 and tells every route of every capability', () => {
    expect(document.openapi).toBe('3.1.0');
    const routes = modules.flatMap((module) => module.routes ?? []);
    expect(routes.length).toBeGreaterThan(8);
    for (const { path } of routes) expect(Object.keys(document.paths)).toContain(`/api/v1${path}`);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('points only to what it holds', () => {
    const names = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      expect(name).toMatch(/^#\/components\/schemas\/\w+$/);
      expect(Object.keys(document.components.schemas)).toContain(name.split('/').at(-1));
    }
  });

  test.each(operations.map(({ path, verb, operation }) => [`${verb} ${path}`, path, operation] as const))(
    '%s says what it takes and what it answers',
    (_, path, { summary, tags, parameters = [], responses }) => {
      expect(summary).toBeTruthy();
      expect(tags).toHaveLength(1);
      const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const inPath = parameters.filter((one) => one.in === 'path');
      expect(inPath.map((one) => one.name).sort()).toEqual(placeholders.sort());
      for (const parameter of inPath) expect(parameter.required).toBe(true);
      expect(Object.keys(responses)).toContain('404');
      for (const response of Object.values(responses)) expect(response.description).toBeTruthy();
    },
  );
});

describe('what the API answers', async () => {
  const program = await realSite();
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  // The types of this package know CommonJS only.
  (formats as unknown as (to: Ajv2020) => void)(ajv);
  ajv.addSchema({ $id: 'api', components: document.components });
  const schemaAt = (operation: Operation, status: string, type: string) => {
    const schema = operation.responses[status]?.content?.[type]?.schema;
    const text = JSON.stringify(schema).replaceAll('"#/components', '"api#/components');
    return ajv.compile(JSON.parse(text));
  };
  const readable = operations.filter(({ verb, path }) => verb === 'get' && !path.endsWith('.csv'));

  /** The query that a route cannot do without, from the examples it gives. */
  function askedOf(path: string, { parameters = [] }: Operation): string {
    if (path.includes('/search')) return '?q=plan';
    const needed = parameters.filter((one) => one.in === 'query' && one.required);
    return needed.length === 0 ? '' : `?${needed.map(({ name, schema }) => `${name}=${schema.example}`).join('&')}`;
  }

  /** Real addresses of a path: the values of its placeholder are found in the list above it. */
  async function addressesOf(path: string): Promise<string[]> {
    const name = path.match(/\{(\w+)\}/)?.[1];
    if (name === undefined) return [path];
    const list = path.slice(0, path.indexOf('/{'));
    const { items } = await program.json<{ items: Record<string, string>[] }>(`${list}?limit=500`);
    // Only councils of territories take petitions.
    const councils = path.endsWith('petition-requirements') ? ['region', 'province', 'commune'] : undefined;
    const asked = councils ? items.filter((item) => councils.includes(item.kind ?? '')) : items;
    const values = asked.map((item) => item[name] ?? item.id ?? '').filter(Boolean);
    expect(values.length, `the list ${list} names no ${name}`).toBeGreaterThan(0);
    // The first, the last, and some in between.
    const some = [0, 1, 2, 5, 9, 14].flatMap((index) => values.at(index) ?? []);
    return [...new Set([...some, values.at(-1) ?? ''])].map((value) => path.replace(`{${name}}`, value));
  }

  test.each(readable.map(({ path, operation }) => [path, operation] as const))(
    '%s is what its schema says',
    async (path, operation) => {
      const [type = ''] = Object.keys(operation.responses['200']?.content ?? {});
      if (type !== 'application/json') {
        for (const address of await addressesOf(path))
          expect((await program.ask(address)).headers.get('content-type'), address).toBe(type);
        return;
      }
      const validate = schemaAt(operation, '200', type);
      for (const address of await addressesOf(path)) {
        const answer = await program.ask(`${address}${askedOf(path, operation)}`);
        expect(answer.status, address).toBe(200);
        validate(await answer.json());
        expect(validate.errors ?? [], address).toEqual([]);
      }
    },
  );

  test.each(readable.map(({ path, operation }) => [path, operation] as const))(
    '%s refuses as it says',
    async (path, operation) => {
      const address = path.replace(/\{\w+\}/, 'nothing-of-this-name');
      const isList = operation.parameters?.some((one) => one.name === 'limit');
      const answer = await program.ask(isList && address === path ? `${address}?limit=0` : address);
      if (!isList && address === path) return;
      expect([404, 422], address).toContain(answer.status);
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      const validate = schemaAt(operation, String(answer.status), 'application/problem+json');
      validate(await answer.json());
      expect(validate.errors ?? [], address).toEqual([]);
    },
  );

  test('each list has its CSV twin with as many rows', async () => {
    const lists = readable.filter(({ operation }) => operation.parameters?.some((one) => one.name === 'limit'));
    expect(lists.length).toBeGreaterThan(4);
    for (const { path } of lists) {
      const [address = ''] = await addressesOf(path);
      const query = path.includes('/search') ? '?q=plan' : '?limit=20';
      const { items } = await program.json<{ items: unknown[] }>(`${address}${query}`);
      const csv = await program.ask(`${address}.csv${path.includes('/search') ? '?q=plan&limit=50' : query}`);
      expect(csv.headers.get('content-type'), address).toBe('text/csv; charset=utf-8; header=present');
      expect(rowsOf(await csv.text()).length - 1, address).toBe(items.length);
    }
  });
});

/** The records of a CSV (RFC 4180), line breaks inside quotation marks included. */
function rowsOf(csv: string): string[] {
  const rows: string[] = [];
  let row = '';
  let quoted = false;
  for (const sign of csv) {
    if (sign === '"') quoted = !quoted;
    if (sign === '\n' && !quoted) {
      rows.push(row);
      row = '';
    } else row += sign;
  }
  if (row !== '') rows.push(row);
  return rows;
}
