import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { across, type Db, json, type Tx, within } from './db/database.ts';
import { type Paging, type Slice, slice } from './db/paging.ts';
import { newId } from './ids.ts';
import type { Job } from './module.ts';
import type { Actor } from './tenant.ts';

/** The owner of audit rows that belong to no public body (an operator's command, an import over all bodies). */
export const PLATFORM_OWNER = '00000000-0000-0000-0000-000000000000';

export type AuditEntry = {
  institutionId: string | undefined;
  at: Date;
  actor: Actor;
  action: string;
  event: string;
  /** The reference or id of what it is about. */
  subject?: string | undefined;
  /** What changed, without personal data. */
  detail?: object | undefined;
};

export type AuditTable = {
  institution_id: string;
  id: string;
  at: Date;
  actor: string;
  action: string;
  event: string;
  subject: string | null;
  detail: object;
  /** Place in the institution's chain and the hash that seals it; null until the sealing job has passed. */
  position: number | null;
  hash: string | null;
};

/** The head of an institution's chain: its last place and the hash that seals it. */
export type AuditChainTable = { institution_id: string; position: number; hash: string };

declare module './db/database.ts' {
  interface TenantTables {
    audit: AuditTable;
    audit_chain: AuditChainTable;
  }
}

/** Appends rows to the audit log, in the transaction of what they tell. They are sealed into a chain later, by a job, so that writers never wait for one another. */
export async function appendAudit(db: Tx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await across(db)
    .insertInto('audit')
    .values(
      entries.map((entry) => ({
        institution_id: entry.institutionId ?? PLATFORM_OWNER,
        id: newId(),
        at: entry.at,
        actor: actorName(entry.actor),
        action: entry.action,
        event: entry.event,
        subject: entry.subject ?? null,
        detail: json(entry.detail ?? {}),
        position: null,
        hash: null,
      })),
    )
    .execute();
}

function actorName(actor: Actor): string {
  if (actor.kind === 'person') return `person:${actor.id}`;
  return actor.kind === 'system' ? `system:${actor.name}` : 'nobody';
}

/** One row as officials read it, newest first. */
export type AuditRow = Pick<AuditTable, 'id' | 'at' | 'actor' | 'action' | 'event' | 'subject' | 'detail'>;

/** What of a log is asked for: `room` is the first word of its actions; dates are whole days (Morocco keeps UTC). */
export type AuditFilter = {
  room?: string | undefined;
  actor?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
};

/** The log of one owner, newest first, page by page. */
export async function readAuditLog(
  db: Db,
  institutionId: string,
  { room, actor, from, until }: AuditFilter,
  paging: Paging,
): Promise<Slice<AuditRow>> {
  let query = within(db, institutionId)
    .selectFrom('audit')
    .select(['audit.id', 'audit.at', 'audit.actor', 'audit.action', 'audit.event', 'audit.subject', 'audit.detail']);
  if (room) query = query.where('audit.action', 'like', `${room.replace(/[\\%_]/g, '\\$&')}.%`);
  if (actor) query = query.where('audit.actor', '=', actor);
  if (from) query = query.where('audit.at', '>=', new Date(`${from}T00:00:00Z`));
  if (until) query = query.where('audit.at', '<=', new Date(`${until}T23:59:59.999Z`));
  return slice(query, [{ sql: sql`audit.id`, key: 'id', direction: 'desc' }], paging);
}

/** What an owner's log keeps of an event about one thing, for checks of what was published there. */
export async function auditDetails(
  db: Db,
  institutionId: string,
  { event, subject }: { event: string; subject: string },
): Promise<object[]> {
  const rows = await within(db, institutionId)
    .selectFrom('audit')
    .select('audit.detail')
    .where('audit.event', '=', event)
    .where('audit.subject', '=', subject)
    .execute();
  return rows.map((row) => row.detail);
}

/** What the first row of a chain follows. */
const BEGINNING = '0'.repeat(64);

/** A row as it is hashed: PostgreSQL's own text of moment and detail, so that nothing is lost on the way into JavaScript. */
type SealedContent = {
  id: string;
  moment: string;
  actor: string;
  action: string;
  event: string;
  subject: string | null;
  content: string;
};
type SealedRow = SealedContent & { position: number; hash: string };

const CONTENT = sql`id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment,
  actor, action, event, subject, detail::text as content`;

function seal(institutionId: string, previous: string, position: number, row: SealedContent): string {
  return createHash('sha256')
    .update(
      JSON.stringify([
        previous,
        institutionId,
        position,
        row.id,
        row.moment,
        row.actor,
        row.action,
        row.event,
        row.subject,
        row.content,
      ]),
    )
    .digest('hex');
}

const SEALED_AT_ONCE = 1_000;

/**
 * Seals the rows that were committed since the last time, one hash chain for each institution: SHA-256 over the row, its place and
 * the hash before it. Only the chain's head is locked, which no writer touches; a head that another sealer holds is left to it.
 * Returns how many rows were sealed.
 */
export async function sealAudit(db: Db): Promise<number> {
  const { rows } = await sql<{ institution_id: string }>`
    select distinct institution_id from audit where position is null order by institution_id`.execute(db);
  let sealed = 0;
  for (const { institution_id } of rows) {
    for (;;) {
      const count = await db.transaction().execute((tx) => sealSome(tx, institution_id));
      sealed += count;
      if (count < SEALED_AT_ONCE) break;
    }
  }
  return sealed;
}

