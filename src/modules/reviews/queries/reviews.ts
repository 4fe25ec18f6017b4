import { sql } from 'kysely';
import {
  everyMatrixRow,
  listMilestones,
  type MatrixRow,
  type MilestoneInList,
  planByReference,
} from '#modules/commitments/index.ts';
import { across, type Db, within } from '#platform/db/database.ts';
import type { FrozenRow, Review } from '../review.ts';
import { type Listing, listed } from './listed.ts';
import '../tables.ts';

const REVIEW = [
  'review.institution_id as institutionId',
  'review.id',
  'review.plan',
  'review.state',
  'review.on_date as on',
  'review.place',
  'review.chair',
  'review.agenda',
  'review.attendance',
  'review.minutes',
  'review.held_at as heldAt',
  'review.matrix_hash as matrixHash',
  'review.published_at as publishedAt',
  'review.minutes_hash as minutesHash',
] as const;

/** A review by its id; `lock`: whoever changes it at the same time waits. */
export async function reviewById(
  db: Db,
  id: string,
  whose: { id: string } | null,
  { lock = false }: { lock?: boolean } = {},
): Promise<Review | undefined> {
  let query = across(db).selectFrom('review').select(REVIEW).where('review.id', '=', id);
  if (whose) query = query.where('review.institution_id', '=', whose.id);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

/** The reviews of a plan, the latest first. At most 200: fifty years of quarters. */
export async function reviewsOf(db: Db, plan: { institutionId: string; reference: string }): Promise<Review[]> {
  return within(db, plan.institutionId)
    .selectFrom('review')
    .select(REVIEW)
    .where('review.plan', '=', plan.reference)
    .orderBy('review.on_date', 'desc')
    .orderBy('review.id', 'desc')
    .limit(200)
    .execute();
}

/** The matrix as it was presented at a review. */
export async function frozenRowsOf(db: Db, review: Pick<Review, 'institutionId' | 'id'>): Promise<FrozenRow[]> {
  const rows = await within(db, review.institutionId)
    .selectFrom('review_row')
    .select('review_row.content')
    .where('review_row.review_id', '=', review.id)
    .orderBy('review_row.position')
    .execute();
  return rows.map((row) => row.content);
}

/** The rows of a plan's matrix as everybody may read them on a day, in the order of the plan. */
export async function matrixRowsOf(db: Db, plan: string, today: string): Promise<MatrixRow[]> {
  const found = await planByReference(db, plan, today);
  if (!found) return [];
  const rows: MatrixRow[] = [];
  const scope = { institutionId: found.institution.id, planId: found.id };
  for await (const row of everyMatrixRow(db, scope, today)) rows.push(row);
  return rows;
}

const AT_ONCE = 500;

/** Every milestone of a plan as it stands on a day, by code. */
export async function matrixOf(db: Db, plan: string, today: string): Promise<MilestoneInList[]> {
  const all: MilestoneInList[] = [];
  let after: string | undefined;
  do {
    const page = await listMilestones(db, {
      filters: { plan },
      sort: 'reference',
      paging: { limit: AT_ONCE, after },
      today,
    });
    all.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return all;
}

/** Whether a milestone is one of a plan's. */
export async function isMilestoneOf(db: Db, plan: string, milestone: string, today: string): Promise<boolean> {
  return (await matrixOf(db, plan, today)).some((one) => one.reference === milestone);
}

/** One page of the reviews of all plans, the last entered first. */
export function listReviews(db: Db, { plan, institutionId, paging }: Listing) {
  let query = across(db).selectFrom('review').select(REVIEW);
  if (plan !== undefined) query = query.where('review.plan', '=', plan);
  if (institutionId !== undefined) query = query.where('review.institution_id', '=', institutionId);
  return listed<Review>(db, query, [{ sql: sql.ref('review.id'), key: 'id', direction: 'desc' }], paging);
}

/** One page of the rows that were presented at reviews whose minutes are published, in the order of each matrix. */
export function listPresented(
  db: Db,
  { plan, institutionId, review, paging }: Listing & { review?: string | undefined },
) {
  let query = across(db)
    .selectFrom('review_row')
    .innerJoin('review', (join) =>
      join
        .onRef('review.institution_id', '=', 'review_row.institution_id')
        .onRef('review.id', '=', 'review_row.review_id'),
    )
    .select(['review_row.review_id as review', 'review_row.position', 'review_row.content', 'review.on_date as on'])
    .where('review.state', '=', 'published');
  if (review !== undefined) query = query.where('review.id', '=', review);
  if (plan !== undefined) query = query.where('review.plan', '=', plan);
  if (institutionId !== undefined) query = query.where('review.institution_id', '=', institutionId);
  return listed<{ review: string; position: number; content: FrozenRow; on: string }>(
    db,
    query,
    [
      { sql: sql.ref('review_row.review_id'), key: 'review', direction: 'asc' },
      { sql: sql.ref('review_row.position'), key: 'position', direction: 'asc' },
    ],
    paging,
  );
}
