import { expect, test } from 'vitest';
import { remembered } from '#platform/cache/remembered.ts';
import { handClock } from '#platform/clock.ts';
import { readConfig } from '#platform/config.ts';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { silentLog } from '#platform/log.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { createProgram, migrateAll, runnerFor } from '../../../app.ts';
import { territory } from '../module.ts';
import type { Territory } from '../territory.ts';
import { classesOf } from './population-map.tsx';

const { db, connection } = await testDatabase();
const clock = handClock('2026-11-21T10:00:00Z');
const log = silentLog();
await migrateAll(connection, log);
const actions = runnerFor(db, clock, log);
const command = { db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal };
for (const seed of territory.seeds ?? []) await seed.run(command);

const program = createProgram({
  db,
  clock,
  log,
  actions,
  config: { ...readConfig({}).config, secret: 'a secret of a test, 32 signs long' },
  tenants: { bySlug: async () => undefined, byHost: async () => undefined },
  memory: remembered({ clock }),
  asset: (name) => `/assets/${name}`,
});
const get = async (path: string) => {
  const scene = { requestId: 'test', clientKey: 'test', isFrom: () => false, local: true, log };
  const answer = await program.fetch(new Request(`http://localhost:3000${path}`), scene);
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
};

test.each(LANGUAGES)('the pages of territories are valid HTML in %s', async (lang) => {
  for (const path of [
    '/territories',
    '/territories?q=tarfaya',
    '/territories?q=zzzz',
    '/territories/11',
    '/territories/11.321.01.03',
  ]) {
    const page = await get(`/${lang}${path}`);
    expect(page.status, path).toBe(200);
    expect(await faultsOfHtml(page.text), path).toEqual([]);
  }
});

test('the regions stand on a map and in a table, with the attribution of the outlines', async () => {
  const { text } = await get('/ar/territories');
  expect(text).toContain('<html lang="ar" dir="rtl"');
  expect(text.match(/<path class="r[1-5]" d="M/g)?.length).toBeGreaterThanOrEqual(12);
  expect(text).toContain('© OpenStreetMap contributors, ODbL');
  expect(text.match(/href="\/ar\/territories\/\d\d"/g)?.length).toBe(24);
  expect(text).toContain('العيون-الساقية الحمراء');
});

test('a region shows its figures, its provinces on a map and in a table, and the way to them', async () => {
  const { text } = await get('/fr/territories/11');
  expect(text).toMatch(/<h1[^>]*>Laâyoune-Sakia El Hamra<\/h1>/);
  expect(text).toMatch(/451.028/);
  expect(text).toMatch(/\+22,6\s%/);
  expect(text).toContain('Es-Semara');
  expect(text.match(/<path class="r[1-5]" d="M/g)?.length).toBeGreaterThanOrEqual(4);
});

test('a commune tells what it lies in, and what was not published is said, not zero', async () => {
  const commune = await get('/en/territories/11.321.01.03');
  for (const above of ['/en/territories/11"', '/en/territories/11.321"'])
    expect(commune.text).toContain(`href="${above}`);
  const cercle = await get('/en/territories/11.321.03');
  expect(cercle.text).toContain('not published');
});

test('the search finds by name, repeats what was typed as text, and says what to do when there is nothing', async () => {
  const found = await get(`/fr/territories?q=${encodeURIComponent('طرفاية')}`);
  expect(found.text).toContain('<bdi>طرفاية</bdi>');
  expect(found.text).toContain('Tarfaya');
  const nothing = await get(`/fr/territories?q=${encodeURIComponent('<b>x')}`);
  expect(nothing.text).toContain('Aucun territoire ne porte ce nom');
  expect(nothing.text).not.toContain('<b>x');
});

test('a code that no unit has is a page that does not exist', async () => {
  for (const code of ['99', 'abc', "11'--", '11.321.01.99'])
    expect((await get(`/ar/territories/${code}`)).status, code).toBe(404);
});

test('outlines are files of their own', async () => {
  const { status, type, text } = await get('/territories/regions.geojson');
  expect([status, type]).toEqual([200, 'application/geo+json']);
  expect(JSON.parse(text).features).toHaveLength(12);
});

test('the classes of a map go from the fewest to the most, five at most', () => {
  const unit = (code: string, population2024: number) => ({ code, population2024 }) as Territory;
  const tones = classesOf([unit('a', 5), unit('b', 1), unit('c', 9)]);
  expect([tones.get('b'), tones.get('a'), tones.get('c')]).toEqual([1, 2, 4]);
  expect(new Set(classesOf(Array.from({ length: 12 }, (_, n) => unit(String(n), n))).values()).size).toBe(5);
});
