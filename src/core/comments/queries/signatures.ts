import { associationsRepresentedBy, type Represented } from '#core/associations/index.ts';
import { type Db, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';

/** How a person may sign: by their name or pseudonym where they have one, or for an association that they represent. */
export type Signatures = {
  name: string | null;
  pseudonym: string | null;
  associations: Represented[];
};

/** The signatures of a person on a day, with the associations that they represent. */
export async function signaturesOf(db: Db, personId: string, today: string): Promise<Signatures> {
  const person = await db
    .selectFrom('person')
    .select(['name', 'pseudonym'])
    .where('id', '=', personId)
    .executeTakeFirst();
  const associations = await associationsRepresentedBy(db, personId, today);
  return { name: person?.name ?? null, pseudonym: person?.pseudonym ?? null, associations };
}

/** The offices that an official may sign for: those of the body that are not closed. */
export async function signingOffices(db: Db, institutionId: string): Promise<{ id: string; name: Text }[]> {
  return within(db, institutionId)
    .selectFrom('office')
    .select(['id', 'name'])
    .where('closed_on', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
}
