import { sql } from 'kysely';
import { across, type Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Resolution, ResolutionAnswer, ResolutionResult } from '../resolution.ts';
import { type Listing, listed } from './listed.ts';
import '../tables.ts';

type Row = Omit<Resolution, 'answer' | 'last'> & {
  outcome: ResolutionAnswer['outcome'] | null;
  reasons: Text | null;
  action: Text | null;
  plannedOn: string | null;
  answerOffice: Text | null;
  answeredOn: string | null;
  last: ResolutionResult | null;
};

function resolutions(db: Db) {
  return across(db)
    .selectFrom('resolution')
    .leftJoin('follow_up_body as body', (join) =>
      join.onRef('body.institution_id', '=', 'resolution.institution_id').onRef('body.id', '=', 'resolution.body_id'),
    )
    .leftJoin('office', (join) =>
      join
        .onRef('office.institution_id', '=', 'resolution.institution_id')
        .onRef('office.id', '=', 'resolution.office_id'),
    )
    .leftJoin('resolution_answer as answer', (join) =>
      join
        .onRef('answer.institution_id', '=', 'resolution.institution_id')
        .onRef('answer.resolution_id', '=', 'resolution.id'),
    )
    .leftJoin('office as answering', (join) =>
      join
        .onRef('answering.institution_id', '=', 'answer.institution_id')
        .onRef('answering.id', '=', 'answer.office_id'),
    )
    .select([
      'resolution.institution_id as institutionId',
      'resolution.id',
      'resolution.plan',
      'resolution.kind',
      'resolution.state',
      'resolution.review_id as reviewId',
      'resolution.body_id as bodyId',
      'body.name as bodyName',
      'resolution.milestone',
      'resolution.words as text',
      'resolution.withheld',
      'resolution.office_id as officeId',
      'office.name as officeName',
      'resolution.due_on as dueOn',
      'resolution.adopted_on as adoptedOn',
      'resolution.answer_due_on as answerDueOn',
      'answer.outcome',
      'answer.reasons',
      'answer.action',
      'answer.planned_on as plannedOn',
      'answering.name as answerOffice',
      'answer.answered_on as answeredOn',
    ])
    .select(
      sql<ResolutionResult | null>`(select jsonb_build_object('result', r.result, 'note', r.note, 'on', r.on_date)
        from resolution_result r where r.institution_id = resolution.institution_id and r.resolution_id = resolution.id
        order by r.id desc limit 1)`.as('last'),
    );
}

function toResolution({ outcome, reasons, action, plannedOn, answerOffice, answeredOn, ...row }: Row): Resolution {
  const answer =
    outcome === null || reasons === null || answeredOn === null
      ? null
      : { outcome, reasons, action, plannedOn, officeName: answerOffice, answeredOn };
  return { ...row, answer };
}

/** A decision or recommendation by its id. */
export async function resolutionById(
  db: Db,
  id: string,
  whose: { id: string } | null,
): Promise<Resolution | undefined> {
  let query = resolutions(db).where('resolution.id', '=', id);
  if (whose) query = query.where('resolution.institution_id', '=', whose.id);
  const row = await query.executeTakeFirst();
  return row && toResolution(row);
}

/** Decisions and recommendations of a plan, the latest first: all of them, or those of one review. At most 1,000. */
export async function resolutionsOf(
  db: Db,
  plan: { institutionId: string; reference: string },
  filter: { reviewId?: string } = {},
): Promise<Resolution[]> {
  let query = resolutions(db)
    .where('resolution.institution_id', '=', plan.institutionId)
    .where('resolution.plan', '=', plan.reference)
    .where('resolution.state', '!=', 'withdrawn');
  if (filter.reviewId !== undefined) query = query.where('resolution.review_id', '=', filter.reviewId);
  const rows = await query.orderBy('resolution.id', 'desc').limit(1_000).execute();
  return rows.map(toResolution);
}

/** The recommendations that bodies still owe an answer, the most urgent first. */
export async function unansweredIn(db: Db, institutionIds: readonly string[], limit: number): Promise<Resolution[]> {
  if (institutionIds.length === 0) return [];
  const rows = await resolutions(db)
    .where('resolution.institution_id', 'in', institutionIds)
    .where('resolution.kind', '=', 'recommendation')
    .where('resolution.state', '=', 'adopted')
    .where('resolution.answer_due_on', 'is not', null)
    .where('answer.outcome', 'is', null)
    .orderBy('resolution.answer_due_on')
    .orderBy('resolution.id')
    .limit(limit)
    .execute();
  return rows.map(toResolution);
}

/** What a committee says of a row of the matrix. */
export type MatrixComment = {
  id: string;
  milestone: string;
  bodyName: Text;
  text: Text;
  withheld: Text | null;
  writtenOn: string;
};

function comments(db: Db) {
  return across(db)
    .selectFrom('matrix_comment')
    .innerJoin('follow_up_body as body', (join) =>
      join
        .onRef('body.institution_id', '=', 'matrix_comment.institution_id')
        .onRef('body.id', '=', 'matrix_comment.body_id'),
    )
    .select([
      'matrix_comment.id',
      'matrix_comment.milestone',
      'body.name as bodyName',
      'matrix_comment.words as text',
      'matrix_comment.withheld',
      'matrix_comment.written_on as writtenOn',
    ]);
}

/** What committees said of the rows of a plan, the earliest first; of one row with `milestone`. At most 2,000. */
export async function matrixCommentsOf(
  db: Db,
  plan: { institutionId: string; reference: string },
  milestone?: string,
): Promise<MatrixComment[]> {
  let query = comments(db)
    .where('matrix_comment.institution_id', '=', plan.institutionId)
    .where('matrix_comment.plan', '=', plan.reference);
  if (milestone !== undefined) query = query.where('matrix_comment.milestone', '=', milestone);
  return query.orderBy('matrix_comment.id').limit(2_000).execute();
}

/** One page of what committees said of the rows of all plans. */
export function listMatrixComments(db: Db, { plan, institutionId, paging }: Listing) {
  let query = comments(db);
  if (plan !== undefined) query = query.where('matrix_comment.plan', '=', plan);
  if (institutionId !== undefined) query = query.where('matrix_comment.institution_id', '=', institutionId);
  return listed<MatrixComment>(db, query, [{ sql: sql.ref('matrix_comment.id'), key: 'id', direction: 'asc' }], paging);
}

/** One page of the decisions and recommendations that stand, over all plans, the last first. */
export async function listResolutions(
  db: Db,
  { plan, institutionId, kind, paging }: Listing & { kind?: Resolution['kind'] | undefined },
) {
  let query = resolutions(db).where('resolution.state', '=', 'adopted');
  if (plan !== undefined) query = query.where('resolution.plan', '=', plan);
  if (institutionId !== undefined) query = query.where('resolution.institution_id', '=', institutionId);
  if (kind !== undefined) query = query.where('resolution.kind', '=', kind);
  const order = [{ sql: sql.ref('resolution.id'), key: 'id', direction: 'desc' }] as const;
  const page = await listed<Row>(db, query, order, paging);
  return { ...page, items: page.items.map(toResolution) };
}
