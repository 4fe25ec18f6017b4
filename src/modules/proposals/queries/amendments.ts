import { sql } from 'kysely';
import { across, type Db, within } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';
import type { Text } from '#platform/i18n/text.ts';
import { isId } from '#platform/ids.ts';
import type { AmendmentStanding, AmendmentState } from '../amendment.ts';
import type { SignedAs } from '../proposal.ts';
import type { Proposal } from './proposals.ts';
import '../tables.ts';

/** Other words that somebody proposes for a proposal. */
export type Amendment = {
  institutionId: string;
  id: string;
  proposalId: string;
  standing: AmendmentStanding;
  state: AmendmentState;
  title: Text;
  body: Text;
  reasons: string;
  /** How many versions the proposal had before the words it was written for. */
  writtenFor: number;
  authorId: string | null;
  signedAs: SignedAs;
  hiddenReason: Text | null;
  declinedBecause: string | null;
  writtenAt: Date;
  decidedAt: Date | null;
  supports: number;
};

type Of = Pick<Proposal, 'institutionId' | 'id'>;

const SUPPORTS = sql<number>`(select count(*)::int from proposal_amendment_support counted
  where counted.institution_id = proposal_amendment.institution_id and counted.amendment_id = proposal_amendment.id)`;

function all(db: Db) {
  return across(db)
    .selectFrom('proposal_amendment')
    .select([
      'proposal_amendment.institution_id as institutionId',
      'proposal_amendment.id',
      'proposal_id as proposalId',
      'standing',
      'state',
      'title',
      'body',
      'reasons',
      'written_for as writtenFor',
      'author_id as authorId',
      'signed_as as signedAs',
      'hidden_reason as hiddenReason',
      'declined_because as declinedBecause',
      'written_at as writtenAt',
      'decided_at as decidedAt',
    ])
    .select(SUPPORTS.as('supports'));
}

/** One amendment by its id, whatever its standing. */
export async function amendmentById(db: Db, id: string): Promise<Amendment | undefined> {
  return isId(id) ? all(db).where('proposal_amendment.id', '=', id).executeTakeFirst() : undefined;
}

const NEWEST: readonly OrderColumn[] = [
  { sql: sql.ref('proposal_amendment.written_at'), key: 'writtenAt', direction: 'desc' },
  { sql: sql.ref('proposal_amendment.id'), key: 'id', direction: 'desc' },
];

/** The amendments to a proposal that are shown, the latest first; `state`: only those. */
export async function listAmendments(
  db: Db,
  { institutionId, id }: Of,
  paging: Paging,
  { state }: { state?: AmendmentState | undefined } = {},
): Promise<Slice<Amendment> & Total> {
  let query = all(db)
    .where('proposal_amendment.institution_id', '=', institutionId)
    .where('proposal_id', '=', id)
    .where('standing', '=', 'shown');
  if (state) query = query.where('state', '=', state);
  return { ...(await slice(query, NEWEST, paging)), ...(await totalOf(db, query.clearSelect().select('id'))) };
}

/** What somebody wrote, the latest first. */
export async function amendmentsBy(db: Db, personId: string): Promise<Amendment[]> {
  return all(db).where('author_id', '=', personId).orderBy('written_at', 'desc').limit(200).execute();
}

/** Whether somebody supports an amendment. */
export async function supportsAmendment(
  db: Db,
  { institutionId, id }: Pick<Amendment, 'institutionId' | 'id'>,
  supporter: Buffer,
): Promise<boolean> {
  const row = await within(db, institutionId)
    .selectFrom('proposal_amendment_support')
    .select('amendment_id')
    .where('amendment_id', '=', id)
    .where('supporter', '=', supporter)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many open amendments there are to each of several proposals of one body, by the proposal's id; those without are left out. */
export async function openAmendments(
  db: Db,
  institutionId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await within(db, institutionId)
    .selectFrom('proposal_amendment')
    .select((row) => ['proposal_id as id', row.fn.countAll<number>().as('n')])
    .where('proposal_id', 'in', ids)
    .where('standing', '=', 'shown')
    .where('state', '=', 'open')
    .groupBy('proposal_id')
    .execute();
  return new Map(rows.map(({ id, n }) => [id, Number(n)]));
}

/** How many versions a proposal had before its words of today. */
export async function versionCount(db: Db, { institutionId, id }: Of): Promise<number> {
  const { n } = await within(db, institutionId)
    .selectFrom('proposal_version')
    .select((row) => row.fn.countAll<number>().as('n'))
    .where('proposal_id', '=', id)
    .executeTakeFirstOrThrow();
  return Number(n);
}
