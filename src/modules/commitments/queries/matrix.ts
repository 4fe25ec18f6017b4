import { sql } from 'kysely';
import { across, type Db, within } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';
import type { DatePrecision } from '#platform/i18n/format.ts';
import type { Text } from '#platform/i18n/text.ts';
import { type Evidence, isUnreported, quarterStart, type RowContent } from '../matrix-row.ts';
import { publishedRow, ROW_COLUMNS } from '../row-versions.ts';
import { daysLate, type Timeliness, timelinessOf } from '../timeline.ts';

/** A row of the monitoring matrix as everybody reads it. */
export type MatrixRow = {
  institutionId: string;
  id: string;
  reference: string;
  number: number;
  title: Text;
  start: string | null;
  end: string | null;
  precision: DatePrecision | null;
  commitment: { id: string; reference: string; number: number; title: Text };
  content: RowContent;
  /** What the office said with the last report. */
  note: Text | null;
  office: { id: string; name: Text } | null;
  /** The version that everybody reads, and when it was published. */
  publishedVersion: number;
  reportedOn: string | null;
  timeliness: Timeliness;
  daysLate: number;
  /** No report this quarter, although the milestone has begun and is not over. */
  unreported: boolean;
};

/** The same row on the desk: with the version that waits, and who is in charge. */
export type DeskRow = MatrixRow & {
  /** The version saved last. */
  version: number;
  draft: { content: RowContent; savedAt: Date; savedBy: string | null } | null;
  officialId: string | null;
};

export type MatrixFilters = {
  status?: RowContent['status'] | undefined;
  /** `late`: past its end; `unreported`: no report this quarter; `draft`: a version waits for publication; `unassigned`: no office answers. */
  state?: MatrixState | undefined;
  office?: string | undefined;
  /** Rows of these officials or offices. */
  standing?: { officials: readonly string[]; offices: readonly string[] } | undefined;
};
export const MATRIX_STATES = ['late', 'unreported', 'draft', 'unassigned'] as const;
export type MatrixState = (typeof MATRIX_STATES)[number];

/** The plan whose matrix it is, or one of its commitments. */
export type MatrixScope = { institutionId: string; planId: string; commitmentId?: string | undefined };

const ORDER: readonly OrderColumn[] = [
  { sql: sql.ref('commitment.number'), key: 'commitmentNumber', direction: 'asc' },
  { sql: sql.ref('commitment.id'), key: 'commitmentId', direction: 'asc' },
  { sql: sql.ref('milestone.number'), key: 'number', direction: 'asc' },
  { sql: sql.ref('milestone.id'), key: 'id', direction: 'asc' },
];

/** One page of a matrix, in the order of the plan. */
export async function listMatrix(
  db: Db,
  asked: { scope: MatrixScope; filters?: MatrixFilters; paging: Paging; today: string },
): Promise<Slice<DeskRow>> {
  const query = selected(filtered(db, asked.scope, asked.filters ?? {}, asked.today));
  const { items, next } = await slice(query, ORDER, asked.paging);
  return { items: items.map((row) => toRow(row, asked.today)), next };
}

/** How many rows the filters leave: exact up to 10,000. */
export async function countMatrix(
  db: Db,
  asked: { scope: MatrixScope; filters?: MatrixFilters; today: string },
): Promise<Total> {
  return totalOf(db, filtered(db, asked.scope, asked.filters ?? {}, asked.today).select('milestone.id'));
}

/** How many commitments of a matrix are read at once for a file: some dozen rows, gone again before they weigh. */
const AT_ONCE = 4;

/** All rows of a matrix in the order of the plan, a few commitments at a time: for files, however long they are. */
export async function* everyMatrixRow(db: Db, scope: MatrixScope, today: string): AsyncGenerator<DeskRow> {
  let commitments = within(db, scope.institutionId)
    .selectFrom('commitment')
    .select('id')
    .where('plan_id', '=', scope.planId)
    .where('gone_at', 'is', null)
    .orderBy('number')
    .orderBy('id');
  if (scope.commitmentId !== undefined) commitments = commitments.where('id', '=', scope.commitmentId);
  const ids = (await commitments.execute()).map((row) => row.id);
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    let query = selected(filtered(db, scope, {}, today).where('commitment.id', 'in', ids.slice(at, at + AT_ONCE)));
    for (const column of ORDER) query = query.orderBy(column.sql, column.direction);
    for (const row of await query.execute()) yield toRow(row, today);
  }
}

/** One row by its reference in public addresses. */
export async function matrixRow(db: Db, reference: string, today: string): Promise<DeskRow | undefined> {
  const row = await selected(joined(db).where('milestone.reference', '=', reference))
    .orderBy('milestone.id')
    .executeTakeFirst();
  return row && toRow(row, today);
}

/** What a plan's or a body's matrix counts at a glance. */
export type MatrixCounts = { rows: number; late: number; unreported: number; drafts: number; unassigned: number };

/** The figures of each plan of a body, by the id of the plan. */
export async function matrixCounts(db: Db, institutionId: string, today: string): Promise<Map<string, MatrixCounts>> {
  const open = sql`status not in ('finished', 'incomplete')`;
  const { rows } = await sql<MatrixCounts & { planId: string }>`
    select plan_id as "planId", count(*) as rows,
      count(*) filter (where last_day < ${today}::date and ${open}) as late,
      count(*) filter (where ${open} and (starts_on is null or starts_on <= ${today}::date)
        and (reported_on is null or reported_on < ${quarterStart(today)}::date)) as unreported,
      count(*) filter (where row_version > published_version) as drafts,
      count(*) filter (where office_id is null) as unassigned
    from milestone where institution_id = ${institutionId} and gone_at is null group by plan_id`.execute(db);
  return new Map(rows.map(({ planId, ...counts }) => [planId, counts]));
}

