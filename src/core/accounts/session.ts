import { createHash, timingSafeEqual } from 'node:crypto';
import type { Db, Tx } from '#platform/db/database.ts';
import { setCookie } from '#platform/http/cookies.ts';
import { newId, newSecret } from '#platform/ids.ts';
import type { EndedSessionTable, SignInMethod } from './tables.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a session lives: `idle` after the last request, `whole` after signing in, in milliseconds. */
export const SESSION_LIMITS = {
  /** On one's own device, when the person asked to stay signed in. */
  lasting: { idle: 30 * DAY, whole: 90 * DAY },
  /** Elsewhere: until the browser closes, and never longer than this. */
  passing: { idle: 2 * HOUR, whole: 12 * HOUR },
  /** How long a second factor counts: afterwards an official shows it again. */
  secondFactor: { idle: 2 * HOUR, whole: 12 * HOUR },
} as const;

/** The last visit is written down at most this often. */
export const SEEN_EVERY = MINUTE;

/** The session cookie's name: `__Host-` ties it to this host and to https. */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-session' : 'session';
}

/** What the database keeps of a token: it has 256 random bits, so a plain hash tells nothing. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Whether two hashes are the same, in a time that does not tell where they differ. */
export function sameHash(a: Buffer | null, b: Buffer): boolean {
  return a !== null && a.length === b.length && timingSafeEqual(a, b);
}

export type NewSession = { id: string; token: string; lasting: boolean };

/**
 * Starts a session with a token that nobody has seen before, and ends the one the browser had (`previous` is its cookie): what was set in
 * a browser before signing in is worth nothing after it.
 */
export async function startSession(
  tx: Tx,
  given: {
    personId: string;
    method: SignInMethod;
    device: string;
    lasting: boolean;
    previous: string | undefined;
    /** The identity provider has asked for two factors, or a passkey was used. */
    secondFactor?: boolean;
    now: Date;
  },
): Promise<NewSession> {
  const { now, lasting } = given;
  if (given.previous) await endSessionOfToken(tx, given.previous);
  const token = newSecret();
  const id = newId();
  await tx
    .insertInto('session')
    .values({
      id,
      token_hash: hashOfToken(token),
      person_id: given.personId,
      method: given.method,
      device: given.device,
      lasting,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + SESSION_LIMITS[lasting ? 'lasting' : 'passing'].whole),
      second_factor_at: given.secondFactor ? now : null,
    })
    .execute();
  return { id, token, lasting };
}

/** Gives a session another token, and (unless told otherwise) its second factor: whoever knew the old token has nothing. */
export async function renewSession(
  tx: Tx,
  sessionId: string,
  now: Date,
  options: { secondFactor: boolean } = { secondFactor: true },
): Promise<NewSession | undefined> {
  const token = newSecret();
  const row = await tx
    .updateTable('session')
    .set({
      token_hash: hashOfToken(token),
      last_seen_at: now,
      ...(options.secondFactor ? { second_factor_at: now } : {}),
    })
    .where('id', '=', sessionId)
    .returning(['id', 'lasting'])
    .executeTakeFirst();
  return row && { ...row, token };
}

/** Ends the session of a cookie; answers whose it was. */
export async function endSessionOfToken(tx: Tx, token: string): Promise<string | undefined> {
  const ended = tx.deleteFrom('session').where('token_hash', '=', hashOfToken(token)).returning(STAYS);
  const [row] = await keepRecord(tx, ended);
  return row?.person_id;
}

/** Ends every session of a person, but for one. */
export async function endSessionsOf(tx: Tx, personId: string, except?: string | null): Promise<number> {
  let query = tx.deleteFrom('session').where('person_id', '=', personId);
  if (except) query = query.where('id', '!=', except);
  return (await keepRecord(tx, query.returning(STAYS))).length;
}

/** Ends one session of a person; false when it is none of theirs. */
export async function endSessionOf(tx: Tx, personId: string, id: string): Promise<boolean> {
  const ended = tx.deleteFrom('session').where('id', '=', id).where('person_id', '=', personId).returning(STAYS);
  return (await keepRecord(tx, ended)).length > 0;
}

const STAYS = ['id', 'person_id', 'method', 'device', 'created_at', 'last_seen_at'] as const;

/** Ends sessions and keeps that they were: who, from which kind of device, from when to when. The token is gone with the session. */
async function keepRecord(
  db: Db,
  ended: { execute(): Promise<EndedSessionTable[]> },
): Promise<readonly EndedSessionTable[]> {
  const rows = await ended.execute();
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await db
      .insertInto('ended_session')
      .values(rows.slice(from, from + AT_ONCE))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  return rows;
}

const AT_ONCE = 1_000;

/** Sessions that no request can use any more; answers how many were removed. */
export async function dropOldSessions(db: Tx, now: Date): Promise<number> {
  const before = (ms: number) => new Date(now.getTime() - ms);
  const ended = db
    .deleteFrom('session')
    .where((session) =>
      session.or([
        session('expires_at', '<', now),
        session('last_seen_at', '<', before(SESSION_LIMITS.lasting.idle)),
        session.and([
          session('lasting', '=', false),
          session('last_seen_at', '<', before(SESSION_LIMITS.passing.idle)),
        ]),
      ]),
    )
    .returning(STAYS);
  return (await keepRecord(db, ended)).length;
}

/** The cookie of a new session. A lasting one stays as long as the session may. */
export function sessionCookie({ token, lasting }: Pick<NewSession, 'token' | 'lasting'>, secure: boolean): string {
  return setCookie(sessionCookieName(secure), token, {
    secure,
    maxAge: lasting ? SESSION_LIMITS.lasting.whole / 1000 : undefined,
  });
}

/** Takes the session cookie away. */
export function noSessionCookie(secure: boolean): string {
  return setCookie(sessionCookieName(secure), '', { secure, maxAge: 0 });
}
