import { defineModule } from '#platform/module.ts';
import { loadInstitutions } from './actions/load-institutions.ts';
import { getInstitutionRoute, listInstitutionsRoute } from './api.ts';
import { STAFF_POWERS } from './functions.ts';
import { institutionImport } from './import.ts';
import { messages } from './messages.ts';
import { institutionsMigration } from './migrations/2026-11-21-1100-institutions.ts';
import { staffMigration } from './migrations/2026-11-22-1200-staff.ts';
import { institutionsPage } from './pages/institutions-page.tsx';
import { institutionSearch } from './search.ts';
import { institutionSeed } from './seed.ts';
import { institutionSiteMap } from './site-map.ts';

export const institutions = defineModule({
  name: 'institutions',
  uses: ['territory'],
  messages,
  migrations: [institutionsMigration, staffMigration],
  actions: [loadInstitutions],
  pages: [institutionsPage],
  menu: [{ label: 'institutions.page.title', path: '/institutions', on: 'portal', order: 80 }],
  siteMap: [institutionSiteMap],
  routes: [listInstitutionsRoute, getInstitutionRoute],
  searchKinds: [institutionSearch],
  imports: [institutionImport],
  seeds: [institutionSeed],
  powers: STAFF_POWERS.map((name) => ({ name, label: `institutions.powers.${name}` })),
});
