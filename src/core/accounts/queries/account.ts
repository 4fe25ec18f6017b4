import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import { SESSION_LIMITS } from '../session.ts';
import type { ApiTokenTable, AssuranceTable, ContactKind, PersonTable, SessionTable } from '../tables.ts';

export type OwnContact = {
  id: string;
  kind: ContactKind;
  address: string;
  main: boolean;
  confirmed_at: Date | null;
  bounced_at: Date | null;
};

/** The contacts of a person, those that letters go to first. */
export async function contactsOf(db: Db, personId: string): Promise<OwnContact[]> {
  return db
    .selectFrom('contact')
    .select(['id', 'kind', 'address', 'main', 'confirmed_at', 'bounced_at'])
    .where('person_id', '=', personId)
    .orderBy('kind')
    .orderBy('main', 'desc')
    .orderBy('id')
    .execute();
}

/** What stands for an account in the list of an authenticator: its first address, else its name. */
export async function labelOf(db: Db, personId: string): Promise<string> {
  const [contact] = await contactsOf(db, personId);
  if (contact) return contact.address;
  const person = await db.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst();
  return person?.name ?? personId.slice(-6);
}

export type OwnSession = Pick<
  SessionTable,
  'id' | 'device' | 'method' | 'created_at' | 'last_seen_at' | 'expires_at' | 'lasting'
>;

/** The devices where a person is signed in, the last used first. */
export async function sessionsOf(db: Db, personId: string, now: Date): Promise<OwnSession[]> {
  const before = (ms: number) => new Date(now.getTime() - ms);
  return db
    .selectFrom('session')
    .select(['id', 'device', 'method', 'created_at', 'last_seen_at', 'expires_at', 'lasting'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .where((row) =>
      row.or([
        row('last_seen_at', '>', before(SESSION_LIMITS.passing.idle)),
        row.and([row('lasting', '=', true), row('last_seen_at', '>', before(SESSION_LIMITS.lasting.idle))]),
      ]),
    )
    .orderBy('last_seen_at', 'desc')
    .execute();
}

export type OwnToken = Pick<
  ApiTokenTable,
  'id' | 'name' | 'scopes' | 'created_at' | 'expires_at' | 'last_used_at' | 'revoked_at'
>;

/** The API tokens of a person that still work, the newest first. */
export async function tokensOf(db: Db, personId: string, now: Date): Promise<OwnToken[]> {
  return db
    .selectFrom('api_token')
    .select(['id', 'name', 'scopes', 'created_at', 'expires_at', 'last_used_at', 'revoked_at'])
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('id', 'desc')
    .execute();
}

export type OwnAssurance = Pick<
  AssuranceTable,
  'id' | 'level' | 'method' | 'document' | 'institution_id' | 'at' | 'expires_at'
>;

/** What a person's level rests on now, the highest first. */
export async function assurancesOf(db: Db, personId: string, now: Date): Promise<OwnAssurance[]> {
  return db
    .selectFrom('assurance')
    .select(['id', 'level', 'method', 'document', 'institution_id', 'at', 'expires_at'])
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', now)]))
    .orderBy('level', 'desc')
    .orderBy('at', 'desc')
    .execute();
}

export type Profile = Pick<PersonTable, 'id' | 'name' | 'pseudonym' | 'lang' | 'created_at'>;

/** A person's own name, pseudonym and language. */
export async function profileOf(db: Db, personId: string): Promise<Profile | undefined> {
  return db
    .selectFrom('person')
    .select(['id', 'name', 'pseudonym', 'lang', 'created_at'])
    .where('id', '=', personId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
}

/** The names of bodies by their ids, for pages that say who verified. */
export async function bodyNames(db: Db, ids: readonly (string | null | undefined)[]): Promise<Map<string, Text>> {
  const wanted = ids.filter((id): id is string => !!id);
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom('institution').select(['id', 'name']).where('id', 'in', wanted).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
