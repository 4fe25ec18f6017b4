import { sql } from 'kysely';
import { holdsPost, powersOf } from '#core/institutions/index.ts';
import type { Clock } from '#platform/clock.ts';
import type { Db } from '#platform/db/database.ts';
import { NotAllowed, NotSignedIn } from '#platform/errors.ts';
import { API_BASE } from '#platform/http/api-router.ts';
import { cookieOf } from '#platform/http/cookies.ts';
import type { Log } from '#platform/log.ts';
import { type Actor, type AssuranceLevel, NOBODY, type Scope } from '#platform/tenant.ts';
import { hashOfToken, SEEN_EVERY, SESSION_LIMITS, sessionCookieName } from './session.ts';
import './tables.ts';

export type ResolverDeps = {
  db: Db;
  clock: Clock;
  log: Log;
  /** The platform's own address: its scheme decides the cookie's name. */
  publicUrl: string;
};

/** The level that stands now: the highest that is neither over nor taken back. A correlated part of a query on `owner`. */
const levelNow = (owner: string, now: Date) => sql<AssuranceLevel>`coalesce((
  select max(level) from assurance where person_id = ${sql.ref(owner)} and revoked_at is null
    and (expires_at is null or expires_at > ${now})), 0)`;

/**
 * Makes the function that says who asks: by the session cookie, or under `/api` by `Authorization: Bearer`. Without either nothing is
 * looked up. A session that is over, too long idle or signed out is nobody; a token that is unknown, over or revoked is refused (401), and
 * so is one that may not do what is asked (403). That a session was used is written down after the answer, at most once a minute.
 */
export function actorResolver(deps: ResolverDeps): (request: Request) => Promise<Actor> {
  const cookieName = sessionCookieName(deps.publicUrl.startsWith('https:'));
  const seen: Seen = { session: visitBook(deps, 'session'), token: visitBook(deps, 'api_token') };
  return async (request) => {
    const now = deps.clock.now();
    if (new URL(request.url).pathname.startsWith(`${API_BASE}/`)) {
      const bearer = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
      if (bearer) return byToken(deps, seen, bearer, request.method, now);
    }
    const cookie = cookieOf(request, cookieName);
    return cookie ? bySession(deps, seen, cookie, now) : NOBODY;
  };
}

type Seen = Record<'session' | 'token', (id: string) => void>;

async function bySession(deps: ResolverDeps, seen: Seen, cookie: string, now: Date): Promise<Actor> {
  const { db } = deps;
  const { lasting, passing, secondFactor } = SESSION_LIMITS;
  const before = (ms: number) => new Date(now.getTime() - ms);
  const session = await db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .select(['session.id', 'session.person_id', 'session.last_seen_at', 'session.second_factor_at'])
    .select([levelNow('session.person_id', now).as('level'), holdsPost('session.person_id').as('official')])
    .where('session.token_hash', '=', hashOfToken(cookie))
    .where('session.expires_at', '>', now)
    .where('person.closed_at', 'is', null)
    .where((row) =>
      row.or([
        row('session.last_seen_at', '>', before(passing.idle)),
        row.and([row('session.lasting', '=', true), row('session.last_seen_at', '>', before(lasting.idle))]),
      ]),
    )
    .executeTakeFirst();
  if (!session) return NOBODY;
  if (session.last_seen_at <= before(SEEN_EVERY)) seen.session(session.id);
  const shown = session.second_factor_at;
  return {
    kind: 'person',
    id: session.person_id,
    level: session.level,
    powers: session.official ? await powersOf(db, session.person_id, now) : [],
    secondFactor:
      shown !== null && shown > before(secondFactor.whole) && session.last_seen_at > before(secondFactor.idle),
    sessionId: session.id,
    scopes: null,
  };
}

async function byToken(deps: ResolverDeps, seen: Seen, bearer: string, method: string, now: Date): Promise<Actor> {
  const { db } = deps;
  const token = await db
    .selectFrom('api_token')
    .innerJoin('person', 'person.id', 'api_token.person_id')
    .select(['api_token.id', 'api_token.person_id', 'api_token.scopes', 'api_token.last_used_at'])
    .select(levelNow('api_token.person_id', now).as('level'))
    .where('api_token.token_hash', '=', hashOfToken(bearer))
    .where('api_token.expires_at', '>', now)
    .where('api_token.revoked_at', 'is', null)
    .where('person.closed_at', 'is', null)
    .executeTakeFirst();
  if (!token) throw new NotSignedIn({ level: 1 }, 'accounts.refusal.token-unknown');
  const scope: Scope = method === 'GET' || method === 'HEAD' ? 'read' : 'write';
  if (!token.scopes.includes(scope)) throw new NotAllowed('accounts.refusal.scope', { scope });
  if (!token.last_used_at || token.last_used_at.getTime() <= now.getTime() - SEEN_EVERY) seen.token(token.id);
  const desk = token.scopes.includes('desk');
  return {
    kind: 'person',
    id: token.person_id,
    level: token.level,
    powers: desk ? await powersOf(db, token.person_id, now) : [],
    // A token with the scope `desk` was made by somebody who had shown a second factor.
    secondFactor: desk,
    sessionId: null,
    scopes: token.scopes,
  };
}

/**
 * Writes down that sessions or tokens were used. Nobody waits for it: the answer does not depend on it, and a reader changes nothing of
 * substance. Those that come while others are written are written together in the next statement.
 */
function visitBook(deps: ResolverDeps, table: 'session' | 'api_token'): (id: string) => void {
  let waiting: string[] = [];
  let writing = false;
  const write = (ids: string[]) => {
    const now = deps.clock.now();
    return table === 'session'
      ? deps.db.updateTable('session').set({ last_seen_at: now }).where('id', 'in', ids).where('last_seen_at', '<', now)
      : deps.db.updateTable('api_token').set({ last_used_at: now }).where('id', 'in', ids);
  };
  const writeAll = async () => {
    writing = true;
    while (waiting.length > 0) {
      const ids = waiting;
      waiting = [];
      await write(ids)
        .execute()
        .catch((error: Error) => deps.log.warn({ err: error, visits: ids.length }, 'visits were not written down'));
    }
    writing = false;
  };
  return (id) => {
    waiting.push(id);
    if (!writing) void writeAll();
  };
}
