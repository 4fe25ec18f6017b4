import { expect, test } from 'vitest';
import { territory } from '#core/territory/module.ts';
import { remembered } from '#platform/cache/remembered.ts';
import { handClock } from '#platform/clock.ts';
import { readConfig } from '#platform/config.ts';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { silentLog } from '#platform/log.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { createProgram, migrateAll, runnerFor } from '../../../app.ts';
import { institutions } from '../module.ts';
import { tenantResolver } from '../resolver.ts';

const { db, connection, pool } = await testDatabase();
const clock = handClock('2026-11-21T10:00:00Z');
const log = silentLog();
await migrateAll(connection, log);
const actions = runnerFor(db, clock, log);
const command = { db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal };
for (const seed of [...(territory.seeds ?? []), ...(institutions.seeds ?? [])]) await seed.run(command);

const program = createProgram({
  db,
  clock,
  log,
  actions,
  config: { ...readConfig({}).config, secret: 'a secret of a test, 32 signs long' },
  tenants: tenantResolver(db, clock),
  memory: remembered({ clock }),
  asset: (name) => `/assets/${name}`,
});
const get = async (path: string) => {
  const scene = { requestId: 'test', clientKey: 'test', isFrom: () => false, local: true, log };
  const answer = await program.fetch(new Request(`http://localhost:3000${path}`), scene);
  return { status: answer.status, text: await answer.text() };
};
const sites = (text: string, lang: string) => {
  const [, main = ''] = text.split('<main');
  return [...main.matchAll(new RegExp(`<h4[^>]*><a href="/${lang}/([a-z-]+)"`, 'g'))].map((match) => match[1]);
};

test.each(LANGUAGES)('the list of bodies is valid HTML in %s', async (lang) => {
  for (const path of ['', '?kind=region&region=11', '?q=zzzz', '?kind=club&region=x&q=%00']) {
    const page = await get(`/${lang}/institutions${path}`);
    expect(page.status, path).toBe(200);
    expect(await faultsOfHtml(page.text), path).toEqual([]);
  }
});

test('all bodies are listed by kind, each leading to its own site', async () => {
  const { text } = await get('/fr/institutions');
  const listed = sites(text, 'fr');
  expect(listed).toHaveLength(30);
  expect(listed.slice(0, 2)).toEqual(['morocco', 'consortium-of-four-regions']);
  expect(text.indexOf('Conseil régional de Souss-Massa')).toBeGreaterThan(text.indexOf('<h3>Conseils régionaux</h3>'));
  expect(text).toContain('<a href="/fr/territories/11">');
  expect(text).toContain('/api/v1/institutions.csv');
});

test('a consortium names its members', async () => {
  const { text } = await get('/ar/institutions?kind=consortium');
  expect(sites(text, 'ar')).toEqual(['consortium-of-four-regions']);
  for (const member of ['oriental', 'souss-massa', 'laayoune-sakia-el-hamra', 'draa-tafilalet'])
    expect(text).toContain(`<a href="/ar/${member}">`);
});

test('filters narrow the list, stay in the form and can be taken away', async () => {
  const { text } = await get('/fr/institutions?kind=ministry&q=sant%C3%A9');
  expect(sites(text, 'fr')).toEqual(['ministry-of-health']);
  expect(text).toMatch(/<option value="ministry" selected/);
  expect(text).toContain('value="santé"');
  expect(text).toContain('/api/v1/institutions.csv?kind=ministry&amp;q=sant%C3%A9');
  const nothing = await get('/fr/institutions?q=zzzz');
  expect(nothing.text).toContain('Aucun organisme ne correspond');
});

test('a body that is closed says so', async () => {
  await pool.query(`update institution set state = 'closed' where slug = 'inpplc'`);
  expect((await get('/en/institutions?kind=constitutional-body')).text).toContain('No longer exists');
  await pool.query(`update institution set state = 'active' where slug = 'inpplc'`);
});
