import { expect, test } from 'vitest';
import { territory } from '#core/territory/module.ts';
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
import { testDatabase } from '../../../../test/setup/database.ts';
import { institutions } from '../module.ts';
import { tenantResolver } from '../resolver.ts';
import { getInstitutionRoute } from './institutions.ts';

const { db, pool } = await testDatabase();
const clock = handClock('2026-11-21T10:00:00Z');
const log = silentLog();
const actions = actionRunner({ db, clock, log, queueJob: async () => {}, announce: async () => {} });
await migrate(pool, [...platformMigrations, ...(territory.migrations ?? []), ...(institutions.migrations ?? [])], log);
const command = { db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal };
for (const seed of [...(territory.seeds ?? []), ...(institutions.seeds ?? [])]) await seed.run(command);

const api = createApi({
  db,
  clock,
  log,
  actions,
  publicUrl: 'https://jamaa.example',
  catalog: makeCatalog({ platform: platformMessages }),
  tenants: tenantResolver(db, clock),
  resolveActor: async () => NOBODY,
  remember: remembered({ clock }).remember,
  routes: institutions.routes ?? [],
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
const slugs = (json: { items: { slug: string }[] }) => json.items.map((item) => item.slug);

test('institutions are a list by kind, filtered by kind, region, name and body', async () => {
  const everything = (await get('/institutions')).json;
  expect(everything).toMatchObject({ total: 30, next: null });
  expect(everything.items[0]).toEqual({
    slug: 'morocco',
    kind: 'national-portal',
    name: { ar: 'المملكة المغربية', fr: 'Royaume du Maroc', zgh: 'ⵜⴰⴳⵍⴷⵉⵜ ⵏ ⵍⵎⵖⵔⵉⴱ', en: 'Kingdom of Morocco' },
    shortName: { ar: 'المغرب', fr: 'Maroc', zgh: 'ⵍⵎⵖⵔⵉⴱ', en: 'Morocco' },
    territory: null,
    parent: null,
    state: 'active',
    languages: ['ar', 'fr'],
    url: 'https://jamaa.example/ar/morocco',
  });
  expect((await get('/institutions?kind=region')).json.total).toBe(12);
  expect(slugs((await get('/institutions?region=11')).json)).toEqual(['laayoune-sakia-el-hamra']);
  expect(slugs((await get(`/institutions?q=${encodeURIComponent('العدل')}`)).json)).toEqual(['ministry-of-justice']);
  expect(slugs((await get('/institutions?institution=ministry-of-interior')).json)).toEqual([
    'ministry-of-interior',
    'directorate-general-of-territorial-collectivities',
  ]);
  expect((await get('/institutions?kind=club')).json.errors).toMatchObject([{ pointer: '/kind' }]);
  expect((await get('/institutions?institution=nobody')).status).toBe(422);
});

test('the CSV twin has a row for each body and a column for each language', async () => {
  const { text } = await get('/institutions.csv');
  const [heading, ...rows] = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  expect(heading).toBe(
    'slug,kind,name_ar,name_fr,name_zgh,name_en,short_name_ar,short_name_fr,short_name_zgh,short_name_en,territory,parent,state,languages,url',
  );
  expect(rows).toHaveLength(30);
});

test('one body comes with its ministry, departments, members and consortia', async () => {
  const show = async (slug: string) => {
    const { json } = await get(`/institutions/${slug}`);
    if (getInstitutionRoute.kind !== 'thing') throw new Error('not a thing');
    expect(getInstitutionRoute.response.safeParse(json).error).toBeUndefined();
    return json;
  };
  const four = ['oriental', 'souss-massa', 'laayoune-sakia-el-hamra', 'draa-tafilalet'];
  expect(await show('consortium-of-four-regions')).toMatchObject({ members: four, consortia: [] });
  expect(await show('oriental')).toMatchObject({ consortia: ['consortium-of-four-regions'], territory: '02' });
  expect(await show('budget-department')).toMatchObject({ parent: 'ministry-of-economy-and-finance' });
  expect(await show('ministry-of-interior')).toMatchObject({
    departments: ['directorate-general-of-territorial-collectivities'],
  });
  expect((await get('/institutions/nobody')).status).toBe(404);
});

test('a body with its own host is linked there', async () => {
  await pool.query(`update institution set host = 'region.example.ma' where slug = 'oriental'`);
  expect((await get('/institutions/oriental')).json.url).toBe('https://region.example.ma/ar');
  await pool.query(`update institution set host = null where slug = 'oriental'`);
});
