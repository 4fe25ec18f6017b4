import { defineModule } from '#platform/module.ts';
import { loadCensusGroups } from './actions/load-census-groups.ts';
import { loadTerritories } from './actions/load-territories.ts';
import { getTerritoryRoute, listTerritoriesRoute } from './api.ts';
import { provinceBoundaries, regionBoundaries } from './boundaries.ts';
import { censusImport } from './census-import.ts';
import { messages } from './messages.ts';
import { territoryMigration } from './migrations/2026-11-21-1000-territory.ts';
import { censusGroupsMigration } from './migrations/2026-12-13-0900-census-groups.ts';
import { territoriesPage } from './pages/territories-page.tsx';
import { territoryPage } from './pages/territory-page.tsx';
import { territorySearch } from './search.ts';
import { territorySeed } from './seed.ts';
import { territorySiteMap } from './site-map.ts';

export const territory = defineModule({
  name: 'territory',
  uses: [],
  messages,
  migrations: [territoryMigration, censusGroupsMigration],
  actions: [loadTerritories, loadCensusGroups],
  imports: [censusImport],
  pages: [territoriesPage, territoryPage],
  siteMap: [territorySiteMap],
  searchKinds: [territorySearch],
  routes: [listTerritoriesRoute, getTerritoryRoute],
  resources: [regionBoundaries, provinceBoundaries],
  seeds: [territorySeed],
  dataSources: [
    {
      name: 'territory.source.census',
      licence: 'CC BY 4.0',
      licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
      origin: 'Haut-Commissariat au Plan (HCP), RGPH 2014, RGPH 2024',
      note: 'territory.source.census-note',
    },
    {
      name: 'territory.source.boundaries',
      licence: 'ODbL 1.0, © OpenStreetMap contributors',
      licenceUrl: 'https://opendatacommons.org/licenses/odbl/1-0/',
      origin: 'OpenStreetMap, morocco-map 1.3.0',
      note: 'territory.source.boundaries-note',
    },
  ],
});
