import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import { asTotal, COUNTED_EXACTLY, type Paging, type Slice, type Total } from '#platform/db/paging.ts';
import { InvalidInput } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { PERSON } from '../notification.ts';
import { BEFORE_ALL, eventsById, type ToldEvent } from './untold.ts';

/**
 * What happened in what a person follows since they follow it, the newest first. Each followed thing is read along its index for one
 * page at most, so that it costs the same however much happened there. `after`: the id of the last event seen.
 */
export async function listNotifications(db: Db, personId: string, { after, limit }: Paging): Promise<Slice<ToldEvent>> {
  if (after !== undefined && !isId(after))
    throw new InvalidInput([{ pointer: '/after', key: 'platform.errors.cursor' }]);
  const { rows } = await sql<{ id: string }>`
    select distinct news.event_id as id
    from (
      select subject_kind, subject_id, since from follow where person_id = ${personId}
      union all select ${PERSON}, ${personId}::text, ${BEFORE_ALL}::uuid
    ) as f
      cross join lateral (
        select s.event_id from notification_subject s
        where s.subject_kind = f.subject_kind and s.subject_id = f.subject_id and s.event_id > f.since
          ${after === undefined ? sql`` : sql`and s.event_id < ${after}`}
        order by s.event_id desc limit ${limit + 1}
      ) as news
    order by id desc limit ${limit + 1}`.execute(db);
  const ids = rows.slice(0, limit).map((row) => row.id);
  const events = await eventsById(db, ids);
  return {
    items: ids.flatMap((id) => events.get(id) ?? []),
    next: rows.length > limit ? (ids.at(-1) ?? null) : null,
  };
}

/** How many things happened in what a person follows: exact up to 10,000. */
export async function countNotifications(db: Db, personId: string): Promise<Total> {
  const { rows } = await sql<{ counted: number }>`
    select count(*)::int as counted from (
      select distinct s.event_id
      from (
        select subject_kind, subject_id, since from follow where person_id = ${personId}
        union all select ${PERSON}, ${personId}::text, ${BEFORE_ALL}::uuid
      ) as f
        join notification_subject s on s.subject_kind = f.subject_kind and s.subject_id = f.subject_id
          and s.event_id > f.since
      limit ${COUNTED_EXACTLY + 1}
    ) as limited`.execute(db);
  return asTotal(rows[0]?.counted ?? 0);
}
