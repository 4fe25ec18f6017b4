import { sql } from 'kysely';
import { listCommitments, type PlanSummary } from '#modules/commitments/index.ts';
import { across, type Db, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import {
  type Assessment,
  type AssessmentVersion,
  type Coding,
  type Due,
  dueAssessments,
  type SelfAssessment,
} from '../assessment.ts';
import { type Listing, listed } from './listed.ts';
import { matrixOf } from './reviews.ts';
import '../tables.ts';

type OfPlan = { institutionId: string; reference: string };

const ASSESSMENT = [
  'assessment.institution_id as institutionId',
  'assessment.id',
  'assessment.plan',
  'assessment.kind',
  'assessment.commitment',
  'assessment.due_on as dueOn',
  'assessment.version',
  'assessment.summary',
  'assessment.evidence',
] as const;

/** An assessment by its id; `lock`: whoever publishes it at the same time waits. */
export async function assessmentById(
  db: Db,
  id: string,
  whose: { id: string } | null,
  { lock = false }: { lock?: boolean } = {},
): Promise<Assessment | undefined> {
  let query = across(db).selectFrom('assessment').select(ASSESSMENT).where('assessment.id', '=', id);
  if (whose) query = query.where('assessment.institution_id', '=', whose.id);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

/** The assessments of a plan, the latest first; drafts too. */
export async function assessmentsOf(db: Db, plan: OfPlan): Promise<Assessment[]> {
  return within(db, plan.institutionId)
    .selectFrom('assessment')
    .select(ASSESSMENT)
    .where('assessment.plan', '=', plan.reference)
    .orderBy('assessment.id', 'desc')
    .limit(500)
    .execute();
}

/** What a draft says of each commitment. */
export async function codingsOf(
  db: Db,
  { institutionId, id }: Pick<Assessment, 'institutionId' | 'id'>,
): Promise<Coding[]> {
  return within(db, institutionId)
    .selectFrom('assessment_coding')
    .select(['assessment_coding.commitment', 'assessment_coding.levels', 'assessment_coding.reasons'])
    .where('assessment_coding.assessment_id', '=', id)
    .orderBy('assessment_coding.commitment')
    .execute();
}

type VersionRow = Omit<AssessmentVersion, 'reply'> & {
  assessmentId: string;
  words: Text | null;
  repliedOn: string | null;
};

function versions(db: Db) {
  return across(db)
    .selectFrom('assessment_version as published')
    .leftJoin('assessment_reply as reply', (join) =>
      join
        .onRef('reply.institution_id', '=', 'published.institution_id')
        .onRef('reply.assessment_id', '=', 'published.assessment_id')
        .onRef('reply.version', '=', 'published.version'),
    )
    .select([
      'published.assessment_id as assessmentId',
      'published.version',
      'published.published_at as publishedAt',
      'published.published_on as publishedOn',
      'published.why',
      'published.content',
      'published.hash',
      'reply.words',
      'reply.replied_on as repliedOn',
    ]);
}

function toVersion<T extends VersionRow>({ words, repliedOn, ...row }: T) {
  return { ...row, reply: words !== null && repliedOn !== null ? { text: words, repliedOn } : null };
}

/** Everything that was published of these assessments, the latest version of each first. */
export async function versionsOf(
  db: Db,
  institutionId: string,
  ids: readonly string[],
): Promise<(AssessmentVersion & { assessmentId: string })[]> {
  if (ids.length === 0) return [];
  const rows = await versions(db)
    .where('published.institution_id', '=', institutionId)
    .where('published.assessment_id', 'in', ids)
    .orderBy('published.assessment_id')
    .orderBy('published.version', 'desc')
    .execute();
  return rows.map(toVersion);
}

/** One page of all published versions of assessments, those of the last begun first. */
export async function listVersions(db: Db, { plan, institutionId, paging }: Listing) {
  let query = versions(db)
    .innerJoin('assessment', (join) =>
      join
        .onRef('assessment.institution_id', '=', 'published.institution_id')
        .onRef('assessment.id', '=', 'published.assessment_id'),
    )
    .select(['assessment.plan', 'assessment.kind', 'assessment.commitment', 'assessment.due_on as dueOn']);
  if (plan !== undefined) query = query.where('assessment.plan', '=', plan);
  if (institutionId !== undefined) query = query.where('assessment.institution_id', '=', institutionId);
  const order = [
    { sql: sql.ref('published.assessment_id'), key: 'assessmentId', direction: 'desc' },
    { sql: sql.ref('published.version'), key: 'version', direction: 'desc' },
  ] as const;
  const page = await listed<VersionRow & Pick<Assessment, 'plan' | 'kind' | 'commitment' | 'dueOn'>>(
    db,
    query,
    order,
    paging,
  );
  return { ...page, items: page.items.map(toVersion) };
}

/** What is published of a plan: each assessment with its versions, the latest first. */
export type PublishedAssessment = Assessment & { versions: AssessmentVersion[] };

export async function publishedAssessmentsOf(db: Db, plan: OfPlan): Promise<PublishedAssessment[]> {
  const all = (await assessmentsOf(db, plan)).filter((one) => one.version > 0);
  const versions = await versionsOf(
    db,
    plan.institutionId,
    all.map((one) => one.id),
  );
  return all.map((one) => ({ ...one, versions: versions.filter((version) => version.assessmentId === one.id) }));
}

function selfAssessments(db: Db) {
  return across(db)
    .selectFrom('self_assessment')
    .select([
      'self_assessment.id',
      'self_assessment.commitment',
      'self_assessment.completion',
      'self_assessment.words as text',
      'self_assessment.published_on as publishedOn',
    ]);
}

/** What the body said of one of its commitments, the latest word first. */
export async function selfAssessmentsOf(db: Db, plan: OfPlan, commitment: string): Promise<SelfAssessment[]> {
  return selfAssessments(db)
    .where('self_assessment.institution_id', '=', plan.institutionId)
    .where('self_assessment.plan', '=', plan.reference)
    .where('self_assessment.commitment', '=', commitment)
    .orderBy('self_assessment.id', 'desc')
    .limit(200)
    .execute();
}

/** One page of what bodies said of their own commitments, the last word first. */
export function listSelfAssessments(db: Db, { plan, institutionId, paging }: Listing) {
  let query = selfAssessments(db);
  if (plan !== undefined) query = query.where('self_assessment.plan', '=', plan);
  if (institutionId !== undefined) query = query.where('self_assessment.institution_id', '=', institutionId);
  return listed<SelfAssessment>(
    db,
    query,
    [{ sql: sql.ref('self_assessment.id'), key: 'id', direction: 'desc' }],
    paging,
  );
}

/** When the commitments of a plan were fully carried out: the day of the last report that finished one. */
async function finishedIn(db: Db, plan: string, today: string): Promise<{ reference: string; on: string }[]> {
  const byCommitment = new Map<string, { open: boolean; on: string }>();
  for (const row of await matrixOf(db, plan, today)) {
    const known = byCommitment.get(row.commitment.reference) ?? { open: false, on: '' };
    const on = row.statusOn ?? '';
    byCommitment.set(row.commitment.reference, {
      open: known.open || row.status !== 'finished' || on === '',
      on: [known.on, on].sort().at(-1) ?? '',
    });
  }
  return [...byCommitment].flatMap(([reference, { open, on }]) => (open ? [] : [{ reference, on }]));
}

/** The assessments that a plan still asks for, by the day they are due. */
export async function dueOf(
  db: Db,
  plan: Pick<PlanSummary, 'reference' | 'institution' | 'period'> & { submissionDate: string | null },
  today: string,
): Promise<Due[]> {
  const of = { institutionId: plan.institution.id, reference: plan.reference };
  const published = (await publishedAssessmentsOf(db, of)).map(({ kind, commitment, versions }) => ({
    kind,
    commitment,
    on: versions[0]?.publishedOn ?? today,
  }));
  const finished = await finishedIn(db, plan.reference, today);
  const { start, end } = plan.period;
  return dueAssessments({ start, end, submitted: plan.submissionDate, finished }, published);
}

const AT_ONCE = 200;

/** The commitments of a plan, by code: what an assessment codes one by one. */
export async function commitmentsOf(db: Db, plan: string, today: string) {
  const { items } = await listCommitments(db, {
    filters: { plan },
    sort: 'reference',
    paging: { limit: AT_ONCE },
    today,
  });
  return items;
}
