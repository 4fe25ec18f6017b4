import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';

/** Whom an official may act for in the matrix of a body, and what offices they work in. */
export type Standing = { officials: string[]; offices: string[] };

// A holding is in force on a day: begun, not over, its post open; a deputy's only while the holder is away.
const inForce = (today: string) => sql`
  holder.ended_at is null and holder.starts_on <= ${today}::date
  and (holder.ends_on is null or holder.ends_on >= ${today}::date) and post.closed_on is null`;

/**
 * Who somebody acts for in a body today: themselves, and the absent holders of posts whose deputy they are; and the offices of the posts
 * they act in.
 */
export async function standingOf(
  db: Db,
  asked: { institutionId: string; personId: string; today: string },
): Promise<Standing> {
  const { rows } = await sql<{ office_id: string | null; principal: string | null }>`
    select post.office_id, principal.person_id as principal
    from post_holder as holder
    join post on post.institution_id = holder.institution_id and post.id = holder.post_id
    left join post_holder as principal
      on principal.institution_id = holder.institution_id and principal.id = holder.deputy_of
    where holder.institution_id = ${asked.institutionId} and holder.person_id = ${asked.personId}
      and ${inForce(asked.today)}
      and (holder.deputy_of is null or (principal.ended_at is null and principal.absent_from <= ${asked.today}::date
        and (principal.absent_until is null or principal.absent_until >= ${asked.today}::date)))`.execute(db);
  return {
    officials: [...new Set([asked.personId, ...rows.flatMap((row) => row.principal ?? [])])],
    offices: [...new Set(rows.flatMap((row) => row.office_id ?? []))],
  };
}

/** Somebody who can be named as the official of a row: they hold a post of the body today, as no one's deputy. */
export type OfficialChoice = { personId: string; name: string; officeId: string | null };

/** The officials of a body today, by name. */
export async function officialsOf(db: Db, institutionId: string, today: string): Promise<OfficialChoice[]> {
  const { rows } = await sql<OfficialChoice>`
    select distinct on (holder.name, holder.person_id)
      holder.person_id as "personId", holder.name, post.office_id as "officeId"
    from post_holder as holder
    join post on post.institution_id = holder.institution_id and post.id = holder.post_id
    where holder.institution_id = ${institutionId} and holder.deputy_of is null and ${inForce(today)}
    order by holder.name, holder.person_id, post.office_id`.execute(db);
  return rows;
}

/** The names under which people stand in the organisation chart of a body, also of those who left it. */
export async function officialNames(
  db: Db,
  institutionId: string,
  personIds: readonly (string | null)[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(personIds.flatMap((id) => id ?? []))];
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct on (person_id) person_id as id, name from post_holder
    where institution_id = ${institutionId} and person_id = any (${wanted}::uuid[])
    order by person_id, appointed_at desc`.execute(db);
  return new Map(rows.map((row) => [row.id, row.name]));
}
