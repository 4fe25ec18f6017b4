import { type RawBuilder, sql } from 'kysely';
import { across, type Db } from '#platform/db/database.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { MessageValues } from '#platform/i18n/messages.ts';
import type { Text } from '#platform/i18n/text.ts';
import { type Site, siteOfBody } from '../follows.ts';
import { PERSON } from '../notification.ts';
import '../tables.ts';

/** Somebody who gets a letter or a message: where to, in which language, and what there is to tell, the newest first. */
export type Reader = { personId: string; lang: Lang; address: string; events: string[] };

/** An event as it is told. `tenant`: the site its page is on, null for the portal. */
export type ToldEvent = {
  id: string;
  at: Date;
  event: string;
  values: MessageValues;
  title: Text;
  path: string;
  tenant: Site;
  institution: Text;
};

/** Events sort by their ids; this one is before all. */
export const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** What a letter of this round tells these people: everything up to its last batch that no letter has told them. At most `limit` each. */
export async function untoldByLetter(
  db: Db,
  round: { kind: string; to_batch: number },
  personIds: readonly string[],
  limit: number,
): Promise<Reader[]> {
  const reader = sql`
    select p.id as person_id, p.lang, c.address, n.told_batch
    from unnest(${personIds}::uuid[]) as chosen (id)
      join person p on p.id = chosen.id and p.closed_at is null
      join notification_preference n on n.person_id = p.id and n.frequency = ${round.kind}
      join contact c on c.person_id = p.id and c.kind = 'email' and c.main and c.confirmed_at is not null
        and c.bounced_at is null`;
  return untold(db, reader, sql`true`, round.to_batch, limit);
}

/** What is urgent in this round for these people, for their telephones. */
export async function untoldByMessage(
  db: Db,
  round: { after_batch: number; to_batch: number },
  personIds: readonly string[],
  limit: number,
): Promise<Reader[]> {
  const reader = sql`
    select p.id as person_id, p.lang, c.address, ${round.after_batch}::bigint as told_batch
    from unnest(${personIds}::uuid[]) as chosen (id)
      join person p on p.id = chosen.id and p.closed_at is null
      join notification_preference n on n.person_id = p.id and n.urgent_sms
      join contact c on c.person_id = p.id and c.kind = 'phone' and c.main and c.confirmed_at is not null`;
  return untold(db, reader, sql`e.urgent`, round.to_batch, limit);
}

// The ids of a batch may be older than its number tells (a long transaction), so the bound is the smallest of all batches that count.
async function untold(
  db: Db,
  reader: RawBuilder<unknown>,
  which: RawBuilder<unknown>,
  to: number,
  limit: number,
): Promise<Reader[]> {
  const { rows } = await sql<{ person_id: string; lang: Lang; address: string; events: string[] }>`
    with reader as (${reader}),
    bound as materialized (
      select told_batch, (
        select b.first_event from notification_batch b
        where b.number > told.told_batch and b.number <= ${to} order by b.first_event limit 1) as first_event
      from (select distinct told_batch from reader) as told
    )
    select reader.person_id, reader.lang, reader.address, news.events
    from reader join bound using (told_batch)
      cross join lateral (
        select array_agg(id order by id desc) as events from (
          select distinct e.id
          from (
            select subject_kind, subject_id, since from follow where follow.person_id = reader.person_id
            union all select ${PERSON}, reader.person_id::text, ${BEFORE_ALL}::uuid
          ) as f
            join notification_subject s on s.subject_kind = f.subject_kind and s.subject_id = f.subject_id
              and s.event_id >= bound.first_event and s.event_id > f.since
            join notification_event e on e.institution_id = s.institution_id and e.id = s.event_id
              and e.batch > reader.told_batch and e.batch <= ${to} and ${which}
          order by e.id desc limit ${limit}
        ) as found
      ) as news
    where news.events is not null`.execute(db);
  return rows.map((row) => ({
    personId: row.person_id,
    lang: row.lang,
    address: row.address,
    events: row.events,
  }));
}

/** Events by id, for what is about to be told. */
export async function eventsById(db: Db, ids: readonly string[]): Promise<Map<string, ToldEvent>> {
  if (ids.length === 0) return new Map();
  const rows = await toldEvents(db).where('notification_event.id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, asTold(row)]));
}

/** Events with the body they happened at. */
export function toldEvents(db: Db) {
  return across(db)
    .selectFrom('notification_event')
    .innerJoin('institution', 'institution.id', 'notification_event.institution_id')
    .select([
      'notification_event.id',
      'notification_event.at',
      'notification_event.event',
      'notification_event.event_values as values',
      'notification_event.title',
      'notification_event.path',
      'institution.name as institution',
      'institution.slug',
      'institution.host',
      'institution.kind',
    ]);
}

type EventRow = Omit<ToldEvent, 'tenant'> & { slug: string; host: string | null; kind: string };

/** What belongs to the nation as a whole is read on the portal. */
export function asTold({ slug, host, kind, ...event }: EventRow): ToldEvent {
  return { ...event, tenant: siteOfBody({ kind, slug, host }) };
}