async function sealSome(tx: Tx, institutionId: string): Promise<number> {
  await sql`insert into audit_chain (institution_id, position, hash) values (${institutionId}, 0, ${BEGINNING})
    on conflict do nothing`.execute(tx);
  const { rows: heads } = await sql<{ position: number; hash: string }>`
    select position, hash from audit_chain where institution_id = ${institutionId} for update skip locked`.execute(tx);
  const head = heads[0];
  if (!head) return 0;
  const { rows } = await sql<SealedContent>`
    select ${CONTENT} from audit where institution_id = ${institutionId} and position is null
    order by id limit ${SEALED_AT_ONCE}`.execute(tx);
  if (rows.length === 0) return 0;
  let { position, hash } = head;
  const seals = rows.map((row) => {
    position += 1;
    hash = seal(institutionId, hash, position, row);
    return { id: row.id, position, hash };
  });
  await sql`
    update audit set position = sealed.position, hash = sealed.hash
    from unnest(${seals.map((one) => one.id)}::uuid[], ${seals.map((one) => one.position)}::bigint[],
      ${seals.map((one) => one.hash)}::text[]) as sealed (id, position, hash)
    where audit.institution_id = ${institutionId} and audit.id = sealed.id`.execute(tx);
  await sql`update audit_chain set position = ${position}, hash = ${hash}
    where institution_id = ${institutionId}`.execute(tx);
  return rows.length;
}

/** Seals new audit rows every few seconds; any number of workers may do so at the same time. */
export const sealAuditJob: Job = {
  name: 'platform.seal-audit',
  everySeconds: 5,
  run: async (_payload, { db }) => {
    await sealAudit(db);
  },
};

/** The heads of all chains. Whoever notes them elsewhere can later prove that no chain was rewritten as a whole. */
export async function auditHeads(db: Db): Promise<AuditChainTable[]> {
  return across(db).selectFrom('audit_chain').selectAll().orderBy('institution_id').execute();
}

/**
 * Checks every chain and yields one sentence for each row that was changed, is missing or stands at another place than the one it
 * was sealed at. Rows that wait for their seal are no fault.
 */
export async function* verifyAudit(db: Db): AsyncIterable<string> {
  const { rows: institutions } = await sql<{ institution_id: string }>`
    select institution_id from audit_chain
    union select distinct institution_id from audit where position is not null
    order by institution_id`.execute(db);
  for (const { institution_id } of institutions) yield* verifyChain(db, institution_id);
}

/** A row whose hash does not follow from the row before it. */
type Broken = { row: SealedRow; previous: string };

async function* verifyChain(db: Db, institutionId: string): AsyncIterable<string> {
  const owner = institutionId === PLATFORM_OWNER ? 'the platform itself' : `institution ${institutionId}`;
  const broken: Broken[] = [];
  // The head is read first: rows sealed while we read only make the chain longer.
  const { rows: heads } = await sql<{ position: number; hash: string }>`
    select position, hash from audit_chain where institution_id = ${institutionId}`.execute(db);
  const head = heads[0];
  if (!head) yield `Audit of ${owner}: the head of the chain is missing.`;
  let position = 0;
  let hash = BEGINNING;
  let headHash: string | undefined = head?.position === 0 ? BEGINNING : undefined;
  for (;;) {
    const { rows } = await sql<SealedRow>`
      select ${CONTENT}, position, hash from audit
      where institution_id = ${institutionId} and position > ${position}
      order by position limit ${SEALED_AT_ONCE}`.execute(db);
    for (const row of rows) {
      const gap = row.position - position - 1;
      if (gap > 0) yield missing(owner, position + 1, row.position - 1);
      // After a gap the hash before is not known: the row can only be checked against its followers.
      else if (seal(institutionId, hash, row.position, row) !== row.hash) broken.push({ row, previous: hash });
      position = row.position;
      hash = row.hash;
      if (position === head?.position) headHash = hash;
    }
    if (rows.length < SEALED_AT_ONCE) break;
  }
  yield* explain(owner, institutionId, broken);
  if (!head) return;
  if (position < head.position) yield missing(owner, position + 1, head.position);
  else if (headHash !== undefined && headHash !== head.hash)
    yield `Audit of ${owner}: the chain does not end with the hash of its head; row ${head.position} or the head was replaced.`;
}

function missing(owner: string, from: number, to: number): string {
  return from === to
    ? `Audit of ${owner}: row ${from} is missing.`
    : `Audit of ${owner}: rows ${from} to ${to} are missing.`;
}

// Beyond this many, looking for where each row once stood costs more than it tells.
const MOVES_SOUGHT = 50;

function* explain(owner: string, institutionId: string, broken: readonly Broken[]): Iterable<string> {
  const hashes = [...new Set(broken.flatMap(({ row, previous }) => [row.hash, previous]))];
  for (const { row } of broken) {
    const others = broken.length > MOVES_SOUGHT ? [] : broken.filter((other) => other.row !== row);
    const sealedAt = others.find((other) =>
      hashes.some((previous) => seal(institutionId, previous, other.row.position, row) === row.hash),
    )?.row.position;
    yield sealedAt === undefined
      ? `Audit of ${owner}: row ${row.position} (${row.id}) was changed, or the row before it was replaced.`
      : `Audit of ${owner}: row ${row.position} (${row.id}) is out of order; it was sealed as row ${sealedAt}.`;
  }
}
