import { expect, test } from 'vitest';
import { actionRunner } from '#platform/action.ts';
import { handClock } from '#platform/clock.ts';
import { migrate } from '#platform/db/migrate.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { silentLog } from '#platform/log.ts';
import { platformMigrations } from '#platform/migrations.ts';
import { readShipped } from '#platform/shipped-files.ts';
import { NOBODY, system } from '#platform/tenant.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { territory } from '../module.ts';
import { loadTerritories, type TerritoryUnit } from './load-territories.ts';

const { db, pool } = await testDatabase();
const touched: string[] = [];
const actions = actionRunner({
  db,
  clock: handClock('2026-11-21T10:00:00Z'),
  log: silentLog(),
  queueJob: async () => {},
  announce: async (_db, tags) => void touched.push(...tags),
});
await migrate(pool, [...platformMigrations, ...(territory.migrations ?? [])], silentLog());

const shipped = () => readShipped('territories.json') as { units: TerritoryUnit[] };
const load = async (input: unknown) => actions.perform(loadTerritories, { actor: system('test'), tenant: null, input });
const fingerprint = async () =>
  (await pool.query('select md5(string_agg(t::text, chr(10) order by code)) as sum, count(*) as n from territory t'))
    .rows[0];

test('the whole division is loaded: 1,852 units with the national totals of the censuses', async () => {
  expect(await load(shipped())).toMatchObject({ units: 1852, changed: [], gone: [] });
  expect(touched).toEqual(['territories']);
  const { rows } = await pool.query('select level, type, count(*) as n from territory group by 1, 2 order by 1, 2');
  expect(Object.fromEntries(rows.map((row) => [`${row.level}/${row.type}`, Number(row.n)]))).toEqual({
    'arrondissement/arrondissement': 41,
    'cercle/cercle': 213,
    'commune/rural': 1261,
    'commune/urban': 242,
    'prefecture-of-arrondissements/prefecture-of-arrondissements': 8,
    'province/prefecture': 13,
    'province/province': 62,
    'region/region': 12,
  });
  const sums = await pool.query(
    `select level, sum(population_2014)::int as p2014, sum(population_2024)::int as p2024 from territory
     where level in ('region', 'province', 'commune') group by 1`,
  );
  for (const row of sums.rows) expect(row).toMatchObject({ p2014: 33_848_242, p2024: 36_828_330 });
  const regions = await pool.query(
    `select code from territory r where level = 'region' and population_2024 <>
       (select sum(population_2024) from territory p where p.parent = r.code)`,
  );
  expect(regions.rows).toEqual([]);
});

test('loading again changes nothing and drops no cached page', async () => {
  const before = await fingerprint();
  touched.length = 0;
  expect(await load(shipped())).toEqual({ units: 1852, added: [], changed: [], gone: [] });
  expect(await fingerprint()).toEqual(before);
  expect(touched).toEqual([]);
});

test('only what differs is written; a unit that is no longer in the file is told and kept', async () => {
  const input = shipped();
  const changed = input.units.find((unit) => unit.code === '11.321.01.03') as TerritoryUnit;
  changed.population[2024] += 1;
  input.units = input.units.filter((unit) => unit.code !== '12.391.01.01');
  const region = input.units.find((unit) => unit.code === '12') as TerritoryUnit;
  expect(region.seat).toBe('12.391.01.01');
  const loaded = await load(input);
  expect(loaded).toEqual({ units: 1851, added: [], changed: ['11.321.01.03'], gone: ['12.391.01.01'] });
  expect((await load(shipped())).changed).toEqual(['11.321.01.03']);
});

test('the path of a unit leads from its region down through cercle and prefecture', async () => {
  const { rows } = await pool.query(
    `select level, path from territory where code in ('11', '11.321', '11.321.01.03') or
       code = (select min(code) from territory where cercle is not null) or
       code = (select min(code) from territory where prefecture_of_arrondissements is not null) order by code`,
  );
  const byLevel = Object.fromEntries(rows.map((row) => [row.level, row.path]));
  expect(byLevel.region).toEqual(['11']);
  expect(byLevel.province).toEqual(['11', '11.321']);
  expect(byLevel.arrondissement).toHaveLength(5);
  expect(rows.some((row) => row.level === 'commune' && row.path.length === 4)).toBe(true);
});

test('a unit in the wrong place is refused with its place, and nothing is written', async () => {
  const before = await fingerprint();
  const faultOf = async (spoil: (units: TerritoryUnit[]) => unknown) => {
    const input = shipped();
    spoil(input.units);
    const refusal = await load(input).then(
      () => undefined,
      (error) => error,
    );
    expect(refusal).toBeInstanceOf(InvalidInput);
    return (refusal as InvalidInput).faults.map((fault) => [fault.pointer, fault.key]);
  };
  const at = (units: TerritoryUnit[], code: string) => units.find((unit) => unit.code === code) as TerritoryUnit;
  const index = (code: string) => shipped().units.findIndex((unit) => unit.code === code);

  expect(await faultOf((units) => Object.assign(at(units, '11.321.01.03'), { parent: '11' }))).toEqual([
    [`/units/${index('11.321.01.03')}/parent`, 'territory.load.wrong-place'],
  ]);
  expect(await faultOf((units) => Object.assign(at(units, '11.321.01.03'), { region: '12' }))).toEqual([
    [`/units/${index('11.321.01.03')}/region`, 'territory.load.wrong-place'],
  ]);
  expect(await faultOf((units) => Object.assign(at(units, '11.321'), { type: 'urban' }))).toEqual([
    [`/units/${index('11.321')}/type`, 'territory.load.wrong-place'],
  ]);
  expect(await faultOf((units) => units.push(at(units, '11')))).toEqual([['/units', 'territory.load.same-code']]);
  expect(await faultOf((units) => Object.assign(at(units, '11').name, { ar: '' }))).toMatchObject([
    [`/units/${index('11')}/name/ar`, expect.anything()],
  ]);
  expect(await fingerprint()).toEqual(before);
});

test('only the program itself may load: to others the action does not exist', async () => {
  const attempt = actions.perform(loadTerritories, { actor: NOBODY, tenant: null, input: shipped() });
  await expect(attempt).rejects.toBeInstanceOf(NotFound);
});
