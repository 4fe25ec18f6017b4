import { expect, test } from 'vitest';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { NOBODY, system } from '#platform/tenant.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { CENSUS_BANDS, CENSUS_GENDERS, type CensusFigure } from '../census.ts';
import { censusFigures } from '../queries.ts';
import { loadCensusGroups } from './load-census-groups.ts';

const { db } = await testDatabase();
const program = testProgram(db);
await loadBodies(program, db);

const { population } = await db
  .selectFrom('territory')
  .select('population_2024 as population')
  .where('code', '=', '11')
  .executeTakeFirstOrThrow();

const figures = (more: Partial<CensusFigure> = {}): CensusFigure[] =>
  CENSUS_GENDERS.flatMap((gender) =>
    CENSUS_BANDS.map((ageBand) => ({
      territory: '11',
      gender,
      ageBand,
      population: Math.round(population / 12),
      year: 2024,
      source: 'HCP, RGPH 2024',
      ...more,
    })),
  );
const load = (given: unknown[], actor = system('test')) =>
  program.actions.perform(loadCensusGroups, { actor, tenant: null, input: { figures: given } });
const faults = async (given: unknown[]) => {
  const refusal = await load(given).then(
    () => undefined,
    (error) => error,
  );
  expect(refusal).toBeInstanceOf(InvalidInput);
  return (refusal as InvalidInput).faults.map(({ pointer, key }) => [pointer, key]);
};

test('figures by sex and age are loaded whole, and again in the place of those before', async () => {
  expect(await load(figures())).toEqual({ territories: ['11'], figures: 12 });
  await load(figures({ source: 'HCP, rectifié' }).map((one) => ({ ...one, population: String(one.population) })));
  const kept = (await censusFigures(db, ['11', '12'])).get('11');
  expect(kept).toMatchObject({ year: 2024, source: 'HCP, rectifié' });
  expect(kept?.groups).toHaveLength(12);
});

test('what does not fit is refused at its place, and nothing is written', async () => {
  expect(await faults(figures().slice(1))).toEqual([['/figures/0', 'territory.census.whole']]);
  expect(await faults([...figures(), ...figures().slice(0, 1)])).toEqual([['/figures/0', 'territory.census.whole']]);
  expect(await faults(figures({ territory: '99' }))).toEqual([['/figures/0', 'territory.census.unknown']]);
  expect(await faults(figures({ population: 7 }))).toEqual([['/figures/0', 'territory.census.sum']]);
  const [first, ...rest] = figures();
  expect(await faults([{ ...first, year: 2014 }, ...rest])).toEqual([['/figures/0', 'territory.census.one-source']]);
  expect(await faults([{ ...first, ageBand: '18-100' }, ...rest])).toEqual([
    ['/figures/0/ageBand', 'territory.census.band'],
  ]);
  for (const population of ['', ' ', '1e3', '-1', null])
    expect(await faults([{ ...first, population }, ...rest])).toEqual([
      ['/figures/0/population', 'territory.census.number'],
    ]);
  expect((await censusFigures(db, ['11'])).get('11')?.source).toBe('HCP, rectifié');
  await expect(load(figures(), NOBODY as never)).rejects.toThrow(NotFound);
});
