import { expect, test } from 'vitest';
import { actionRunner } from '#platform/action.ts';
import { handClock } from '#platform/clock.ts';
import { migrate } from '#platform/db/migrate.ts';
import { InvalidInput } from '#platform/errors.ts';
import { silentLog } from '#platform/log.ts';
import { platformMigrations } from '#platform/migrations.ts';
import { readShipped } from '#platform/shipped-files.ts';
import { system } from '#platform/tenant.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { loadTerritories } from './actions/load-territories.ts';
import { territory } from './module.ts';
import {
  ancestorsOf,
  childrenOf,
  listTerritories,
  regions,
  searchTerritories,
  territoriesByCode,
  territoryByCode,
} from './queries.ts';

const { db, pool } = await testDatabase();
const clock = handClock('2026-11-21T10:00:00Z');
await migrate(pool, [...platformMigrations, ...(territory.migrations ?? [])], silentLog());
await actionRunner({
  db,
  clock,
  log: silentLog(),
  queueJob: async () => {},
  announce: async () => {},
}).perform(loadTerritories, { actor: system('test'), tenant: null, input: readShipped('territories.json') });

const codes = (units: readonly { code: string }[]) => units.map((unit) => unit.code);

test('the regions are twelve, each made of its prefectures and provinces, seventy-five together', async () => {
  const all = await regions(db);
  expect(codes(all)).toEqual(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12']);
  let provinces = 0;
  for (const region of all) {
    const parts = await childrenOf(db, region.code);
    expect(parts.reduce((sum, part) => sum + part.population2024, 0)).toBe(region.population2024);
    provinces += parts.length;
  }
  expect(provinces).toBe(75);
  expect((await childrenOf(db, '11')).map((part) => part.name.fr).sort()).toEqual([
    'Boujdour',
    'Es-Semara',
    'Laâyoune',
    'Tarfaya',
  ]);
});

test('a cercle is made of its communes, a prefecture of arrondissements of its arrondissements', async () => {
  const { rows } = await pool.query(
    'select cercle, count(*)::int as n from territory where cercle is not null group by 1',
  );
  expect(rows.reduce((sum, row) => sum + row.n, 0)).toBe(1261);
  const [first] = rows;
  expect(await childrenOf(db, first.cercle)).toHaveLength(first.n);
  const { rows: quarters } = await pool.query(
    'select prefecture_of_arrondissements as code, count(*)::int as n from territory where prefecture_of_arrondissements is not null group by 1',
  );
  for (const each of quarters) expect(await childrenOf(db, each.code)).toHaveLength(each.n);
});

test('what a unit lies in, from the region down', async () => {
  expect(codes(await ancestorsOf(db, '11.321.01.03'))).toEqual(['11', '11.321']);
  expect(await ancestorsOf(db, '11')).toEqual([]);
  expect(await ancestorsOf(db, '99')).toEqual([]);
  const { rows } = await pool.query(
    `select code, path from territory where level = 'arrondissement' order by code limit 1`,
  );
  expect(codes(await ancestorsOf(db, rows[0].code))).toEqual(rows[0].path.slice(0, -1));
});

test('by code: one, several, none', async () => {
  expect(await territoryByCode(db, '11')).toMatchObject({ name: { ar: 'العيون-الساقية الحمراء' }, iso: 'MA-11' });
  expect(await territoryByCode(db, "11' or true --")).toBeUndefined();
  expect([...(await territoriesByCode(db, ['11', '99', '12'])).keys()].sort()).toEqual(['11', '12']);
  expect((await territoriesByCode(db, [])).size).toBe(0);
});

test('a list is paged without gaps or doubles and says its total', async () => {
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await listTerritories(db, { level: 'commune' }, { limit: 400, after });
    expect(page.total).toBe(1503);
    seen.push(...codes(page.items));
    after = page.next ?? undefined;
  } while (after);
  expect(seen).toHaveLength(1503);
  expect(new Set(seen).size).toBe(1503);
  expect([...seen].sort()).toEqual(seen);
  await expect(listTerritories(db, {}, { limit: 5, after: 'nonsense' })).rejects.toBeInstanceOf(InvalidInput);
});

test('filters of the list narrow it together', async () => {
  const inRegion = await listTerritories(db, { region: '11', level: 'commune' }, { limit: 500 });
  expect(inRegion.total).toBe(20);
  expect(inRegion.items.every((unit) => unit.region === '11' && unit.level === 'commune')).toBe(true);
  const under = await listTerritories(db, { parent: '11.321' }, { limit: 500 });
  expect(under.items.every((unit) => unit.parent === '11.321')).toBe(true);
  expect(
    codes((await listTerritories(db, { parent: '11.321', level: 'commune', q: 'laayoune' }, { limit: 5 })).items),
  ).toEqual(['11.321.01.03']);
  expect((await listTerritories(db, { q: '%' }, { limit: 5 })).total).toBe(0);
  expect((await listTerritories(db, { q: '|_' }, { limit: 5 })).total).toBe(0);
});

test('a name is found in any language, with or without accents, the largest that begins with it first', async () => {
  for (const typed of ['Laâyoune', 'LAAYOUNE', 'العيون', 'laayou'])
    expect(codes(await searchTerritories(db, typed))[0], typed).toBe('11');
  expect(codes(await searchTerritories(db, 'ⵍⵄⵢⵓⵏ'))).toContain('11');
  expect(codes(await searchTerritories(db, 'اكادير')), 'alef without hamza').toEqual(
    codes(await searchTerritories(db, 'أكادير')),
  );
  expect(await searchTerritories(db, ' - ')).toEqual([]);
  expect(await searchTerritories(db, 'a', 3)).toHaveLength(3);
});
