import type { Job } from '#platform/module.ts';
import { system } from '#platform/tenant.ts';
import { remindOfficials } from './actions/remind-officials.ts';

/** Every morning, before the offices open in Morocco. */
export const remindOfficialsJob: Job = {
  name: 'commitments.remind-officials',
  cron: '15 6 * * *',
  async run(_payload, { actions, log }) {
    const actor = system('commitments.remind-officials');
    const done = await actions.perform(remindOfficials, { actor, tenant: null, input: {} });
    log.info(done, 'officials were reminded of their milestones');
  },
};
