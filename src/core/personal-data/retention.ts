import type { Db } from '#platform/db/database.ts';
import type { Retention } from '#platform/module.ts';

/** The moment before which what is kept for this long is too old. Months and years go by the calendar; the end of a shorter month stands in. */
export function keptSince({ years = 0, months = 0, days = 0 }: Retention['keep'], now: Date): Date {
  const since = new Date(now);
  const day = since.getUTCDate();
  since.setUTCDate(1);
  since.setUTCMonth(since.getUTCMonth() - months - 12 * years);
  const longest = new Date(Date.UTC(since.getUTCFullYear(), since.getUTCMonth() + 1, 0)).getUTCDate();
  since.setUTCDate(Math.min(day, longest));
  since.setUTCDate(since.getUTCDate() - days);
  return since;
}

export type TooOld = { kind: string; source: string; since: Date; count: number };

class UndoneError extends Error {}

/** Counts what is too old, kind by kind, and changes nothing: each rule is asked for its dry run, in a transaction that is undone. */
export async function countTooOld(db: Db, retentions: readonly Retention[], now: Date): Promise<TooOld[]> {
  const found: TooOld[] = [];
  for (const { kind, source, keep, apply } of retentions) {
    const since = keptSince(keep, now);
    try {
      await db.transaction().execute(async (tx) => {
        found.push({ kind, source, since, count: await apply(tx, since, true) });
        throw new UndoneError();
      });
    } catch (error) {
      if (!(error instanceof UndoneError)) throw error;
    }
  }
  return found;
}
