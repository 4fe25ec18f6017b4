import type { Retention } from '#platform/module.ts';
import './tables.ts';

const ART_26 = 'Law 05-20, art. 26; law 09-08, art. 3';

/** Technical records are kept for a year, and no longer. */
const YEAR = { years: 1 };

type Records = { table: 'challenge' | 'ended_session' | 'access_log'; at: 'created_at' | 'last_seen_at' | 'at' };

function oneYear(kind: string, { table, at }: Records): Retention {
  return {
    kind,
    source: ART_26,
    keep: YEAR,
    async apply(tx, before, dryRun) {
      // The three tables share nothing but a moment: their types cannot say that.
      const [name, moment] = [table as 'access_log', at as 'at'];
      if (dryRun) {
        const { n } = await tx
          .selectFrom(name)
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .where(moment, '<', before)
          .executeTakeFirstOrThrow();
        return n;
      }
      const { numDeletedRows } = await tx.deleteFrom(name).where(moment, '<', before).executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}

/** Codes and links that were asked for, sessions that ended, and who of the officials looked at whose data. */
export const accountRetentions: readonly Retention[] = [
  oneYear('accounts.challenges', { table: 'challenge', at: 'created_at' }),
  oneYear('accounts.sessions', { table: 'ended_session', at: 'last_seen_at' }),
  oneYear('accounts.access-log', { table: 'access_log', at: 'at' }),
];
