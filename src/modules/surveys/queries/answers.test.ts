import { expect, test } from 'vitest';
import { institutionBySlug } from '#core/institutions/index.ts';
import { CENSUS_BANDS, CENSUS_GENDERS, loadCensusGroups } from '#core/territory/index.ts';
import { system } from '#platform/tenant.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { comparedTerritories } from '../places.ts';
import { censusOf } from './answers.ts';

const { db } = await testDatabase();
const program = testProgram(db);
await loadBodies(program, db);

test('figures of the parts stand for the whole when all are of one year, and every source is named', async () => {
  const body = await institutionBySlug(db, 'laayoune-sakia-el-hamra');
  if (!body) throw new Error('the council is not there');
  const survey = { institutionId: body.id, id: body.id };
  const parts = await comparedTerritories(db, survey);
  const load = (code: string, population: number, year: number, source: string) =>
    program.actions.perform(loadCensusGroups, {
      actor: system('test'),
      tenant: null,
      input: {
        figures: CENSUS_GENDERS.flatMap((gender) =>
          CENSUS_BANDS.map((ageBand) => ({ territory: code, gender, ageBand, population, year, source })),
        ),
      },
    });
  const cells = CENSUS_GENDERS.length * CENSUS_BANDS.length;
  for (const [index, { code, population2024 }] of parts.entries())
    await load(code, Math.round(population2024 / cells), 2024, index === 0 ? 'HCP, Laâyoune' : 'HCP, RGPH 2024');
  const { groups } = await censusOf(db, survey, parts);
  expect(groups).toMatchObject({ year: 2024, source: 'HCP, Laâyoune – HCP, RGPH 2024' });
  expect(groups?.gender.get('woman')).toBe(groups?.gender.get('man'));
  await load(parts[0]?.code ?? '', 1_000, 2014, 'HCP, RGPH 2014');
  expect((await censusOf(db, survey, parts)).groups).toBeNull();
});
