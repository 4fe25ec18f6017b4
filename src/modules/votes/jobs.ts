import { across } from '#platform/db/database.ts';
import type { Job } from '#platform/module.ts';
import { countBallots } from './actions/count-ballots.ts';
import './tables.ts';

/** Counts what is to be counted: votes that are over, daily roots and live counts of those that are open. */
export const countVotes: Job = {
  name: 'votes.count-votes',
  // The end of a vote is waited for: it is looked for every minute, and seldom is there anything to do.
  everySeconds: 60,
  run: async (_payload, { db, clock, actions }) => {
    const running = await across(db)
      .selectFrom('vote')
      .select('reference')
      .where('state', '=', 'published')
      .where('opens_at', '<=', clock.now())
      .orderBy('closes_at')
      .execute();
    const system = { kind: 'system', name: 'votes.count-votes' } as const;
    for (const { reference } of running)
      await actions.perform(countBallots, { actor: system, tenant: null, input: { vote: reference } });
  },
};