/** A version of a row as the desk shows it. */
export type RowVersion = {
  version: number;
  content: RowContent;
  note: Text | null;
  savedBy: string | null;
  savedAt: Date;
  publishedBy: string | null;
  publishedAt: Date | null;
};

/** The versions of a row, the latest first. */
export async function rowVersions(
  db: Db,
  row: { institutionId: string; id: string },
  limit: number,
): Promise<RowVersion[]> {
  return within(db, row.institutionId)
    .selectFrom('milestone_version')
    .select(['version', 'content', 'note', 'saved_by as savedBy', 'saved_at as savedAt'])
    .select(['published_by as publishedBy', 'published_at as publishedAt'])
    .where('milestone_id', '=', row.id)
    .orderBy('version', 'desc')
    .limit(limit)
    .execute();
}

function joined(db: Db) {
  return across(db)
    .selectFrom('milestone')
    .innerJoin('commitment', (join) =>
      join
        .onRef('commitment.institution_id', '=', 'milestone.institution_id')
        .onRef('commitment.id', '=', 'milestone.commitment_id'),
    )
    .where('milestone.gone_at', 'is', null)
    .where('commitment.gone_at', 'is', null);
}

function filtered(db: Db, scope: MatrixScope, filters: MatrixFilters, today: string) {
  let query = joined(db)
    .where('milestone.institution_id', '=', scope.institutionId)
    .where('commitment.institution_id', '=', scope.institutionId)
    .where('commitment.plan_id', '=', scope.planId);
  if (scope.commitmentId !== undefined) query = query.where('commitment.id', '=', scope.commitmentId);
  if (filters.status !== undefined) query = query.where('milestone.status', '=', filters.status);
  if (filters.office !== undefined) query = query.where('milestone.office_id', '=', filters.office);
  if (filters.standing !== undefined) {
    const { officials, offices } = filters.standing;
    query = query.where(
      sql<boolean>`(milestone.official_id = any (${[...officials]}::uuid[])
        or (milestone.official_id is null and milestone.office_id = any (${[...offices]}::uuid[])))`,
    );
  }
  const open = sql<boolean>`milestone.status not in ('finished', 'incomplete')`;
  if (filters.state === 'late') query = query.where('milestone.last_day', '<', today).where(open);
  if (filters.state === 'unreported')
    query = query
      .where(open)
      .where(sql<boolean>`(milestone.starts_on is null or milestone.starts_on <= ${today}::date)`)
      .where(sql<boolean>`(milestone.reported_on is null or milestone.reported_on < ${quarterStart(today)}::date)`);
  if (filters.state === 'draft') query = query.whereRef('milestone.row_version', '>', 'milestone.published_version');
  if (filters.state === 'unassigned') query = query.where('milestone.office_id', 'is', null);
  return query;
}

function selected(query: ReturnType<typeof joined>) {
  return query
    .leftJoin('office', (join) =>
      join
        .onRef('office.institution_id', '=', 'milestone.institution_id')
        .onRef('office.id', '=', 'milestone.office_id'),
    )
    .leftJoin('milestone_version as draft', (join) =>
      join
        .onRef('draft.institution_id', '=', 'milestone.institution_id')
        .onRef('draft.milestone_id', '=', 'milestone.id')
        .onRef('draft.version', '=', 'milestone.row_version')
        .on('draft.published_at', 'is', null),
    )
    .select(ROW_COLUMNS)
    .select(['milestone.institution_id as institutionId', 'milestone.id', 'milestone.reference', 'milestone.number'])
    .select(['milestone.title', 'milestone.starts_on as start', 'milestone.ends_on as end'])
    .select(['milestone.date_precision as precision', 'milestone.status_note as note'])
    .select(['milestone.reported_on as reportedOn', 'milestone.official_id as officialId'])
    .select(['milestone.row_version as version', 'milestone.published_version as publishedVersion'])
    .select(['commitment.id as commitmentId', 'commitment.reference as commitmentReference'])
    .select(['commitment.number as commitmentNumber', 'commitment.title as commitmentTitle'])
    .select(['office.id as officeId', 'office.name as officeName'])
    .select(['draft.content as draftContent', 'draft.saved_at as draftAt', 'draft.saved_by as draftBy']);
}

type Selected = Awaited<ReturnType<ReturnType<typeof selected>['executeTakeFirstOrThrow']>>;

function toRow(row: Selected, today: string): DeskRow {
  const dated = { status: row.status, end: row.end, precision: row.precision };
  return {
    institutionId: row.institutionId,
    id: row.id,
    reference: row.reference,
    number: row.number,
    title: row.title,
    start: row.start,
    end: row.end,
    precision: row.precision,
    commitment: {
      id: row.commitmentId,
      reference: row.commitmentReference,
      number: row.commitmentNumber,
      title: row.commitmentTitle,
    },
    content: publishedRow({ ...row, evidence: row.evidence as Evidence[] }),
    note: row.note,
    office: row.officeId !== null && row.officeName !== null ? { id: row.officeId, name: row.officeName } : null,
    publishedVersion: row.publishedVersion,
    reportedOn: row.reportedOn,
    timeliness: timelinessOf(dated, today),
    daysLate: daysLate(dated, today),
    unreported: isUnreported({ status: row.status, start: row.start, reportedOn: row.reportedOn }, today),
    version: row.version,
    draft:
      row.draftContent !== null && row.draftAt !== null && row.version > row.publishedVersion
        ? { content: row.draftContent, savedAt: row.draftAt, savedBy: row.draftBy }
        : null,
    officialId: row.officialId,
  };
}
