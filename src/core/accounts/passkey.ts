import { createHash, randomBytes } from 'node:crypto';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { ActionContext } from '#platform/action.ts';
import type { Db, Tx } from '#platform/db/database.ts';
import type { Keys } from '#platform/keys.ts';
import type { Surroundings } from '#platform/surroundings.ts';
import './tables.ts';

export type PasskeyPurpose = 'register' | 'sign-in' | 'second-factor';

// EdDSA, ES256 and RS256 (COSE): what every authenticator has.
const ALGORITHMS = [-8, -7, -257];

const LIFE = 10 * 60_000;

type Ticket = { challenge: string; purpose: PasskeyPurpose; personId: string | null; until: number };

/** What a page hands the browser: `options` for the authenticator, `ticket` to send back with its answer. */
export type PasskeyRequest = { options: object; ticket: string };

/** Passkeys belong to the platform's own host: a body with a host of its own is another place to an authenticator. */
export function passkeyHost(around: Pick<Surroundings, 'settings'>): { id: string; origin: string } {
  const { hostname, origin } = new URL(around.settings.publicUrl);
  return { id: hostname, origin };
}

// The challenge travels sealed with the form: opening a page writes nothing.
function newTicket(keys: Keys, purpose: PasskeyPurpose, personId: string | null, now: Date) {
  const challenge = randomBytes(32);
  const content: Ticket = {
    challenge: challenge.toString('base64url'),
    purpose,
    personId,
    until: now.getTime() + LIFE,
  };
  const ticket = keys.seal('accounts.passkey', JSON.stringify(content), purpose).toString('base64url');
  return { challenge: new Uint8Array(challenge), ticket };
}

/** The challenge of a ticket, used up: undefined when it is not ours, is over, was for something else, or was answered before. */
async function takeTicket(
  tx: Tx,
  keys: Keys,
  ticket: string,
  purpose: PasskeyPurpose,
  personId: string | null,
  now: Date,
): Promise<string | undefined> {
  const content = keys.open('accounts.passkey', Buffer.from(ticket, 'base64url'), purpose);
  if (content === undefined) return undefined;
  const { challenge, until, personId: whose } = JSON.parse(content) as Ticket;
  if (until <= now.getTime() || whose !== personId) return undefined;
  const taken = await tx
    .insertInto('passkey_answer')
    .values({ challenge_hash: createHash('sha256').update(challenge).digest(), expires_at: new Date(until) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('challenge_hash')
    .executeTakeFirst();
  return taken ? challenge : undefined;
}

/** What an authenticator needs to make a passkey for a person. */
export async function registrationRequest(
  db: Db,
  around: Surroundings,
  person: { id: string; label: string; site: string },
  now: Date,
): Promise<PasskeyRequest> {
  const { challenge, ticket } = newTicket(around.keys, 'register', person.id, now);
  const known = await db
    .selectFrom('passkey')
    .select(['credential_id', 'transports'])
    .where('person_id', '=', person.id)
    .execute();
  const options = await generateRegistrationOptions({
    rpName: person.site,
    rpID: passkeyHost(around).id,
    userName: person.label,
    userDisplayName: person.label,
    userID: new Uint8Array(Buffer.from(person.id)),
    challenge,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map((one) => ({ id: one.credential_id, transports: one.transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { options, ticket };
}

/** What an authenticator needs to sign in, or to stand as the second factor of a person. */
export async function authenticationRequest(
  db: Db,
  around: Surroundings,
  personId: string | null,
  now: Date,
): Promise<PasskeyRequest> {
  const { challenge, ticket } = newTicket(around.keys, personId ? 'second-factor' : 'sign-in', personId, now);
  const known = personId
    ? await db.selectFrom('passkey').select(['credential_id', 'transports']).where('person_id', '=', personId).execute()
    : [];
  const options = await generateAuthenticationOptions({
    rpID: passkeyHost(around).id,
    challenge,
    userVerification: 'required',
    allowCredentials: known.map((one) => ({ id: one.credential_id, transports: one.transports })),
  });
  return { options, ticket };
}

type Context = Pick<ActionContext, 'db' | 'around' | 'now'>;

/** A passkey that an authenticator has made and proved; undefined when its answer does not hold. */
export async function registeredPasskey(
  { db, around, now }: Context,
  personId: string,
  answer: { ticket: string; response: unknown },
) {
  const expectedChallenge = await takeTicket(db, around.keys, answer.ticket, 'register', personId, now);
  if (!expectedChallenge) return undefined;
  const { id, origin } = passkeyHost(around);
  const verified = await verifyRegistrationResponse({
    response: answer.response as RegistrationResponseJSON,
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(noAnswer);
  if (!verified?.verified) return undefined;
  const { credential, credentialBackedUp } = verified.registrationInfo;
  return { credential, backedUp: credentialBackedUp };
}

/** Whose passkey has signed a request; undefined when the answer does not hold. `personId`: only theirs counts. */
export async function answeredPasskey(
  { db, around, now }: Context,
  personId: string | null,
  answer: { ticket: string; response: unknown },
): Promise<{ personId: string } | undefined> {
  const purpose = personId ? 'second-factor' : 'sign-in';
  const expectedChallenge = await takeTicket(db, around.keys, answer.ticket, purpose, personId, now);
  const credentialId = (answer.response as { id?: unknown } | null)?.id;
  if (!expectedChallenge || typeof credentialId !== 'string') return undefined;
  const passkey = await db
    .selectFrom('passkey')
    .innerJoin('person', 'person.id', 'passkey.person_id')
    .select(['passkey.id', 'passkey.person_id', 'passkey.public_key', 'passkey.counter', 'passkey.credential_id'])
    .where('passkey.credential_id', '=', credentialId)
    .where('person.closed_at', 'is', null)
    .forUpdate('passkey')
    .executeTakeFirst();
  if (!passkey || (personId && passkey.person_id !== personId)) return undefined;
  const { id, origin } = passkeyHost(around);
  const verified = await verifyAuthenticationResponse({
    response: answer.response as AuthenticationResponseJSON,
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    // A counter that does not grow means a copied authenticator: the library refuses it.
    credential: {
      id: passkey.credential_id,
      publicKey: new Uint8Array(passkey.public_key),
      counter: passkey.counter,
    },
  }).catch(noAnswer);
  if (!verified?.verified) return undefined;
  await db
    .updateTable('passkey')
    .set({ counter: verified.authenticationInfo.newCounter, last_used_at: now })
    .where('id', '=', passkey.id)
    .execute();
  return { personId: passkey.person_id };
}

// The library throws for every answer that does not hold, whoever sent it: to us all of them are one "no".
function noAnswer(_error: Error): undefined {
  return undefined;
}
