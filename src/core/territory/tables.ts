import type { ColumnType } from 'kysely';
import type { Text } from '#platform/i18n/text.ts';
import type { CensusBand, CensusGender } from './census.ts';
import type { Level, Type } from './territory.ts';

/** A territorial unit of the census of 2024. Shared by all bodies. */
export type TerritoryTable = {
  /** Dotted code of the Haut-Commissariat au Plan: `11.321.01.03`. */
  code: string;
  level: Level;
  type: Type;
  parent: string | null;
  region: string;
  province: string | null;
  /** For rural communes, which stand under their province but belong to a cercle too. */
  cercle: string | null;
  prefecture_of_arrondissements: string | null;
  /** From the region down to the unit itself. */
  path: string[];
  name: ColumnType<Text, string, string>;
  /** The names as they are looked for, see `nameKeys`. */
  name_keys: string;
  iso3166_2: string | null;
  population_2014: number | null;
  population_2024: number;
  households_2024: number;
  /** The commune where the wali of a region sits. */
  seat: string | null;
};

/** How many people of a sex and age a census counted in a territory, or in the country (`MA`). */
export type CensusGroupTable = {
  territory: string;
  gender: CensusGender;
  age_band: CensusBand;
  year: number;
  population: number;
  source: string;
  loaded_at: Date;
};

declare module '#platform/db/database.ts' {
  interface SharedTables {
    territory: TerritoryTable;
    census_group: CensusGroupTable;
  }
}
