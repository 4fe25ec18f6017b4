import type { Migration } from '#platform/db/migrate.ts';

// Codes sort by their digits whatever the database's own collation is: collate "C".
export const territoryMigration: Migration = {
  name: '2026-11-21-1000-territory',
  sql: `
    create table territory (
      code text collate "C" primary key,
      level text not null check (level in
        ('region', 'province', 'prefecture-of-arrondissements', 'cercle', 'commune', 'arrondissement')),
      type text not null check (type in
        ('region', 'prefecture', 'province', 'prefecture-of-arrondissements', 'cercle', 'urban', 'rural', 'arrondissement')),
      parent text collate "C" references territory (code),
      region text collate "C" not null references territory (code),
      province text collate "C" references territory (code),
      cercle text collate "C" references territory (code),
      prefecture_of_arrondissements text collate "C" references territory (code),
      path text[] collate "C" not null,
      name jsonb not null,
      name_keys text not null,
      iso3166_2 text,
      population_2014 integer check (population_2014 >= 0),
      population_2024 integer not null check (population_2024 >= 0),
      households_2024 integer not null check (households_2024 >= 0),
      seat text collate "C" references territory (code),
      check ((parent is null) = (level = 'region')),
      check ((province is null) = (level = 'region'))
    );
    create index territory_parent on territory (parent, code);
    create index territory_region on territory (region, level, code);
    create index territory_level on territory (level, code);
  `,
};
