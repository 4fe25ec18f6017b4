import { across, type Db, within } from '#platform/db/database.ts';
import type { DataRequest } from './request.ts';
import './tables.ts';

const REQUEST = [
  'data_request.institution_id as institutionId',
  'data_request.id',
  'data_request.kind',
  'data_request.person_id as personId',
  'data_request.about',
  'data_request.words',
  'data_request.state',
  'data_request.received_at as receivedAt',
  'data_request.due_on as dueOn',
  'data_request.assigned_to as assignedTo',
  'data_request.answer',
  'data_request.answered_at as answeredAt',
] as const;

/** What a person has asked about their own data, the newest first. */
export async function requestsOf(db: Db, personId: string): Promise<DataRequest[]> {
  return across(db)
    .selectFrom('data_request')
    .select(REQUEST)
    .where('data_request.person_id', '=', personId)
    .orderBy('data_request.id', 'desc')
    .execute();
}

/** A request by its id; of one body where `institutionId` is given. */
export async function requestById(db: Db, id: string, institutionId?: string): Promise<DataRequest | undefined> {
  const query = across(db).selectFrom('data_request').select(REQUEST).where('data_request.id', '=', id);
  return (institutionId ? query.where('data_request.institution_id', '=', institutionId) : query).executeTakeFirst();
}

/** The requests to a body: open ones by their legal date, or the answered ones, the newest first. */
export async function requestsTo(db: Db, institutionId: string, open: boolean, limit: number): Promise<DataRequest[]> {
  const query = within(db, institutionId).selectFrom('data_request').select(REQUEST).limit(limit);
  return open
    ? query.where('data_request.state', '=', 'open').orderBy('data_request.due_on').orderBy('data_request.id').execute()
    : query.where('data_request.state', '!=', 'open').orderBy('data_request.id', 'desc').execute();
}

/** The open requests to several bodies, by their legal date. */
export async function openRequests(db: Db, institutionIds: readonly string[], limit: number): Promise<DataRequest[]> {
  if (institutionIds.length === 0) return [];
  return across(db)
    .selectFrom('data_request')
    .select(REQUEST)
    .where('data_request.institution_id', 'in', institutionIds)
    .where('data_request.state', '=', 'open')
    .orderBy('data_request.due_on')
    .orderBy('data_request.id')
    .limit(limit)
    .execute();
}

/** Who asks, as far as the body must know: the name they gave, and whether their identity is verified. */
export type Asker = { name: string | null; verified: boolean };

/** The author of a request, for the official who has taken it. */
export async function askerOf(db: Db, personId: string, now: Date): Promise<Asker | undefined> {
  const person = await db
    .selectFrom('person')
    .select('person.name')
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('assurance')
          .select('assurance.id')
          .whereRef('assurance.person_id', '=', 'person.id')
          .where('assurance.level', '=', 2)
          .where('assurance.revoked_at', 'is', null)
          .where((or) => or.or([or('assurance.expires_at', 'is', null), or('assurance.expires_at', '>', now)])),
      ).as('verified'),
    )
    .where('person.id', '=', personId)
    .where('person.closed_at', 'is', null)
    .executeTakeFirst();
  return person && { name: person.name, verified: Boolean(person.verified) };
}

/** Where a letter reaches a person, and in which language; undefined when they gave no e-mail address. */
export async function addressOf(db: Db, personId: string) {
  return db
    .selectFrom('contact')
    .innerJoin('person', 'person.id', 'contact.person_id')
    .select(['contact.address', 'person.lang'])
    .where('contact.person_id', '=', personId)
    .where('contact.kind', '=', 'email')
    .where('contact.confirmed_at', 'is not', null)
    .orderBy('contact.main', 'desc')
    .orderBy('contact.id')
    .executeTakeFirst();
}

/** One look of an official at what belongs to somebody. */
export type AccessNote = { at: Date; what: string; reason: string | null; institutionId: string | null };

/** Who looked at what is known about a person, the newest first. Officials stand there by their body, not by name. */
export async function accessesTo(db: Db, personId: string, limit: number): Promise<AccessNote[]> {
  return db
    .selectFrom('access_log')
    .select(['at', 'what', 'reason', 'institution_id as institutionId'])
    .where('person_id', '=', personId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
