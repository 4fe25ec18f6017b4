import { sql } from 'kysely';
import { across, type Db, within } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';
import type { Text } from '#platform/i18n/text.ts';
import { parseReference } from '#platform/reference.ts';
import type { Count } from '../count.ts';
import type { Phase, Terms, VoteOption, VoteState } from '../vote.ts';
import '../tables.ts';

/** The first letters of a vote's reference. */
export const KIND = 'VOT';

/** A vote as pages, actions and the API read it. */
export type Vote = Terms & {
  institutionId: string;
  id: string;
  reference: string;
  state: VoteState;
  title: Text;
  explanation: Text;
  about: string | null;
  opensAt: Date;
  closesAt: Date;
  createdAt: Date;
  publishedAt: Date | null;
  closedAt: Date | null;
  cancelReasons: Text | null;
  count: Count | null;
  countedAt: Date | null;
};

/** Everything that pages, actions and the API read of a vote. */
export const COLUMNS = [
  'vote.institution_id as institutionId',
  'vote.id',
  'vote.reference',
  'vote.state',
  'vote.title',
  'vote.explanation',
  'vote.about',
  'vote.method',
  'vote.most',
  'vote.points',
  'vote.winners',
  'vote.secret',
  'vote.changeable',
  'vote.results',
  'vote.level',
  'vote.territory',
  'vote.tie_rule as tieRule',
  'vote.opens_at as opensAt',
  'vote.closes_at as closesAt',
  'vote.created_at as createdAt',
  'vote.published_at as publishedAt',
  'vote.closed_at as closedAt',
  'vote.cancel_reasons as cancelReasons',
  'vote.count',
  'vote.counted_at as countedAt',
] as const;

/** Several votes by their references. `locked`: nobody closes or changes them until the transaction ends; others may go on casting. */
export async function votesByReference(
  db: Db,
  references: readonly string[],
  { locked = false } = {},
): Promise<Map<string, Vote>> {
  if (references.length === 0) return new Map();
  const query = across(db)
    .selectFrom('vote')
    .select(COLUMNS)
    .where('vote.reference', 'in', references)
    .orderBy('vote.institution_id')
    .orderBy('vote.id');
  const rows: Vote[] = await (locked ? query.forShare() : query).execute();
  return new Map(rows.map((row) => [row.reference, row]));
}

type Scene = { db: Db; tenant: { id: string } | null };

/** The reference that was typed, as it is kept; undefined when it is none of a vote. */
export function referenceOf(typed: string): string | undefined {
  const reference = parseReference(typed);
  return reference?.kind === KIND ? reference.text : undefined;
}

/** The vote that a reference names, however it was typed; on a body's site only one of that body. */
export async function findVote({ db, tenant }: Scene, typed: string): Promise<Vote | undefined> {
  const reference = referenceOf(typed);
  const vote = reference === undefined ? undefined : (await votesByReference(db, [reference])).get(reference);
  return tenant && vote?.institutionId !== tenant.id ? undefined : vote;
}

type Named = Pick<Vote, 'institutionId' | 'id'>;

/** Takes a vote for oneself until the transaction ends: nobody casts, closes or changes it meanwhile. */
export async function lockVote(db: Db, { institutionId, id }: Named): Promise<Vote | undefined> {
  return across(db)
    .selectFrom('vote')
    .select(COLUMNS)
    .where('vote.institution_id', '=', institutionId)
    .where('vote.id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** What can be voted for, in the order of the ballot. A question of support has none. */
export async function optionsOf(db: Db, { institutionId, id }: Named): Promise<VoteOption[]> {
  return within(db, institutionId)
    .selectFrom('vote_option')
    .select(['number', 'text', 'link', 'cost'])
    .where('vote_id', '=', id)
    .orderBy('number')
    .execute();
}

export type VoteFilter = {
  institutionId?: string | undefined;
  phase?: Phase | undefined;
  about?: string | undefined;
  /** True for the desk: drafts too. */
  drafts?: boolean;
};

const NEWEST: readonly OrderColumn[] = [
  { sql: sql`vote.opens_at`, key: 'opensAt', direction: 'desc' },
  { sql: sql`vote.id`, key: 'id', direction: 'desc' },
];

/** Votes, those that open last first, page by page. */
export async function listVotes(
  db: Db,
  filter: VoteFilter,
  paging: Paging & { now: Date },
): Promise<Slice<Vote> & Total> {
  const total = await totalOf(db, filtered(db, filter, paging.now).select('vote.id'));
  const page = await slice<Vote>(filtered(db, filter, paging.now).select(COLUMNS), NEWEST, paging);
  return { ...page, ...total };
}

function filtered(db: Db, { institutionId, phase, about, drafts }: VoteFilter, now: Date) {
  let query = across(db).selectFrom('vote');
  if (!drafts) query = query.where('vote.state', '<>', 'draft');
  if (institutionId) query = query.where('vote.institution_id', '=', institutionId);
  if (about) query = query.where('vote.about', '=', about);
  if (phase === 'draft' || phase === 'closed' || phase === 'cancelled') return query.where('vote.state', '=', phase);
  if (!phase) return query;
  query = query.where('vote.state', '=', 'published');
  if (phase === 'upcoming') return query.where('vote.opens_at', '>', now);
  if (phase === 'counting') return query.where('vote.closes_at', '<=', now);
  return query.where('vote.opens_at', '<=', now).where('vote.closes_at', '>', now);
}
