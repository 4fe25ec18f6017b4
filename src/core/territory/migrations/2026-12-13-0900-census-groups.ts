import type { Migration } from '#platform/db/migrate.ts';

/** Census figures by sex and age, where they were loaded. */
export const censusGroupsMigration: Migration = {
  name: '2026-12-13-0900-census-groups',
  sql: `
    create table census_group (
      territory text not null,
      gender text not null check (gender in ('woman', 'man')),
      age_band text not null,
      year integer not null check (year between 1960 and 2100),
      population integer not null check (population >= 0),
      source text not null,
      loaded_at timestamptz not null,
      primary key (territory, gender, age_band)
    );`,
};
