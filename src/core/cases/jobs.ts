import type { Job } from '#platform/module.ts';
import { system } from '#platform/tenant.ts';
import { remindOfficials } from './actions/remind-officials.ts';

/** In the morning, when it can still be done in time. */
export const remindJob: Job = {
  name: 'cases.remind-officials',
  cron: '30 6 * * *',
  async run(_payload, { actions, log }) {
    for (let more = true; more; ) {
      const done = await actions.perform(remindOfficials, { actor: system('cases'), tenant: null, input: {} });
      if (done.reminded > 0) log.info({ cases: done.reminded }, 'reminded of last days that are near');
      more = done.more;
    }
  },
};
