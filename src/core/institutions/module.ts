import { defineModule } from '#platform/module.ts';
import { loadInstitutions } from './actions/load-institutions.ts';
import { getInstitutionRoute, listInstitutionsRoute } from './api.ts';
import { institutionImport } from './import.ts';
import { messages } from './messages.ts';
import { institutionsMigration } from './migrations/2026-11-21-1100-institutions.ts';
import { institutionsPage } from './pages/institutions-page.tsx';
import { institutionSearch } from './search.ts';
import { institutionSeed } from './seed.ts';
import { institutionSiteMap } from './site-map.ts';

export const institutions = defineModule({
  name: 'institutions',
  uses: ['territory'],
  messages,
  migrations: [institutionsMigration],
  actions: [loadInstitutions],
  pages: [institutionsPage],
  menu: [{ label: 'institutions.page.title', path: '/institutions', on: 'portal', order: 80 }],
  siteMap: [institutionSiteMap],
  routes: [listInstitutionsRoute, getInstitutionRoute],
  searchKinds: [institutionSearch],
  imports: [institutionImport],
  seeds: [institutionSeed],
});
