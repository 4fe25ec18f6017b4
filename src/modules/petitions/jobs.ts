import { across } from '#platform/db/database.ts';
import type { Job } from '#platform/module.ts';
import { closeEndedPetitions } from './actions/close-ended-petitions.ts';
import './tables.ts';

/** Ends what is over, and forgets signatures that nobody confirmed. */
export const endPetitions: Job = {
  name: 'petitions.end-petitions',
  cron: '*/10 * * * *',
  run: async (_payload, { db, clock, actions }) => {
    const system = { kind: 'system', name: 'petitions.end-petitions' } as const;
    await actions.perform(closeEndedPetitions, { actor: system, tenant: null, input: {} });
    await across(db).deleteFrom('petition_signing').where('expires_at', '<', clock.now()).execute();
  },
};
