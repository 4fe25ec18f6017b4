import type { Db } from '#platform/db/database.ts';
import type { ContactKind } from '../tables.ts';
import '../tables.ts';

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
