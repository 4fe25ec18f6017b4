import { across } from '#platform/db/database.ts';
import type { Job } from '#platform/module.ts';
import { closeEndedPetitions } from './actions/close-ended-petitions.ts';
import { countDays } from './actions/count-days.ts';
import { markReached } from './actions/mark-reached.ts';
import { publishPetitionRoot } from './actions/publish-petition-root.ts';
import { tellSignatories } from './actions/tell-signatories.ts';
import { untoldPetitions } from './queries/news.ts';
import { nearlyReached } from './queries/petitions.ts';
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

/** Counts the signatures of each day, of petitions that people sign or whose count officials have changed. */
export const countSigningDays: Job = {
  name: 'petitions.count-signing-days',
  cron: '25 * * * *',
  run: async (_payload, { db, clock, actions }) => {
    const since = new Date(clock.now().getTime() - RECENTLY_CHANGED);
    const petitions = await across(db)
      .selectFrom('petition')
      .select(['institution_id as institution', 'id as petition'])
      .where('required', 'is not', null)
      .where((row) => row.or([row('state', '=', 'open'), row('closed_at', '>', since), row('tallied_at', '>', since)]))
      .execute();
    const system = { kind: 'system', name: 'petitions.count-signing-days' } as const;
    for (const input of petitions) await actions.perform(countDays, { actor: system, tenant: null, input });
  },
};

/** Tells, once, that a petition has what the law asks for. */
export const tellReached: Job = {
  name: 'petitions.tell-reached',
  cron: '*/10 * * * *',
  run: async (_payload, { db, actions }) => {
    const system = { kind: 'system', name: 'petitions.tell-reached' } as const;
    for (const petition of await nearlyReached(db))
      await actions.perform(markReached, { actor: system, tenant: null, input: { petition } });
  },
};

/** Writes to signatories who asked for it what became of their petition, a few hundred at a time. */
export const writeToSignatories: Job = {
  name: 'petitions.write-to-signatories',
  cron: '*/10 * * * *',
  run: async (_payload, { db, actions }) => {
    const system = { kind: 'system', name: 'petitions.write-to-signatories' } as const;
    for (const input of await untoldPetitions(db))
      for (let more = true; more; )
        ({ more } = await actions.perform(tellSignatories, { actor: system, tenant: null, input }));
  },
};

/** Signatures that were begun are confirmed for a day more; two leave room for a worker that was asleep. */
const RECENTLY_CHANGED = 2 * 24 * 3_600_000;

/** However long workers were away, a petition that closed or was counted anew since has its last root. */
const RECENTLY_CLOSED = 90 * 24 * 3_600_000;
