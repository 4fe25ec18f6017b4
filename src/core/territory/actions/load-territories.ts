import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { indexDocuments } from '#platform/search/index-documents.ts';
import { loadTerritory } from '../access.ts';
import { territoryDocuments } from '../search.ts';
import { COUNTRY, isTerritoryCode, LEVELS, nameKeys, PARENTS_OF, TYPES, TYPES_OF } from '../territory.ts';

const code = z.string().refine(isTerritoryCode);
const count = z.number().int().min(0);

const unit = z.object({
  code,
  level: z.enum(LEVELS),
  type: z.enum(TYPES),
  parent: z.union([code, z.literal(COUNTRY)]),
  region: code,
  province: code.nullable(),
  cercle: code.nullable(),
  prefectureOfArrondissements: code.optional(),
  name: z.object({
    ar: z.string().min(1),
    fr: z.string().min(1),
    zgh: z.string().min(1).nullish(),
    en: z.string().min(1).optional(),
  }),
  iso3166_2: z.string().optional(),
  population: z.object({ 2014: count.nullable(), 2024: count }),
  households2024: count,
  seat: code.optional(),
});
export type TerritoryUnit = z.infer<typeof unit>;

/** The file of the division: the units of `territories.json`. Refuses units whose parent is missing or of the wrong level. */
export const territoriesInput = z.object({ units: z.array(unit).min(1) }).superRefine(({ units }, context) => {
  const byCode = new Map(units.map((each) => [each.code, each]));
  for (const [index, each] of units.entries()) {
    const wrong = faultOf(each, byCode);
    if (wrong)
      context.addIssue({ code: 'custom', path: ['units', index, wrong], message: 'territory.load.wrong-place' });
  }
  if (byCode.size !== units.length)
    context.addIssue({ code: 'custom', path: ['units'], message: 'territory.load.same-code' });
});

function faultOf(each: TerritoryUnit, byCode: Map<string, TerritoryUnit>): string | undefined {
  if (!TYPES_OF[each.level].includes(each.type)) return 'type';
  if (each.level === 'region') return each.parent === COUNTRY && each.region === each.code ? undefined : 'parent';
  const parent = byCode.get(each.parent);
  if (!parent || !PARENTS_OF[each.level].includes(parent.level)) return 'parent';
  if (parent.region !== each.region || byCode.get(each.region)?.level !== 'region') return 'region';
  const province = parent.level === 'region' ? each.code : parent.province;
  if (province !== each.province) return 'province';
  if (each.cercle && byCode.get(each.cercle)?.province !== province) return 'cercle';
  return undefined;
}

export type LoadedTerritories = {
  units: number;
  added: string[];
  changed: string[];
  /** In the database but no longer in the file: kept, because addresses and statistics refer to them. */
  gone: string[];
};

function rowOf(each: TerritoryUnit) {
  const above = each.level === 'region' ? null : each.parent;
  const path = [each.region, each.province, each.cercle, above, each.prefectureOfArrondissements, each.code];
  const name = Object.fromEntries(Object.entries(each.name).filter(([, value]) => value));
  return {
    code: each.code,
    level: each.level,
    type: each.type,
    parent: above,
    region: each.region,
    province: each.province,
    cercle: each.cercle,
    prefecture_of_arrondissements: each.prefectureOfArrondissements ?? null,
    path: [...new Set(path.filter((code) => code !== null && code !== undefined))],
    name,
    name_keys: nameKeys(name),
    iso3166_2: each.iso3166_2 ?? null,
    population_2014: each.population[2014],
    population_2024: each.population[2024],
    households_2024: each.households2024,
    seat: each.seat ?? null,
  };
}

/** Loads the division of the country. Doing it again changes only what differs. */
export const loadTerritories = defineAction({
  name: 'territory.load-territories',
  input: territoriesInput,
  access: loadTerritory,
  event: 'territory.loaded',
  record: (_input, _target, result) => {
    const { units, added, changed, gone } = result as LoadedTerritories;
    return { detail: { units, added: added.length, changed: changed.length, gone: gone.length } };
  },
  async run({ db, touch }, { units }): Promise<LoadedTerritories> {
    const rows = units.map(rowOf);
    const { rows: written } = await sql<{ code: string; added: boolean }>`
      insert into territory as kept
        (code, level, type, parent, region, province, cercle, prefecture_of_arrondissements, path, name, name_keys, iso3166_2,
         population_2014, population_2024, households_2024, seat)
      select code, level, type, parent, region, province, cercle, prefecture_of_arrondissements, path, name, name_keys, iso3166_2,
         population_2014, population_2024, households_2024, seat
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as
        (code text, level text, type text, parent text, region text, province text, cercle text, prefecture_of_arrondissements text,
         path text[], name jsonb, name_keys text, iso3166_2 text, population_2014 integer, population_2024 integer,
         households_2024 integer, seat text)
      on conflict (code) do update set
        (level, type, parent, region, province, cercle, prefecture_of_arrondissements, path, name, name_keys, iso3166_2,
         population_2014, population_2024, households_2024, seat) =
        (excluded.level, excluded.type, excluded.parent, excluded.region, excluded.province, excluded.cercle,
         excluded.prefecture_of_arrondissements, excluded.path, excluded.name, excluded.name_keys, excluded.iso3166_2,
         excluded.population_2014, excluded.population_2024, excluded.households_2024, excluded.seat)
      where kept.* is distinct from excluded.*
      returning code, (xmax = 0) as added
    `.execute(db);
    const codes = new Set(units.map((each) => each.code));
    const known = await db.selectFrom('territory').select('code').orderBy('code').execute();
    const loaded: LoadedTerritories = {
      units: units.length,
      added: written.filter((row) => row.added).map((row) => row.code),
      changed: written.filter((row) => !row.added).map((row) => row.code),
      gone: known.map((row) => row.code).filter((known) => !codes.has(known)),
    };
    if (written.length > 0) {
      touch('territories');
      // All of them: each stands in the index with the names of what it lies in.
      await indexDocuments(db, await territoryDocuments(db));
    }
    return loaded;
  },
});
