import type { Job } from '#platform/module.ts';
import { system } from '#platform/tenant.ts';
import { eraseOld } from './actions/erase-old.ts';

/** Every night, what is kept longer than its rule allows goes: one rule after another, each in its own transaction. */
export const eraseOldJob: Job = {
  name: 'personal-data.erase-old',
  cron: '40 2 * * *',
  async run(_payload, { actions, offers, log }) {
    for (const { kind } of offers.retentions) {
      const { count } = await actions.perform(eraseOld, { actor: system('retention'), tenant: null, input: { kind } });
      if (count > 0) log.info({ kind, count }, 'what was kept long enough was removed');
    }
  },
};
