import { type Db, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';

/** How a person may sign: by their name or pseudonym where they have one, or for an association that they represent. */
export type Signatures = {
  name: string | null;
  pseudonym: string | null;
  associations: { id: string; name: Text }[];
};

/** The signatures of a person. Associations count once their registration was verified and the representative said yes. */
export async function signaturesOf(db: Db, personId: string): Promise<Signatures> {
  const person = await db
    .selectFrom('person')
    .select(['name', 'pseudonym'])
    .where('id', '=', personId)
    .executeTakeFirst();
  const associations = await db
    .selectFrom('association_representative')
    .innerJoin('association', 'association.id', 'association_representative.association_id')
    .select(['association.id', 'association.name'])
    .where('association_representative.person_id', '=', personId)
    .where('association_representative.accepted_at', 'is not', null)
    .where('association_representative.ended_at', 'is', null)
    .where('association.verified_at', 'is not', null)
    .orderBy('association.id')
    .execute();
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
