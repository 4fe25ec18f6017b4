import { sql } from 'kysely';
import { fingerprintOf, mailboxOf, parseContact } from '#core/accounts/index.ts';
import { type Db, within } from '#platform/db/database.ts';
import type { Keys } from '#platform/keys.ts';
import {
  BURST_MINUTES,
  type Criterion,
  type InvalidationGround,
  type Meant,
  type Span,
  unevenness,
} from '../judging.ts';
import { type Channel, ELSEWHERE } from '../petition.ts';
import { provincesOf } from '../sign.ts';
import { alikeOf, openSignatory, type Signatory, signerOf } from '../signing.ts';
import type { Petition } from './petitions.ts';
import '../tables.ts';

type Named = Pick<Petition, 'institutionId' | 'id'>;

/** How many signed online in each span of ten minutes in which anybody did. */
export async function spansOf(db: Db, { institutionId, id }: Named): Promise<Span[]> {
  const { rows } = await sql<Span>`
    select date_bin(${`${BURST_MINUTES} minutes`}::interval, signed_at, '2026-01-01T00:00:00Z') as at,
      count(*)::int as signatures
    from petition_signature
    where institution_id = ${institutionId} and petition_id = ${id} and state = 'counted' and channel = 'online'
    group by 1 order by 1`.execute(db);
  return rows;
}

/** How uneven the gaps between the signatures of a span are; undefined where they are too few to say. */
export async function unevennessOf(db: Db, { institutionId, id }: Named, { at }: Span): Promise<number | undefined> {
  const rows = await within(db, institutionId)
    .selectFrom('petition_signature')
    .select('signed_at')
    .where('petition_id', '=', id)
    .where('state', '=', 'counted')
    .where('channel', '=', 'online')
    .where('signed_at', '>=', at)
    .where('signed_at', '<', endOfSpan(at))
    .limit(20_000)
    .execute();
  return unevenness(rows.map((row) => row.signed_at));
}

/** When a span that begins at a moment ends. */
export function endOfSpan(at: Date): Date {
  return new Date(at.getTime() + BURST_MINUTES * 60_000);
}

/** A signature as officials see it who check: `signatory` is undefined when its name was erased. */
export type Checked = { id: string; channel: Channel; signedAt: Date; signatory: Signatory | undefined };

/** Signatures that may be one person's, by channel and date: the first of each group is the one that stays. */
export type AlikeGroup = { signatures: Checked[] };

/** Signatures with the same name and residence, the largest groups first. `more`: how many would stop counting. */
export async function alikeGroups(
  db: Db,
  keys: Keys,
  { institutionId, id }: Named,
  limit: number,
): Promise<{ groups: AlikeGroup[]; groupsInAll: number; more: number }> {
  const { rows } = await sql<{ alike: Buffer; n: number; groups: number; more: number }>`
    select alike, count(*)::int as n, (count(*) over ())::int as groups, (sum(count(*) - 1) over ())::int as more
    from petition_signature
    where institution_id = ${institutionId} and petition_id = ${id} and state = 'counted' and alike is not null
    group by alike having count(*) > 1
    order by n desc, alike limit ${limit}`.execute(db);
  if (rows.length === 0) return { groups: [], groupsInAll: 0, more: 0 };
  const found = await within(db, institutionId)
    .selectFrom('petition_signature')
    .select(['id', 'channel', 'signed_at as signedAt', 'sealed', 'alike'])
    .where('petition_id', '=', id)
    .where('state', '=', 'counted')
    .where(
      'alike',
      'in',
      rows.map((row) => row.alike),
    )
    .orderBy('signed_at')
    .orderBy('id')
    .limit(1_000)
    .execute();
  const groups = rows.map((row) => ({
    signatures: found
      .filter((one) => one.alike?.equals(row.alike))
      .map(({ sealed, alike: _alike, ...one }) => ({ ...one, signatory: opened(keys, sealed, one.id) })),
  }));
  return { groups, groupsInAll: rows[0]?.groups ?? 0, more: rows[0]?.more ?? 0 };
}

/**
 * Signatures that count and bear a name, wherever their signatories live, or that came by an address: found by the keyed hashes of name and
 * residence and of who signed, so that no other name is opened and no address need be kept.
 */
export async function signaturesOf(
  db: Db,
  keys: Keys,
  petition: Named & Pick<Petition, 'level'>,
  typed: string,
): Promise<Checked[]> {
  const { institutionId, id, level } = petition;
  const contact = parseContact(typed);
  const fingerprint = contact && fingerprintOf(keys, contact);
  const mailbox = contact?.kind === 'email' ? mailboxOf(contact.address) : null;
  const owners = fingerprint
    ? await db
        .selectFrom('contact')
        .select('person_id')
        .where((row) => row.or([row('fingerprint', '=', fingerprint), row('mailbox', '=', mailbox)]))
        .where('confirmed_at', 'is not', null)
        .execute()
    : [];
  const signers = [
    ...(fingerprint ? [signerOf(keys, id, { contact: fingerprint })] : []),
    ...(mailbox ? [signerOf(keys, id, { contact: fingerprintOf(keys, { kind: 'email', address: mailbox }) })] : []),
    ...owners.map(({ person_id: personId }) => signerOf(keys, id, { personId })),
  ];
  const provinces = level === 'region' ? await provincesOf(db, institutionId) : [];
  const places = [...provinces.map(({ code }) => code), ELSEWHERE];
  const hashes = places.map((territory) => alikeOf(keys, id, { name: typed, territory }));
  const found = await within(db, institutionId)
    .selectFrom('petition_signature')
    .select(['id', 'channel', 'signed_at as signedAt', 'sealed'])
    .where('petition_id', '=', id)
    .where('state', '=', 'counted')
    .where((row) => (contact ? row('signer', 'in', signers) : row('alike', 'in', hashes)))
    .orderBy('signed_at')
    .limit(100)
    .execute();
  return found.map(({ sealed, ...one }) => ({ ...one, signatory: opened(keys, sealed, one.id) }));
}

