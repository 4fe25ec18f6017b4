import { sql } from 'kysely';
import { across, type Db } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice } from '#platform/db/paging.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Narrative, ReportContent, ReportFile, ReportKind } from '../report.ts';
import '../tables.ts';

export type ReportSummary = {
  institutionId: string;
  id: string;
  reference: string;
  planId: string;
  planReference: string;
  kind: ReportKind;
  start: string;
  end: string;
  /** The last published version; 0: none. */
  version: number;
};

export type ReportDraft = ReportSummary & { draft: Narrative; revision: number; savedAt: Date; savedBy: string | null };

export type PublishedVersion = {
  version: number;
  reason: Text | null;
  publishedAt: Date;
  /** Null until the files are made. */
  files: ReportFile[] | null;
};

const SUMMARY = [
  'report.institution_id as institutionId',
  'report.id',
  'report.reference',
  'report.plan_id as planId',
  'report.plan_reference as planReference',
  'report.kind',
  'report.starts_on as start',
  'report.ends_on as end',
  'report.version',
] as const;

/** A report by its reference in public addresses, with its draft. */
export async function reportByReference(
  db: Db,
  reference: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<ReportDraft | undefined> {
  const query = across(db)
    .selectFrom('report')
    .select(SUMMARY)
    .select([
      'report.draft',
      'report.draft_revision as revision',
      'report.saved_at as savedAt',
      'report.saved_by as savedBy',
    ])
    .where('report.reference', '=', reference)
    .orderBy('report.id');
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

/** All reports of a body, drafts among them, the latest first. */
export async function reportsOfBody(db: Db, institutionId: string): Promise<ReportSummary[]> {
  return across(db)
    .selectFrom('report')
    .select(SUMMARY)
    .where('report.institution_id', '=', institutionId)
    .orderBy('report.created_at', 'desc')
    .orderBy('report.id')
    .limit(500)
    .execute();
}

export type PublishedReport = ReportSummary & {
  publishedAt: Date;
  title: Text;
  institutionSlug: string;
  host: string | null;
};

const LATEST: readonly OrderColumn[] = [
  { sql: sql.ref('latest.published_at'), key: 'publishedAt', direction: 'desc' },
  { sql: sql.ref('report.id'), key: 'id', direction: 'desc' },
];

/** The published reports, of all bodies, of one or of one plan, the latest publication first; with the number of all. */
export async function publishedReports(
  db: Db,
  filters: { institutionId?: string | undefined; plan?: string | undefined },
  paging: Paging,
): Promise<Slice<PublishedReport> & { total: number }> {
  let query = across(db)
    .selectFrom('report')
    .innerJoin('report_version as latest', (join) =>
      join
        .onRef('latest.institution_id', '=', 'report.institution_id')
        .onRef('latest.report_id', '=', 'report.id')
        .onRef('latest.version', '=', 'report.version'),
    )
    .innerJoin('institution', 'institution.id', 'report.institution_id');
  if (filters.institutionId !== undefined) query = query.where('report.institution_id', '=', filters.institutionId);
  if (filters.plan !== undefined) query = query.where('report.plan_reference', '=', filters.plan);
  const [page, { total }] = await Promise.all([
    slice(
      query
        .select(SUMMARY)
        .select(['latest.published_at as publishedAt', 'institution.slug as institutionSlug', 'institution.host'])
        .select(sql<Text>`latest.content -> 'plan' -> 'title'`.as('title')),
      LATEST,
      paging,
    ),
    query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return { ...page, total };
}

/** The versions of a report, the latest first, without what they hold. */
export async function versionsOf(db: Db, report: { institutionId: string; id: string }): Promise<PublishedVersion[]> {
  return across(db)
    .selectFrom('report_version')
    .select(['version', 'reason', 'published_at as publishedAt', 'files'])
    .where('institution_id', '=', report.institutionId)
    .where('report_id', '=', report.id)
    .orderBy('version', 'desc')
    .execute();
}

/** One version with everything that was published in it. */
export async function versionContent(
  db: Db,
  report: { institutionId: string; id: string },
  version: number,
): Promise<(PublishedVersion & { narrative: Narrative; content: ReportContent }) | undefined> {
  return across(db)
    .selectFrom('report_version')
    .select(['version', 'reason', 'published_at as publishedAt', 'files', 'narrative', 'content'])
    .where('institution_id', '=', report.institutionId)
    .where('report_id', '=', report.id)
    .where('version', '=', version)
    .executeTakeFirst();
}
