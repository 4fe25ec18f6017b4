import type { Job } from '#platform/module.ts';
import { dropOldChallenges } from './challenge.ts';
import { dropOldSessions } from './session.ts';

/** Removes what nobody can use any more: codes and links that are over, sessions that ended by themselves. */
export const dropOldSignIns: Job = {
  name: 'accounts.drop-old-sign-ins',
  cron: '20 * * * *',
  run: async (_payload, { db, clock, log }) => {
    const now = clock.now();
    const challenges = await dropOldChallenges(db, now);
    const sessions = await db.transaction().execute((tx) => dropOldSessions(tx, now));
    for (const table of ['passkey_answer', 'counter_code', 'identity_letter'] as const)
      await db
        .deleteFrom(table as 'passkey_answer')
        .where('expires_at', '<', now)
        .execute();
    log.info({ challenges, sessions }, 'old sign-ins were removed');
  },
};
