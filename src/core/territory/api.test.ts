import { expect, test } from 'vitest';
import { actionRunner } from '#platform/action.ts';
import { remembered } from '#platform/cache/remembered.ts';
import { handClock } from '#platform/clock.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createApi } from '#platform/http/api-router.ts';
import { makeCatalog } from '#platform/i18n/messages.ts';
import { platformMessages } from '#platform/i18n/platform-messages.ts';
import { silentLog } from '#platform/log.ts';
import { platformMigrations } from '#platform/migrations.ts';
import { NOBODY } from '#platform/tenant.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { getTerritoryRoute } from './api.ts';
import { territory } from './module.ts';

const { db, pool } = await testDatabase();
const clock = handClock('2026-11-21T10:00:00Z');
const log = silentLog();
const actions = actionRunner({ db, clock, log, queueJob: async () => {}, announce: async () => {} });
await migrate(pool, [...platformMigrations, ...(territory.migrations ?? [])], log);
const command = { db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal };
for (const seed of territory.seeds ?? []) await seed.run(command);

const api = createApi({
  db,
  clock,
  log,
  actions,
  publicUrl: 'https://jamaa.example',
  catalog: makeCatalog({ platform: platformMessages }),
  tenants: { bySlug: async () => undefined, byHost: async () => undefined },
  resolveActor: async () => NOBODY,
  remember: remembered({ clock }).remember,
  routes: territory.routes ?? [],
  version: '1',
});
const get = async (path: string) => {
  const answer = await api.fetch(new Request(`https://jamaa.example/api/v1${path}`), 'test');
  const text = await answer.text();
  return {
    status: answer.status,
    text,
    json: answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : null,
  };
};

test('territories are a list with total and next, filtered by level, parent and region', async () => {
  const regions = (await get('/territories?level=region')).json;
  expect(regions).toMatchObject({ total: 12, next: null });
  expect(regions.items[10]).toEqual({
    code: '11',
    level: 'region',
    type: 'region',
    parent: null,
    region: '11',
    province: null,
    name: {
      ar: 'العيون-الساقية الحمراء',
      fr: 'Laâyoune-Sakia El Hamra',
      zgh: 'ⵍⵄⵢⵓⵏ-ⵙⴰⵇⵢⴰ ⵍⵃⴰⵎⵔⴰ',
      en: 'Laâyoune-Sakia El Hamra',
    },
    iso3166_2: 'MA-11',
    population: { 2014: 367_758, 2024: 451_028 },
    households2024: 106_751,
  });
  const everything = (await get('/territories?limit=500')).json;
  expect(everything).toMatchObject({ total: 1852 });
  expect(everything.next).toMatch(/^https:\/\/jamaa\.example\/api\/v1\/territories\?limit=500&after=/);
  expect((await get('/territories?region=11&level=commune')).json.total).toBe(20);
  expect((await get('/territories?parent=11')).json.total).toBe(4);
  expect((await get('/territories?q=tarfaya&level=province')).json.items[0].code).toMatch(/^11\./);
});

test('a wrong filter is refused with its place', async () => {
  const answer = await get('/territories?level=planet');
  expect(answer.status).toBe(422);
  expect(answer.json.errors).toMatchObject([{ pointer: '/level' }]);
});

test('the CSV twin has all 1,852 units and a column for each language', async () => {
  const { text } = await get('/territories.csv');
  const [heading, ...rows] = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  expect(heading).toBe(
    'code,level,type,parent,region,province,name_ar,name_fr,name_zgh,name_en,iso3166_2,population_2014,population_2024,households_2024',
  );
  expect(rows).toHaveLength(1852);
  expect(rows.find((row) => row.startsWith('11,'))).toContain('العيون-الساقية الحمراء,Laâyoune-Sakia El Hamra');
});

test('one unit comes with what it lies in and what it is made of, and with its growth', async () => {
  const { json } = await get('/territories/11.321');
  if (getTerritoryRoute.kind !== 'thing') throw new Error('not a thing');
  expect(getTerritoryRoute.response.safeParse(json).error).toBeUndefined();
  expect(json).toMatchObject({ type: 'province', parent: '11', above: [{ code: '11' }] });
  expect(json.parts.map((part: { code: string }) => part.code)).toContain('11.321.01.03');
  expect(json.growth).toBeCloseTo(json.population[2024] / json.population[2014] - 1, 10);
  expect((await get('/territories/99')).status).toBe(404);
  expect((await get('/territories/%27%20or%20true')).status).toBe(404);
});
