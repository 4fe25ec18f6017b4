import type { Seed } from '#platform/module.ts';
import { system } from '#platform/tenant.ts';
import { loadInstitutions } from './actions/load-institutions.ts';
import list from './institutions.json' with { type: 'json' };

/** The bodies that Jamaa knows from the start: see institutions.json. */
export const institutionSeed: Seed = {
  name: 'institutions',
  order: 20,
  async run({ actions, note }) {
    const loaded = await actions.perform(loadInstitutions, { actor: system('seed'), tenant: null, input: list });
    note(
      `institutions: ${loaded.institutions} public bodies, ${loaded.added.length} added, ${loaded.changed.length} changed`,
    );
  },
};
