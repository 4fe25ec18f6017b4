import type { ActionContext } from '#platform/action.ts';
import type { Db, Tx } from '#platform/db/database.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { newId } from '#platform/ids.ts';
import { type Contact, fingerprintOf } from './contact.ts';
import './tables.ts';

/** Who a contact belongs to, confirmed or invited; undefined when to nobody. */
export async function personOfContact(db: Db, fingerprint: Buffer): Promise<string | undefined> {
  const row = await db
    .selectFrom('contact')
    .select('person_id')
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst();
  return row?.person_id;
}

/** Makes a person without any contact. */
export async function createPerson(
  tx: Tx,
  given: { name?: string | null; lang: Lang; now: Date; id?: string },
): Promise<string> {
  const id = given.id ?? newId();
  await tx
    .insertInto('person')
    .values({
      id,
      name: given.name ?? null,
      pseudonym: null,
      lang: given.lang,
      created_at: given.now,
      closed_at: null,
    })
    .execute();
  return id;
}

/**
 * The person whose contact this is, made when there is none. `confirmed`: its reader has just shown to be its reader, which gives level 1;
 * otherwise the contact is only reserved (an invitation).
 */
export async function personForContact(
  { db, around, now }: Pick<ActionContext, 'db' | 'around' | 'now'>,
  given: { contact: Contact; lang: Lang; confirmed: boolean; name?: string },
): Promise<{ personId: string; isNew: boolean }> {
  const { contact, confirmed } = given;
  const fingerprint = fingerprintOf(around.keys, contact);
  const known = await personOfContact(db, fingerprint);
  if (known) {
    if (confirmed) await confirmKnownContact(db, known, fingerprint, now);
    return { personId: known, isNew: false };
  }
  const personId = await createPerson(db, { name: given.name, lang: given.lang, now });
  const added = await addContact(db, { personId, contact, fingerprint, confirmed, now });
  if (!added) {
    // Somebody confirmed the same address in the same moment: theirs is the account.
    await db.deleteFrom('person').where('id', '=', personId).execute();
    const first = await personOfContact(db, fingerprint);
    if (!first) throw new Error('a contact is neither new nor known');
    if (confirmed) await confirmKnownContact(db, first, fingerprint, now);
    return { personId: first, isNew: false };
  }
  if (confirmed) await giveLevelOne(db, personId, now);
  return { personId, isNew: true };
}

/**
 * The account of an address, made and reserved for its owner when there is none: for whoever is invited. It counts (level 1) once they
 * have signed in by that address. Refuses nothing: a known address answers its account.
 */
export async function createPersonByInvitation(
  context: Pick<ActionContext, 'db' | 'around' | 'now'>,
  given: { contact: Contact; lang: Lang; name?: string },
): Promise<{ personId: string; isNew: boolean }> {
  return personForContact(context, { ...given, confirmed: false });
}

async function confirmKnownContact(tx: Tx, personId: string, fingerprint: Buffer, now: Date): Promise<void> {
  const changed = await tx
    .updateTable('contact')
    .set({ confirmed_at: now, bounced_at: null })
    .where('fingerprint', '=', fingerprint)
    .where((contact) => contact.or([contact('confirmed_at', 'is', null), contact('bounced_at', 'is not', null)]))
    .executeTakeFirstOrThrow();
  if (Number(changed.numUpdatedRows) > 0) await giveLevelOne(tx, personId, now);
}

/** Adds a contact to a person; false when it belongs to somebody already. The first of its kind is the one letters go to. */
export async function addContact(
  tx: Tx,
  given: { personId: string; contact: Contact; fingerprint: Buffer; confirmed: boolean; now: Date },
): Promise<boolean> {
  const { personId, contact, now } = given;
  const other = await tx
    .selectFrom('contact')
    .select('id')
    .where('person_id', '=', personId)
    .where('kind', '=', contact.kind)
    .executeTakeFirst();
  const added = await tx
    .insertInto('contact')
    .values({
      id: newId(),
      person_id: personId,
      kind: contact.kind,
      fingerprint: given.fingerprint,
      address: contact.address,
      main: other === undefined,
      invited_at: given.confirmed ? null : now,
      confirmed_at: given.confirmed ? now : null,
      bounced_at: null,
    })
    .onConflict((conflict) => conflict.column('fingerprint').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** Makes a contact a person's own, confirmed; false when it belongs to somebody else. One that was reserved for them becomes theirs. */
export async function confirmContactOf(
  { db, around, now }: Pick<ActionContext, 'db' | 'around' | 'now'>,
  personId: string,
  contact: Contact,
): Promise<boolean> {
  const fingerprint = fingerprintOf(around.keys, contact);
  const added = await addContact(db, { personId, contact, fingerprint, confirmed: true, now });
  if (added) {
    await giveLevelOne(db, personId, now);
    return true;
  }
  if ((await personOfContact(db, fingerprint)) !== personId) return false;
  await confirmKnownContact(db, personId, fingerprint, now);
  return true;
}

/** Level 1: a contact was confirmed. Written once. */
export async function giveLevelOne(tx: Tx, personId: string, now: Date): Promise<void> {
  const has = await tx
    .selectFrom('assurance')
    .select('id')
    .where('person_id', '=', personId)
    .where('level', '=', 1)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (has) return;
  await tx
    .insertInto('assurance')
    .values({
      id: newId(),
      person_id: personId,
      level: 1,
      method: 'contact',
      document: null,
      source: 'contact',
      institution_id: null,
      at: now,
      expires_at: null,
      revoked_at: null,
    })
    .execute();
}