const opened = (keys: Keys, sealed: Buffer | null, id: string) =>
  sealed === null ? undefined : openSignatory(keys, sealed, id);

/** The signatures that count and that a criterion means, in the order of their ids. */
export async function meantBy(db: Db, { institutionId, id }: Named, criterion: Criterion): Promise<Meant[]> {
  const { rows } = await sql<Meant>`
    select id, territory, channel from petition_signature signature
    where institution_id = ${institutionId} and petition_id = ${id} and state = 'counted' and ${condition(criterion)}
    order by id`.execute(db);
  return rows;
}

function condition(criterion: Criterion) {
  switch (criterion.kind) {
    case 'burst':
      return sql`channel = 'online' and signed_at >= ${criterion.from}::timestamptz and signed_at < ${criterion.to}::timestamptz`;
    case 'alike':
      return sql`alike is not null and exists (
        select 1 from petition_signature earlier
        where earlier.institution_id = signature.institution_id and earlier.petition_id = signature.petition_id
          and earlier.state = 'counted' and earlier.alike = signature.alike
          and (earlier.signed_at, earlier.id) < (signature.signed_at, signature.id))`;
    case 'sheet':
      return sql`exists (
        select 1 from petition_sheet_line line
        where line.institution_id = signature.institution_id and line.petition_id = signature.petition_id
          and line.signature_id = signature.id and line.number = ${criterion.number})`;
    case 'sample':
      return sql`exists (
        select 1 from petition_sample_item item
        where item.institution_id = signature.institution_id and item.petition_id = signature.petition_id
          and item.signature_id = signature.id and item.sample = ${criterion.sample} and item.result = ${criterion.result})`;
    case 'chosen':
      return sql`signature.id = any(${criterion.signatures}::uuid[])`;
  }
}

/** Some signatures with their names, for whoever checks them. */
export async function checkedSignatures(
  db: Db,
  keys: Keys,
  { institutionId, id }: Named,
  ids: readonly string[],
): Promise<Checked[]> {
  if (ids.length === 0) return [];
  const rows = await within(db, institutionId)
    .selectFrom('petition_signature')
    .select(['id', 'channel', 'signed_at as signedAt', 'sealed'])
    .where('petition_id', '=', id)
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  return rows.map(({ sealed, ...one }) => ({ ...one, signatory: opened(keys, sealed, one.id) }));
}

/** A finding that signatures do not count. */
export type Invalidation = {
  id: string;
  ground: InvalidationGround;
  reasons: string;
  criterion: Criterion;
  signatures: number;
  at: Date;
  undoneAt: Date | null;
  undoneReasons: string | null;
};

const FINDING = [
  'petition_invalidation.id',
  'petition_invalidation.ground',
  'petition_invalidation.reasons',
  'petition_invalidation.criterion',
  'petition_invalidation.signatures',
  'petition_invalidation.at',
  'petition_invalidation.undone_at as undoneAt',
  'petition_invalidation.undone_reasons as undoneReasons',
] as const;

/** What was found about the signatures of a petition, the last first. */
export async function invalidationsOf(db: Db, { institutionId, id }: Named): Promise<Invalidation[]> {
  return within(db, institutionId)
    .selectFrom('petition_invalidation')
    .select(FINDING)
    .where('petition_id', '=', id)
    .orderBy('id', 'desc')
    .limit(500)
    .execute();
}

/** One finding; undefined when there is none of this id. */
export async function invalidationById(db: Db, petition: Named, id: string): Promise<Invalidation | undefined> {
  return within(db, petition.institutionId)
    .selectFrom('petition_invalidation')
    .select(FINDING)
    .where('petition_id', '=', petition.id)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Why one signature does not count, for whoever holds its receipt; undefined where it was not found so. */
export async function findingAbout(db: Db, petition: Named, signature: string): Promise<Invalidation | undefined> {
  return within(db, petition.institutionId)
    .selectFrom('petition_invalidation')
    .innerJoin('petition_signature', (join) =>
      join
        .onRef('petition_signature.institution_id', '=', 'petition_invalidation.institution_id')
        .onRef('petition_signature.petition_id', '=', 'petition_invalidation.petition_id')
        .onRef('petition_signature.invalidation', '=', 'petition_invalidation.id'),
    )
    .select(FINDING)
    .where('petition_signature.petition_id', '=', petition.id)
    .where('petition_signature.id', '=', signature)
    .where('petition_signature.state', '=', 'invalidated')
    .executeTakeFirst();
}
