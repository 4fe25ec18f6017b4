import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { ActionContext } from '#platform/action.ts';
import type { Db, Tx } from '#platform/db/database.ts';
import { TooMany } from '#platform/errors.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { newId, newSecret } from '#platform/ids.ts';
import type { Keys } from '#platform/keys.ts';
import { type Contact, fingerprintOf, latinDigits } from './contact.ts';
import { hashOfToken, sameHash } from './session.ts';
import type { ChallengePurpose, ChallengeTable, ContactKind } from './tables.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long what was sent can be used. Letters may take their time on the way. */
export const CHALLENGE_LIFE: Record<ChallengePurpose, number> = {
  'sign-in': 30 * MINUTE,
  'confirm-contact': 30 * MINUTE,
  contribution: 30 * MINUTE,
  invitation: 7 * DAY,
};

/** Wrong codes that one challenge bears; then only the link in the same letter works. */
export const CODE_TRIES = 5;

/**
 * Wrong codes in a day for one address, whichever challenge they were for; beyond them no code of this address is taken until the day is
 * over, while links go on working, so that nobody can lock another person out. With six digits that is a chance of 1 in 50,000 a day.
 */
export const ADDRESS_FAILURES = 20;

/** Wrong codes in an hour from one network. Many people may share one: a whole village, a mobile operator's customers. */
export const NETWORK_FAILURES = 300;

/** How many letters one address may be sent: in a quarter of an hour, and in a day. */
const LETTERS = { quarter: 5, day: 20 };

/** How many text messages one network may cause in an hour: each one costs money. */
const NETWORK_MESSAGES = 60;

/** What only the secret outside the database opens: where it was sent, and where its reader goes on. */
type Sealed = { address: string; to?: string | undefined; kept?: string | undefined; subject?: string | undefined };

export type OpenedChallenge = ChallengeTable & { opened: Sealed };

export type NewChallenge = {
  id: string;
  /** Six digits. */
  code: string;
  /** For the link. */
  token: string;
};

/**
 * Makes a challenge for an address and refuses where too many were asked for. Whether the address belongs to somebody plays no part:
 * nothing is looked up, so neither text nor work can tell.
 */
export async function makeChallenge(
  { db, around, now }: Pick<ActionContext, 'db' | 'around' | 'now'>,
  given: {
    purpose: ChallengePurpose;
    contact: Contact;
    lang: Lang;
    /** The client's network, see `clientKey` of the platform. */
    network: string;
    personId?: string;
    lasting?: boolean;
    to?: string | undefined;
    kept?: string | undefined;
    subject?: string;
    /** Until when it can be used, where a capability gives more time than `CHALLENGE_LIFE`. */
    until?: Date | undefined;
  },
): Promise<NewChallenge> {
  const { contact, purpose } = given;
  const fingerprint = fingerprintOf(around.keys, contact);
  // Invitations come from the program itself.
  if (purpose !== 'invitation') await refuseTooMany(db, fingerprint, contact.kind, given.network, now);
  const id = newId();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const token = newSecret();
  const sealed: Sealed = { address: contact.address, to: given.to, kept: given.kept, subject: given.subject };
  await db
    .insertInto('challenge')
    .values({
      id,
      purpose,
      kind: contact.kind,
      fingerprint,
      network: given.network,
      sealed: around.keys.seal('accounts.challenge', JSON.stringify(sealed), id),
      code_hash: hashOfCode(around.keys, id, code),
      token_hash: hashOfToken(token),
      person_id: given.personId ?? null,
      lang: given.lang,
      lasting: given.lasting ?? false,
      attempts: 0,
      created_at: now,
      expires_at: given.until ?? new Date(now.getTime() + CHALLENGE_LIFE[purpose]),
      used_at: null,
      session_id: null,
    })
    .execute();
  return { id, code, token };
}

