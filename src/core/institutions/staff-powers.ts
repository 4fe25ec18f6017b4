import { type RawBuilder, sql } from 'kysely';
import { calendarDate } from '#platform/clock.ts';
import type { Db } from '#platform/db/database.ts';
import type { Power } from '#platform/tenant.ts';
import {
  isPlatformFunction,
  isPostFunction,
  mayGive,
  PLATFORM_FUNCTION_POWERS,
  powersOfPost,
  reachOf,
} from './functions.ts';

/** A post in force of somebody, of a body or (`institutionId` null) of the platform. */
type InForce = { institutionId: string | null; function: string; extraPowers: string[]; portalId: string | null };

/**
 * The posts that a person holds at this moment, or whose absent holder they stand in for. One query, from the index of holders by person;
 * posts that are closed and bodies that exist no more give nothing.
 */
async function postsInForce(db: Db, personId: string, now: Date): Promise<InForce[]> {
  const today = calendarDate(now);
  const { rows } = await sql<InForce>`
    select holder.institution_id as "institutionId", post.function, post.extra_powers as "extraPowers", null as "portalId"
    from post_holder as holder
    join post on post.institution_id = holder.institution_id and post.id = holder.post_id
    join institution on institution.id = holder.institution_id
    left join post_holder as principal
      on principal.institution_id = holder.institution_id and principal.id = holder.deputy_of
    where holder.person_id = ${personId}
      and holder.ended_at is null
      and holder.starts_on <= ${today}::date
      and (holder.ends_on is null or holder.ends_on >= ${today}::date)
      and post.closed_on is null
      and institution.state = 'active'
      and (holder.deputy_of is null or (
        principal.ended_at is null
        and principal.starts_on <= ${today}::date
        and (principal.ends_on is null or principal.ends_on >= ${today}::date)
        and principal.absent_from <= ${today}::date
        and (principal.absent_until is null or principal.absent_until >= ${today}::date)))
    union all
    select null, held.function, '{}'::text[], (select id from institution where kind = 'national-portal' order by slug limit 1)
    from platform_post as held
    where held.person_id = ${personId}
      and held.ended_at is null
      and held.starts_on <= ${today}::date
      and (held.ends_on is null or held.ends_on >= ${today}::date)`.execute(db);
  return rows;
}

/**
 * Whether a person holds a post that is not ended, in force today or not: a correlated part of a query on `owner`, the column of the person. Where it
 * is false `powersOf` is empty.
 */
export function holdsPost(owner: string): RawBuilder<boolean> {
  const person = sql.ref(owner);
  return sql<boolean>`(exists (select from post_holder where person_id = ${person} and ended_at is null)
    or exists (select from platform_post where person_id = ${person} and ended_at is null))`;
}

/**
 * What a person may do at this moment by the posts they hold: in force today, or as the deputy of somebody who is absent today. Asked
 * for on every request of a signed-in person, so that access ends in the same second as the post. `institutionId` null: over all bodies.
 */
export async function powersOf(db: Db, personId: string, now: Date): Promise<Power[]> {
  const powers = new Map<string, Power>();
  for (const held of await postsInForce(db, personId, now)) {
    for (const power of powersHeld(held)) powers.set(`${power.institutionId} ${power.name}`, power);
  }
  return [...powers.values()];
}

function powersHeld(held: InForce): Power[] {
  if (held.institutionId === null) {
    if (!isPlatformFunction(held.function)) return [];
    return PLATFORM_FUNCTION_POWERS[held.function].flatMap(({ name, reach }) => {
      const institutionId = reachOf(reach, held.portalId);
      return institutionId === undefined ? [] : [{ name, institutionId }];
    });
  }
  if (!isPostFunction(held.function)) return [];
  const { institutionId, function: called, extraPowers } = held;
  return powersOfPost({ function: called, extraPowers }).map((name) => ({ name, institutionId }));
}

/**
 * Which of these powers a person may not give to others in a body, by the posts they hold there now: a power is given only by someone who
 * could give it. Empty when all of them may be given.
 */
export async function powersNotGivenBy(
  db: Db,
  giver: { personId: string; institutionId: string; now: Date },
  powers: readonly string[],
): Promise<string[]> {
  const held = (await postsInForce(db, giver.personId, giver.now)).flatMap(
    ({ institutionId, function: called, extraPowers }) =>
      institutionId === giver.institutionId && isPostFunction(called) ? [{ function: called, extraPowers }] : [],
  );
  if (!held.some((post) => powersOfPost(post).includes('staff.manage'))) return [...powers];
  return powers.filter((power) => !mayGive(held, power));
}
