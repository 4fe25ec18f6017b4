import type { Seed } from '#platform/module.ts';
import { readShipped } from '#platform/shipped-files.ts';
import { system } from '#platform/tenant.ts';
import { loadTerritories } from './actions/load-territories.ts';

/** The census division that comes with the program. Everything else refers to it, so it is loaded first. */
export const territorySeed: Seed = {
  name: 'territories',
  order: 10,
  async run({ actions, note }) {
    const loaded = await actions.perform(loadTerritories, {
      actor: system('seed'),
      tenant: null,
      input: readShipped('territories.json'),
    });
    note(`territories: ${loaded.units} units, ${loaded.added.length} added, ${loaded.changed.length} changed`);
  },
};
