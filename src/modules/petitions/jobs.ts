import { across } from '#platform/db/database.ts';
import type { Job } from '#platform/module.ts';
import { closeEndedPetitions } from './actions/close-ended-petitions.ts';
import { publishPetitionRoot } from './actions/publish-petition-root.ts';
import { isRootDue } from './roots.ts';
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

/** Publishes the roots that are due: daily while people sign, at the end, and when the last confirmation is in. */
export const publishRoots: Job = {
  name: 'petitions.publish-roots',
  cron: '*/15 * * * *',
  run: async (_payload, { db, clock, actions }) => {
    const now = clock.now();
    const petitions = await across(db)
      .selectFrom('petition')
      .select(['reference', 'state', 'closed_at as closedAt', 'tallied_at as talliedAt'])
      .select((row) =>
        row
          .selectFrom('petition_root')
          .select((root) => root.fn.max('petition_root.at').as('at'))
          .whereRef('petition_root.institution_id', '=', 'petition.institution_id')
          .whereRef('petition_root.petition_id', '=', 'petition.id')
          .as('last'),
      )
      .where((row) => {
        const since = new Date(now.getTime() - RECENTLY_CLOSED);
        return row.or([
          row('state', '=', 'open'),
          row.and([row('state', '=', 'closed'), row('closed_at', '>', since), row('required', 'is not', null)]),
          row('tallied_at', '>', since),
        ]);
      })
      .execute();
    const system = { kind: 'system', name: 'petitions.publish-roots' } as const;
    for (const { reference, last, ...petition } of petitions) {
      if (!isRootDue(petition, last, now)) continue;
      await actions.perform(publishPetitionRoot, { actor: system, tenant: null, input: { petition: reference } });
    }
  },
};

/** However long workers were away, a petition that closed or was counted anew since has its last root. */
const RECENTLY_CLOSED = 90 * 24 * 3_600_000;
