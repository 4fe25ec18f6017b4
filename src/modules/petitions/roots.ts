import { sql } from 'kysely';
import { type Db, type Tx, within } from '#platform/db/database.ts';
import type { Keys } from '#platform/keys.ts';
import { CHUNK_LEAVES, packHashes, pathThroughChunks, rootByPath, rootOf, unpackHashes } from '#platform/merkle.ts';
import { GRACE_HOURS } from './petition.ts';
import type { Petition } from './queries/petitions.ts';
import { receiptOf, signatureLeaf } from './signing.ts';
import './tables.ts';

/** A published root: the number of signatures that counted at a moment, and the hash over them all. */
export type PetitionRoot = { number: number; at: Date; signatures: number; root: Buffer };

type Named = Pick<Petition, 'institutionId' | 'id'>;

/**
 * Whether a root is to be published: once a day while people sign, when the signing ends, once more when the hours are over in which
 * begun signatures can be confirmed, and after that whenever officials have changed what counts (late sheets, signatures that were found
 * not to count). `last`: when the newest one was published.
 */
export function isRootDue(
  { state, closedAt, talliedAt }: Pick<Petition, 'state' | 'closedAt' | 'talliedAt'>,
  last: Date | null,
  now: Date,
): boolean {
  if (state === 'open') return last === null || day(last) < day(now);
  if (closedAt && talliedAt && last !== null && last < talliedAt) return true;
  if (state !== 'closed' || !closedAt) return false;
  const settled = new Date(closedAt.getTime() + GRACE_HOURS * 3_600_000);
  return last === null || last < closedAt || (now > settled && last <= settled);
}

const day = (moment: Date) => moment.toISOString().slice(0, 10);

/** The published roots of a petition, the newest first. */
export async function rootsOf(db: Db, { institutionId, id }: Named): Promise<PetitionRoot[]> {
  return within(db, institutionId)
    .selectFrom('petition_root')
    .select(['number', 'at', 'signatures', 'root'])
    .where('petition_id', '=', id)
    .orderBy('number', 'desc')
    .limit(800)
    .execute();
}

/** The newest root of a petition. */
export async function newestRoot(db: Db, { institutionId, id }: Named) {
  return within(db, institutionId)
    .selectFrom('petition_root')
    .select(['number', 'at', 'signatures', 'root', 'chunks'])
    .where('petition_id', '=', id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/**
 * Hashes the signatures that count, in the order of their ids, a chunk at a time so that ten million of them need no more memory than a
 * thousand; keeps the leaves in the place of those before. The transaction must see one moment (repeatable read). Answers undefined where
 * the counters do not agree with the rows: the job that puts them right comes first.
 */
export async function keepLeaves(
  db: Tx,
  keys: Keys,
  petition: Pick<Petition, 'institutionId' | 'id' | 'reference'>,
): Promise<{ signatures: number; root: Buffer; chunks: Buffer } | undefined> {
  const { institutionId, id, reference } = petition;
  await within(db, institutionId).deleteFrom('petition_leaves').where('petition_id', '=', id).execute();
  const chunks: Buffer[] = [];
  let signatures = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select id from petition_signature where institution_id = ${institutionId} and petition_id = ${id}
        and state = 'counted' and id > ${after} order by id limit ${CHUNK_LEAVES}`.execute(db);
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) break;
    const leaves = rows.map((row) => signatureLeaf({ receipt: receiptOf(keys, row.id), reference, signature: row.id }));
    await within(db, institutionId)
      .insert('petition_leaves', {
        petition_id: id,
        chunk: chunks.length,
        first_id: first.id,
        leaves: packHashes(leaves),
      })
      .execute();
    chunks.push(rootOf(leaves));
    signatures += rows.length;
    after = last.id;
  }
  const { counted } = await within(db, institutionId)
    .selectFrom('petition_count')
    .select(sql<number>`coalesce(sum(signatures), 0)`.as('counted'))
    .where('petition_id', '=', id)
    .executeTakeFirstOrThrow();
  return counted === signatures ? { signatures, root: rootOf(chunks), chunks: packHashes(chunks) } : undefined;
}

/** That a signature is in a root, in a form that anybody can check without us: `verify-receipt.mjs` does. Hashes in hexadecimal. */
export type Proof = {
  petition: string;
  signature: string;
  receipt: string;
  number: number;
  at: string;
  /** How many leaves the tree has, and which of them, from 0, this is. */
  count: number;
  index: number;
  path: string[];
  root: string;
};

/** The proof for a signature in the newest root; undefined when it is not in it (it came later, or was taken back). */
export async function proofOf(
  db: Db,
  petition: Pick<Petition, 'institutionId' | 'id' | 'reference'>,
  { signature, receipt }: { signature: string; receipt: string },
): Promise<Proof | undefined> {
  const { institutionId, id, reference } = petition;
  const newest = await newestRoot(db, petition);
  const found =
    newest &&
    (await within(db, institutionId)
      .selectFrom('petition_leaves')
      .select(['chunk', 'leaves'])
      .where('petition_id', '=', id)
      .where('first_id', '<=', signature)
      .orderBy('first_id', 'desc')
      .limit(1)
      .executeTakeFirst());
  if (!found) return undefined;
  const leaf = signatureLeaf({ receipt, reference, signature });
  const leaves = unpackHashes(found.leaves);
  const place = leaves.findIndex((one) => one.equals(leaf));
  if (place < 0) return undefined;
  const index = found.chunk * CHUNK_LEAVES + place;
  const path = pathThroughChunks(leaves, unpackHashes(newest.chunks), index);
  // A root that is being published at this moment may have changed one and not the other: then there is no proof yet.
  if (!rootByPath(leaf, index, newest.signatures, path)?.equals(newest.root)) return undefined;
  return {
    petition: reference,
    signature,
    receipt,
    number: newest.number,
    at: newest.at.toISOString(),
    count: newest.signatures,
    index,
    path: path.map((one) => one.toString('hex')),
    root: newest.root.toString('hex'),
  };
}
