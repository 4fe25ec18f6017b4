import type { Db, Tx } from '#platform/db/database.ts';
import type { PersonalDataSource } from '#platform/module.ts';
import { endSessionsOf } from './session.ts';
import './tables.ts';

/** What this room knows about a person, and what becomes of it when the account is closed. */
export const accountData: PersonalDataSource = {
  name: 'accounts.personal-data.title',
  export: exportAccount,
  close: closeAccount,
};

async function exportAccount(db: Db, personId: string): Promise<object> {
  const person = await db
    .selectFrom('person')
    .select(['name', 'pseudonym', 'lang', 'created_at'])
    .where('id', '=', personId)
    .executeTakeFirst();
  const identities = db.selectFrom('external_identity').where('person_id', '=', personId);
  const nationalId = await db
    .selectFrom('national_id')
    .select(['recorded_at', 'institution_id'])
    .select((row) => row('sealed', 'is not', null).as('kept'))
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return {
    profile: person ?? null,
    contacts: await db
      .selectFrom('contact')
      .select(['kind', 'address', 'main', 'confirmed_at', 'bounced_at'])
      .where('person_id', '=', personId)
      .execute(),
    sessions: await db
      .selectFrom('session')
      .select(['device', 'method', 'created_at', 'last_seen_at', 'expires_at'])
      .where('person_id', '=', personId)
      .execute(),
    endedSessions: await db
      .selectFrom('ended_session')
      .select(['device', 'method', 'created_at', 'last_seen_at'])
      .where('person_id', '=', personId)
      .execute(),
    passkeys: await db
      .selectFrom('passkey')
      .select(['name', 'created_at', 'last_used_at'])
      .where('person_id', '=', personId)
      .execute(),
    tokens: await db
      .selectFrom('api_token')
      .select(['name', 'scopes', 'created_at', 'expires_at', 'last_used_at', 'revoked_at'])
      .where('person_id', '=', personId)
      .execute(),
    levels: await db
      .selectFrom('assurance')
      .select(['level', 'method', 'document', 'institution_id', 'at', 'expires_at', 'revoked_at'])
      .where('person_id', '=', personId)
      .execute(),
    attributes: await db
      .selectFrom('attribute')
      .select(['kind', 'value', 'verified', 'source', 'at', 'expires_at'])
      .where('person_id', '=', personId)
      .execute(),
    digitalIdentities: await identities.select(['issuer', 'linked_at', 'last_used_at']).execute(),
    // Whether a number is known and kept; the number itself is on the card.
    nationalId: nationalId ?? null,
    contributionsWithoutAccount: await db
      .selectFrom('contribution')
      .select(['subject', 'confirmed_at'])
      .where('person_id', '=', personId)
      .execute(),
  };
}

/** Everything this room has, in the order of its foreign keys. The row of the person stays, empty: what was public keeps its author. */
const OWNED = [
  'contact',
  'challenge',
  'passkey',
  'totp',
  'recovery_code',
  'api_token',
  'assurance',
  'attribute',
  'external_identity',
  'national_id',
  'counter_code',
  'access_log',
  'identity_letter',
] as const;

async function closeAccount(tx: Tx, personId: string, now: Date) {
  await endSessionsOf(tx, personId);
  for (const table of OWNED)
    await tx
      .deleteFrom(table as 'contact')
      .where('person_id', '=', personId)
      .execute();
  await tx.updateTable('contribution').set({ person_id: null }).where('person_id', '=', personId).execute();
  await tx
    .updateTable('person')
    .set({ name: null, pseudonym: null, closed_at: now })
    .where('id', '=', personId)
    .execute();
  return [
    {
      what: 'accounts.personal-data.audit' as const,
      why: 'accounts.personal-data.audit-why' as const,
      // Law 05-20, art. 26: technical records are kept for a year.
      until: `${now.getUTCFullYear() + 1}${now.toISOString().slice(4, 10)}`,
      tags: [`person:${personId}`],
    },
  ];
}
