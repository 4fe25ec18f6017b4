import { sql } from 'kysely';
import { institutionsById } from '#core/institutions/index.ts';
import type { Db } from '#platform/db/database.ts';
import { asTotal, type Paging, type Slice, slice, type Total } from '#platform/db/paging.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Offers } from '#platform/module.ts';
import { countFollows, findThing, type Site, siteOfBody } from '../follows.ts';
import type { Frequency } from '../notification.ts';
import '../tables.ts';

/** A thing that a person follows, as it is called today; `thing` is null for what is no longer public. */
export type Follow = {
  on: string;
  since: Date;
  thing: {
    kind: MessageKey;
    title: Text;
    path: string;
    tenant: Site;
    institution: Text;
  } | null;
};

/** What a person follows, the latest first. */
export async function listFollows(
  db: Db,
  offers: Offers,
  personId: string,
  paging: Paging,
): Promise<Slice<Follow> & Total> {
  const page = await slice(
    db
      .selectFrom('follow')
      .select(['subject_kind', 'subject_id', 'since', 'created_at'])
      .where('person_id', '=', personId),
    [{ sql: sql`since`, key: 'since', direction: 'desc' }],
    paging,
  );
  const things = await Promise.all(
    page.items.map((row) => findThing(db, offers, { kind: row.subject_kind, id: row.subject_id })),
  );
  const bodies = await institutionsById(db, [
    ...new Set(things.flatMap((thing) => (thing ? [thing.found.institutionId] : []))),
  ]);
  const items = page.items.map((row, index): Follow => {
    const thing = things[index];
    const body = thing && bodies.get(thing.found.institutionId);
    return {
      on: `${row.subject_kind}:${row.subject_id}`,
      since: row.created_at,
      thing:
        thing && body
          ? {
              kind: thing.kind.label,
              title: thing.found.title,
              path: thing.found.path,
              tenant: siteOfBody(body),
              institution: body.name,
            }
          : null,
    };
  });
  return { items, next: page.next, ...asTotal(await countFollows(db, personId)) };
}

/** How a person wants to hear of it, and what can be reached: `phone` is whether there is a confirmed number, `bounced` since when letters come back. */
export type Preferences = {
  frequency: Frequency;
  urgentSms: boolean;
  email: string | null;
  bounced: Date | null;
  phone: boolean;
};

export async function preferencesOf(db: Db, personId: string): Promise<Preferences> {
  const [preference, contacts] = await Promise.all([
    db
      .selectFrom('notification_preference')
      .select(['frequency', 'urgent_sms'])
      .where('person_id', '=', personId)
      .executeTakeFirst(),
    db
      .selectFrom('contact')
      .select(['kind', 'address', 'bounced_at'])
      .where('person_id', '=', personId)
      .where('main', '=', true)
      .where('confirmed_at', 'is not', null)
      .execute(),
  ]);
  const email = contacts.find((contact) => contact.kind === 'email');
  return {
    frequency: preference?.frequency ?? 'daily',
    urgentSms: preference?.urgent_sms ?? false,
    email: email?.address ?? null,
    bounced: email?.bounced_at ?? null,
    phone: contacts.some((contact) => contact.kind === 'phone'),
  };
}
