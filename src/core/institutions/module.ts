import { defineModule } from '#platform/module.ts';
import { loadInstitutions } from './actions/load-institutions.ts';
import { getInstitutionRoute, listInstitutionsRoute } from './api.ts';
import { institutionImport } from './import.ts';
import { messages } from './messages.ts';
import { institutionsMigration } from './migrations/2026-11-21-1100-institutions.ts';
import { institutionSearch } from './search.ts';
import { institutionSeed } from './seed.ts';

export const institutions = defineModule({
  name: 'institutions',
  uses: ['territory'],
  messages,
  migrations: [institutionsMigration],
  actions: [loadInstitutions],
  routes: [listInstitutionsRoute, getInstitutionRoute],
  searchKinds: [institutionSearch],
  imports: [institutionImport],
  seeds: [institutionSeed],
});
