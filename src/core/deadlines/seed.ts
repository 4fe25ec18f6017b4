import type { Seed } from '#platform/module.ts';
import { readShipped } from '#platform/shipped-files.ts';
import { system } from '#platform/tenant.ts';
import { loadHolidays } from './actions/load-holidays.ts';

/** The calendar that comes with the program. */
export const holidaySeed: Seed = {
  name: 'holidays',
  order: 25,
  async run({ actions, note }) {
    const input = readShipped('holidays.json');
    const { years, entered } = await actions.perform(loadHolidays, { actor: system('seed'), tenant: null, input });
    note(`holidays: ${entered} entered, ${years.length} years covered`);
  },
};
