import { defineList, defineThing, textColumns, textSchema, z } from '#platform/api.ts';
import { NotFound } from '#platform/errors.ts';
import { readTerritory } from './access.ts';
import { CENSUS_BANDS, CENSUS_GENDERS } from './census.ts';
import { ancestorsOf, censusFigures, childrenOf, listTerritories, territoryByCode } from './queries.ts';
import { growth, LEVELS, type Territory, TYPES } from './territory.ts';

const code = z
  .string()
  .openapi({ description: 'Dotted code of the Haut-Commissariat au Plan.', example: '11.321.01.03' });
const persons = z.number().int();

const territorySchema = z
  .object({
    code,
    level: z.enum(LEVELS),
    type: z.enum(TYPES),
    parent: code.nullable(),
    region: code,
    province: code.nullable(),
    name: textSchema,
    iso3166_2: z.string().nullable().openapi({ example: 'MA-11' }),
    population: z.object({ 2014: persons.nullable(), 2024: persons }),
    households2024: persons,
  })
  .openapi('Territory', { description: 'A unit of the administrative division, with the figures of the census.' });

const territoryDetail = territorySchema
  .extend({
    growth: z
      .number()
      .nullable()
      .openapi({ description: 'Change of the population from 2014 to 2024, as a share of 2014.' }),
    above: z.array(territorySchema).openapi({ description: 'From the region down.' }),
    parts: z.array(territorySchema).openapi({ description: 'What it is made of, directly.' }),
    bySexAndAge: z
      .object({
        year: z.number().int(),
        source: z.string(),
        groups: z.array(
          z.object({ gender: z.enum(CENSUS_GENDERS), ageBand: z.enum(CENSUS_BANDS), population: persons }),
        ),
      })
      .nullable()
      .openapi({ description: 'Where such figures of a census were loaded.' }),
  })
  .openapi('TerritoryDetail');

type Item = z.input<typeof territorySchema>;

function present(territory: Territory): Item {
  return {
    code: territory.code,
    level: territory.level,
    type: territory.type,
    parent: territory.parent,
    region: territory.region,
    province: territory.province,
    name: territory.name,
    iso3166_2: territory.iso,
    population: { 2014: territory.population2014, 2024: territory.population2024 },
    households2024: territory.households2024,
  };
}

export const listTerritoriesRoute = defineList({
  name: 'territory.list-territories',
  path: '/territories',
  tag: 'territories',
  summary: 'Regions, prefectures, provinces, cercles, communes and arrondissements',
  description:
    'The administrative division of the census of 2024, in the order of its codes. `q` looks for a part of a name in any language.',
  access: readTerritory,
  filters: z.object({
    level: z.enum(LEVELS).optional(),
    parent: code.optional().openapi({ description: 'The unit directly above.' }),
    region: code.optional().openapi({ description: 'The region it lies in.', example: '11' }),
  }),
  item: territorySchema,
  async load({ db, query: { level, parent, region, q, limit, after } }) {
    const page = await listTerritories(db, { level, parent, region, q }, { limit, after });
    return { ...page, items: page.items.map(present) };
  },
  columns: [
    { name: 'code', value: (item) => item.code },
    { name: 'level', value: (item) => item.level },
    { name: 'type', value: (item) => item.type },
    { name: 'parent', value: (item) => item.parent },
    { name: 'region', value: (item) => item.region },
    { name: 'province', value: (item) => item.province },
    ...textColumns<Item>('name', (item) => item.name, ['ar', 'fr', 'zgh', 'en']),
    { name: 'iso3166_2', value: (item) => item.iso3166_2 },
    { name: 'population_2014', value: (item) => item.population[2014] },
    { name: 'population_2024', value: (item) => item.population[2024] },
    { name: 'households_2024', value: (item) => item.households2024 },
  ],
  cache: () => ['territories'],
});

export const getTerritoryRoute = defineThing({
  name: 'territory.get-territory',
  path: '/territories/{code}',
  tag: 'territories',
  summary: 'One unit, what it lies in and what it is made of',
  access: readTerritory,
  params: z.object({ code }),
  response: territoryDetail,
  async load({ db, params }) {
    const territory = await territoryByCode(db, params.code ?? '');
    if (!territory) throw new NotFound();
    const [above, parts] = await Promise.all([ancestorsOf(db, territory.code), childrenOf(db, territory.code)]);
    return {
      ...present(territory),
      growth: growth(territory),
      above: above.map(present),
      parts: parts.map(present),
      bySexAndAge: (await censusFigures(db, [territory.code])).get(territory.code) ?? null,
    };
  },
  cache: () => ['territories'],
});