async function refuseTooMany(db: Tx, fingerprint: Buffer, kind: ContactKind, network: string, now: Date) {
  const since = (ms: number) => new Date(now.getTime() - ms);
  const counted = await db
    .selectFrom('challenge')
    .select(({ fn }) => [
      fn.countAll<number>().as('day'),
      fn
        .countAll<number>()
        .filterWhere('created_at', '>', since(15 * MINUTE))
        .as('quarter'),
    ])
    .where('fingerprint', '=', fingerprint)
    .where('created_at', '>', since(DAY))
    .executeTakeFirstOrThrow();
  if (counted.day >= LETTERS.day) throw new TooMany(DAY / 1000, 'accounts.refusal.too-many-letters');
  if (counted.quarter >= LETTERS.quarter) throw new TooMany(900, 'accounts.refusal.too-many-letters');
  if (kind === 'email') return;
  const { sent } = await db
    .selectFrom('challenge')
    .select(({ fn }) => fn.countAll<number>().as('sent'))
    .where('network', '=', network)
    .where('kind', '=', 'phone')
    .where('created_at', '>', since(HOUR))
    .executeTakeFirstOrThrow();
  if (sent >= NETWORK_MESSAGES) throw new TooMany(3600, 'accounts.refusal.too-many-letters');
}

// Six digits are quickly tried out: only with the key outside the database does the hash say which.
function hashOfCode(keys: Keys, id: string, code: string): Buffer {
  return keys.fingerprint('accounts.code', `${id}:${code}`);
}

/** A challenge that can still be used, or was used, by its id; undefined when it is unknown or over. */
export async function challengeById(db: Db, keys: Keys, id: string, now: Date): Promise<OpenedChallenge | undefined> {
  return opened(keys, await db.selectFrom('challenge').selectAll().where('id', '=', id).executeTakeFirst(), now);
}

/** The same, by the token of its link. */
export async function challengeByToken(
  db: Db,
  keys: Keys,
  token: string,
  now: Date,
): Promise<OpenedChallenge | undefined> {
  const row = await db
    .selectFrom('challenge')
    .selectAll()
    .where('token_hash', '=', hashOfToken(token))
    .executeTakeFirst();
  return opened(keys, row, now);
}

function opened(keys: Keys, row: ChallengeTable | undefined, now: Date): OpenedChallenge | undefined {
  if (!row || row.expires_at <= now) return undefined;
  const content = keys.open('accounts.challenge', row.sealed, row.id);
  return content === undefined ? undefined : { ...row, opened: JSON.parse(content) };
}

export type CodeAnswer =
  | { outcome: 'right'; challenge: OpenedChallenge }
  /** `left`: how often this challenge's code may still be tried. */
  | { outcome: 'wrong'; left: number }
  /** Its code was tried too often, or was used, or is over: only a new letter (or the link) helps. */
  | { outcome: 'spent' };

type Context = Pick<ActionContext, 'db' | 'around' | 'now'>;

/** What somebody brings for a challenge: its code, or the token of its link. `network` made the attempt. */
export type Attempt = { network: string } & ({ id: string; code: string } | { token: string });

/**
 * Tries a code. A right one uses the challenge up. A wrong one is counted for the challenge, the address and the network, which the caller
 * must commit: refuse after the transaction, not inside it. Refuses at once only a network that has tried too often.
 */
export async function tryCode(
  context: Context,
  { purpose, ...attempt }: { id: string; code: string; purpose: ChallengePurpose; network: string },
): Promise<CodeAnswer> {
  const [answer] = await tryTogether(context, [attempt], { purpose, again: false });
  if (!answer) throw new Error('an attempt was not answered');
  if (answer instanceof TooMany) throw answer;
  return answer;
}

/**
 * Tries many at once, in one go for all of them: what `tryCode` does for one. Answers in the order of the attempts; `TooMany` for a network
 * that has tried too often. `again`: whoever brings the right code or link of a challenge that was used gets the same answer again.
 */
