import type { Job } from '#platform/module.ts';
import './tables.ts';

/** Forgets calculations that could not be sent again anyway. */
export const dropUsedProofs: Job = {
  name: 'moderation.drop-used-proofs',
  cron: '40 3 * * *',
  run: async (_payload, { db, clock, log }) => {
    const { numDeletedRows } = await db
      .deleteFrom('used_proof')
      .where('expires_at', '<', clock.now())
      .executeTakeFirstOrThrow();
    log.info({ proofs: Number(numDeletedRows) }, 'used proofs were removed');
  },
};
