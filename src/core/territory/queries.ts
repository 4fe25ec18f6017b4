import { type SelectQueryBuilder, sql } from 'kysely';
import type { Db, SharedTables } from '#platform/db/database.ts';
import { asTotal, type Paging, type Slice, slice, type Total } from '#platform/db/paging.ts';
import { normalise } from '#platform/search/normalise.ts';
import type { CensusFigures } from './census.ts';
import type { Level, Territory } from './territory.ts';

const COLUMNS = [
  'territory.code',
  'territory.level',
  'territory.type',
  'territory.parent',
  'territory.region',
  'territory.province',
  'territory.name',
  'territory.population_2014 as population2014',
  'territory.population_2024 as population2024',
  'territory.households_2024 as households2024',
  'territory.iso3166_2 as iso',
] as const;

/** The twelve regions, by code. */
export async function regions(db: Db): Promise<Territory[]> {
  return db.selectFrom('territory').select(COLUMNS).where('level', '=', 'region').orderBy('code').execute();
}

/** All units, by code. */
export async function allTerritories(db: Db): Promise<Territory[]> {
  return db.selectFrom('territory').select(COLUMNS).orderBy('code').execute();
}

export type Place = Pick<Territory, 'code' | 'name'>;

/** The prefectures and provinces, for a first choice. */
export async function provinces(db: Db): Promise<Place[]> {
  return db.selectFrom('territory').select(['code', 'name']).where('level', '=', 'province').orderBy('code').execute();
}

/** The communes of a prefecture or province. */
export async function communesOf(db: Db, province: string): Promise<Place[]> {
  return db
    .selectFrom('territory')
    .select(['code', 'name'])
    .where('level', '=', 'commune')
    .where('province', '=', province)
    .orderBy('code')
    .execute();
}

/** One unit by its code; undefined when there is none. */
export async function territoryByCode(db: Db, code: string): Promise<Territory | undefined> {
  return db.selectFrom('territory').select(COLUMNS).where('code', '=', code).executeTakeFirst();
}

/** Several units by their codes, for pages that show names beside codes. */
export async function territoriesByCode(db: Db, codes: readonly string[]): Promise<Map<string, Territory>> {
  if (codes.length === 0) return new Map();
  const rows = await db.selectFrom('territory').select(COLUMNS).where('code', 'in', codes).execute();
  return new Map(rows.map((row) => [row.code, row]));
}

/** What a unit is made of, directly: a cercle's communes and a prefecture's arrondissements too, though they stand under another unit. */
export async function childrenOf(db: Db, code: string): Promise<Territory[]> {
  return db
    .selectFrom('territory')
    .select(COLUMNS)
    .where((or) =>
      or.or([or('parent', '=', code), or('cercle', '=', code), or('prefecture_of_arrondissements', '=', code)]),
    )
    .orderBy('code')
    .execute();
}

/** From the region down to what the unit stands under, without itself. */
export async function ancestorsOf(db: Db, code: string): Promise<Territory[]> {
  return db
    .selectFrom('territory')
    .innerJoin('territory as below', (join) =>
      join.on('below.code', '=', code).on(sql<boolean>`territory.code = any(below.path)`),
    )
    .select(COLUMNS)
    .where('territory.code', '<>', code)
    .orderBy(sql`array_position(below.path, territory.code)`)
    .execute();
}

export type TerritoryFilter = {
  level?: Level | undefined;
  /** The unit directly above. */
  parent?: string | undefined;
  region?: string | undefined;
  /** A part of a name in any language. */
  q?: string | undefined;
};

/** Units by code, page by page, with their total. */
export async function listTerritories(
  db: Db,
  filter: TerritoryFilter,
  paging: Paging,
): Promise<Slice<Territory> & Total> {
  const counted = await filtered(db.selectFrom('territory'), filter)
    .select(sql<number>`count(*)`.as('total'))
    .executeTakeFirstOrThrow();
  const page = await slice(
    filtered(db.selectFrom('territory'), filter).select(COLUMNS),
    [{ sql: sql`territory.code`, key: 'code', direction: 'asc' }],
    paging,
  );
  return { ...page, ...asTotal(counted.total) };
}

/** The units whose name contains what was typed, in any language: those that begin with it first, larger units first among them. */
export async function searchTerritories(db: Db, typed: string, limit = 20): Promise<Territory[]> {
  const key = normalise(typed);
  if (!key) return [];
  const begins = `%|${key}%`;
  return named(db.selectFrom('territory'), typed)
    .select(COLUMNS)
    .orderBy(sql`(territory.name_keys like ${begins}) desc`)
    .orderBy('population_2024', 'desc')
    .orderBy('code')
    .limit(limit)
    .execute();
}

type Query = SelectQueryBuilder<SharedTables, 'territory', object>;

function filtered(query: Query, { level, parent, region, q }: TerritoryFilter): Query {
  let narrowed = query;
  if (level) narrowed = narrowed.where('level', '=', level);
  if (parent) narrowed = narrowed.where('parent', '=', parent);
  if (region) narrowed = narrowed.where('region', '=', region);
  return q ? named(narrowed, q) : narrowed;
}

function named(query: Query, typed: string): Query {
  const key = normalise(typed);
  // Signs alone find nothing rather than everything.
  return query.where(sql<boolean>`${key !== ''} and territory.name_keys like ${`%${key}%`}`);
}

/** Census figures by sex and age of these territories (`MA`: the country), where they were loaded. */
export async function censusFigures(db: Db, codes: readonly string[]): Promise<Map<string, CensusFigures>> {
  if (codes.length === 0) return new Map();
  const rows = await db
    .selectFrom('census_group')
    .select(['territory', 'gender', 'age_band as ageBand', 'year', 'population', 'source'])
    .where('territory', 'in', codes)
    .execute();
  const figures = new Map<string, CensusFigures>();
  for (const { territory, year, source, ...group } of rows) {
    const known = figures.get(territory) ?? { year, source, groups: [] };
    known.groups.push(group);
    figures.set(territory, known);
  }
  return figures;
}