export async function tryTogether(
  { db, around, now }: Context,
  attempts: readonly Attempt[],
  { purpose, again }: { purpose: ChallengePurpose; again: boolean },
): Promise<(CodeAnswer | TooMany)[]> {
  const guessing = await failuresSince(db, 'network', [...new Set(attempts.map((one) => one.network))], now, HOUR);
  const ids = attempts.flatMap((one) => ('id' in one ? [one.id] : []));
  const tokens = attempts.flatMap((one) => ('token' in one ? [hashOfToken(one.token)] : []));
  // Locked in one order, and while they are counted: guesses that arrive together are still counted one by one.
  const rows = await db
    .selectFrom('challenge')
    .selectAll()
    .where((or) => or.or([or('id', '=', or.fn.any(or.val(ids))), or('token_hash', '=', or.fn.any(or.val(tokens)))]))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .orderBy('id')
    .forUpdate()
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byToken = new Map(rows.flatMap((row) => (row.token_hash ? [[row.token_hash.toString('hex'), row]] : [])));
  const failed = await failuresSince(db, 'fingerprint', [...new Set(rows.map((row) => row.fingerprint))], now, DAY);
  const touched = new Set<ChallengeTable>();
  const failures: { id: string; fingerprint: Buffer; network: string; at: Date }[] = [];

  const judge = (attempt: Attempt): CodeAnswer | TooMany => {
    if ((guessing.get(attempt.network) ?? 0) >= NETWORK_FAILURES)
      return new TooMany(3600, 'accounts.refusal.too-many-codes');
    const row = 'id' in attempt ? byId.get(attempt.id) : byToken.get(hashOfToken(attempt.token).toString('hex'));
    if (!row || (row.used_at && !again)) return { outcome: 'spent' };
    if ('code' in attempt) {
      if (row.attempts >= CODE_TRIES) return { outcome: 'spent' };
      row.attempts += 1;
      touched.add(row);
      if ((failed.get(row.fingerprint.toString('hex')) ?? 0) >= ADDRESS_FAILURES) return { outcome: 'spent' };
      const code = latinDigits(attempt.code.normalize('NFKC')).replace(/[\s-]/g, '');
      if (!sameHash(row.code_hash, hashOfCode(around.keys, row.id, code))) {
        failures.push({ id: newId(), fingerprint: row.fingerprint, network: attempt.network, at: now });
        return row.attempts >= CODE_TRIES
          ? { outcome: 'spent' }
          : { outcome: 'wrong', left: CODE_TRIES - row.attempts };
      }
    }
    const challenge = opened(around.keys, row, now);
    if (!challenge) return { outcome: 'spent' };
    row.used_at ??= now;
    touched.add(row);
    return { outcome: 'right', challenge };
  };
  const answers = attempts.map(judge);
  await keepAttempts(db, [...touched]);
  if (failures.length > 0) await db.insertInto('code_failure').values(failures).execute();
  return answers;
}

async function keepAttempts(db: Tx, rows: readonly ChallengeTable[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update challenge set attempts = tried.attempts, used_at = tried.used_at
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.attempts)}::int[],
      ${rows.map((row) => row.used_at)}::timestamptz[]) as tried (id, attempts, used_at)
    where challenge.id = tried.id`.execute(db);
}

/** Wrong codes by network or address in the last so many milliseconds. Addresses are told apart by the hexadecimal of their hash. */
async function failuresSince(
  db: Tx,
  by: 'network' | 'fingerprint',
  of: readonly (string | Buffer)[],
  now: Date,
  span: number,
): Promise<Map<string, number>> {
  if (of.length === 0) return new Map();
  const rows = await db
    .selectFrom('code_failure')
    .select((row) => [`${by} as key` as const, row.fn.countAll<number>().as('n')])
    .where(by, 'in', of as never)
    .where('at', '>', new Date(now.getTime() - span))
    .groupBy(by)
    .execute();
  return new Map(rows.map(({ key, n }) => [typeof key === 'string' ? key : key.toString('hex'), n]));
}

/** Uses a challenge up by the token of its link; undefined when it is unknown, over, or was used before. */
export async function takeToken(
  { db, around, now }: Pick<ActionContext, 'db' | 'around' | 'now'>,
  token: string,
  purposes: readonly ChallengePurpose[],
): Promise<OpenedChallenge | undefined> {
  const row = await db
    .updateTable('challenge')
    .set({ used_at: now })
    .where('token_hash', '=', hashOfToken(token))
    .where('purpose', 'in', purposes)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
  return opened(around.keys, row, now);
}

const EMPTY = Buffer.alloc(0);

/**
 * Empties challenges that are over and drops failures that no longer count; answers how many. That somebody asked for a code, from which
 * network, stays for a year as a technical record (law 05-20, art. 26): keyed hashes, no address, and nothing that opens anything.
 */
export async function dropOldChallenges(db: Db, now: Date): Promise<number> {
  const dayAgo = new Date(now.getTime() - DAY);
  const old = await db
    .updateTable('challenge')
    .set({ sealed: EMPTY, code_hash: null, token_hash: null })
    .where('expires_at', '<', now)
    .where('created_at', '<', dayAgo)
    .where('sealed', '!=', EMPTY)
    .executeTakeFirstOrThrow();
  const failures = await db.deleteFrom('code_failure').where('at', '<', dayAgo).executeTakeFirstOrThrow();
  return Number(old.numUpdatedRows) + Number(failures.numDeletedRows);
}
