import type { Text } from '#platform/i18n/text.ts';
import { normalise } from '#platform/search/normalise.ts';

/**
 * The levels of the administrative division, as the census lists them. `province` holds both prefectures and provinces: the law gives
 * them the same place (organic law 112-14), only the `type` differs.
 */
export const LEVELS = [
  'region',
  'province',
  'prefecture-of-arrondissements',
  'cercle',
  'commune',
  'arrondissement',
] as const;
export type Level = (typeof LEVELS)[number];

export const TYPES = [
  'region',
  'prefecture',
  'province',
  'prefecture-of-arrondissements',
  'cercle',
  'urban',
  'rural',
  'arrondissement',
] as const;
export type Type = (typeof TYPES)[number];

/** Which types a level has. */
export const TYPES_OF: Record<Level, readonly Type[]> = {
  region: ['region'],
  province: ['prefecture', 'province'],
  'prefecture-of-arrondissements': ['prefecture-of-arrondissements'],
  cercle: ['cercle'],
  commune: ['urban', 'rural'],
  arrondissement: ['arrondissement'],
};

/** Which levels a unit of a level may stand directly under; a region stands under the country. */
export const PARENTS_OF: Record<Level, readonly Level[]> = {
  region: [],
  province: ['region'],
  'prefecture-of-arrondissements': ['province'],
  cercle: ['province'],
  commune: ['province'],
  arrondissement: ['commune'],
};

/** The code of the whole country where a territory is asked for: plans and figures of the nation carry it. */
export const COUNTRY = 'MA';

/** The dotted code of the Haut-Commissariat au Plan: region, province, cercle or municipal block, commune. */
const CODE = /^\d{2}(\.\d{3}(\.\d{2}(\.\d{1,2})?)?)?$/;

/** Whether a text has the form of such a code; a unit of that code need not exist. */
export function isTerritoryCode(text: string): boolean {
  return CODE.test(text);
}

/** A territorial unit as pages and the API read it. Counts are persons and households of the census; null was not published. */
export type Territory = {
  code: string;
  level: Level;
  type: Type;
  /** The code of the unit it stands under; null for a region. */
  parent: string | null;
  region: string;
  province: string | null;
  name: Text;
  population2014: number | null;
  population2024: number;
  households2024: number;
  /** ISO 3166-2, for regions, prefectures and provinces. */
  iso: string | null;
};

/** How the population changed from 2014 to 2024, as a share of 2014 (0.064 is 6.4 %); null where 2014 is unknown or zero. */
export function growth(territory: Pick<Territory, 'population2014' | 'population2024'>): number | null {
  if (!territory.population2014) return null;
  return territory.population2024 / territory.population2014 - 1;
}

/** All names of a unit as one searchable line, as the search compares words: `|laayoune sakia el hamra|العيون الساقيه الحمرا|`. */
export function nameKeys(name: Text): string {
  const keys = new Set(Object.values(name).map((value) => normalise(value ?? '')));
  keys.delete('');
  return `|${[...keys].join('|')}|`;
}
