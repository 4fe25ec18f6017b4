import { sql } from 'kysely';
import { nationalPortal } from '#core/institutions/index.ts';
import { across, type Db, within } from '#platform/db/database.ts';
import type { LimitsOwner } from '../access.ts';
import { SIGNING_RATE, type SigningRate, type SigningRule } from '../signing-limits.ts';
import '../signing-tables.ts';

/** Whose the limits of signing are: the national portal's own body. */
export async function limitsOwner(db: Db): Promise<LimitsOwner> {
  return { portalId: (await nationalPortal(db)).id };
}

/** A rule as the operator sees it. */
export type KeptRule = SigningRule & { id: string; reason: string; until: string | null };

/** Every rule, of networks first, in the order of their patterns. */
export async function signingRules(db: Db, portalId: string): Promise<KeptRule[]> {
  return within(db, portalId)
    .selectFrom('signing_rule')
    .select(['id', 'kind', 'pattern', 'verdict', 'reason', 'until'])
    .orderBy('kind', 'desc')
    .orderBy('verdict', 'desc')
    .orderBy('pattern')
    .execute();
}

/** The rules that hold on a day. Only the national portal's body has any. */
export async function rulesOn(db: Db, today: string): Promise<SigningRule[]> {
  return across(db)
    .selectFrom('signing_rule')
    .select(['kind', 'pattern', 'verdict'])
    .where((row) => row.or([row('until', 'is', null), row('until', '>=', today)]))
    .execute();
}

/** How many signatures one network may begin: as the operator has set it, else as it is from the beginning. */
export async function signingRate(db: Db): Promise<SigningRate> {
  const set = await across(db)
    .selectFrom('signing_rate')
    .select(['per_minute as perMinute', 'per_hour as perHour'])
    .executeTakeFirst();
  return set ?? SIGNING_RATE;
}

/** After how many seconds a network may begin another signature; 0 when it may now. */
export async function waitFor(db: Db, network: string, now: Date): Promise<number> {
  const { perMinute, perHour } = await signingRate(db);
  const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  const { rows } = await sql<{ minute: number; hour: number }>`
    select count(*) filter (where created_at > ${before(60)}) as minute, count(*) as hour from (
      select created_at from challenge
      where network = ${network} and purpose = 'contribution' and created_at > ${before(3600)}
      order by created_at desc limit ${perHour}) as begun`.execute(db);
  const { minute = 0, hour = 0 } = rows[0] ?? {};
  if (hour >= perHour) return 3600;
  return minute >= perMinute ? 60 : 0;
}
