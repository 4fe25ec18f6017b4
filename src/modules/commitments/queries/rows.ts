import { sql } from 'kysely';
import { across, type Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { BodyRef, NamedBody } from '../commitment.ts';
import { progressOf } from '../progress.ts';
import type { ActionPlanTable, CommitmentTable } from '../tables.ts';
import { commitmentTimeliness, dayOrNull } from '../timeline.ts';
import type { CommitmentSummary } from './shapes.ts';

/** How rows become what everybody reads. */

export const SUMMARY_COLUMNS = [
  'commitment.institution_id as institutionId',
  'commitment.id',
  'commitment.reference',
  'commitment.number',
  'commitment.code',
  'commitment.title',
  'commitment.jurisdiction_level as jurisdictionLevel',
  'commitment.jurisdiction_code as jurisdictionCode',
  'commitment.jurisdiction_name as jurisdictionName',
  'commitment.theme',
  'commitment.starts_on as startsOn',
  'commitment.ends_on as endsOn',
  'commitment.start_raw as startRaw',
  'commitment.end_raw as endRaw',
  'commitment.period_basis as periodBasis',
  'commitment.date_precision as datePrecision',
  'commitment.policy_areas as policyAreas',
  'commitment.sectors',
  'commitment.ogp_values as ogpValues',
  'commitment.status',
  'commitment.status_counts as statusCounts',
  'commitment.next_open_end as nextOpenEnd',
  'commitment.translation',
  'commitment.changed_at as changedAt',
  'commitment.latest_first as latestFirst',
  'commitment.starts_key as startsKey',
  'action_plan.reference as planReference',
  'action_plan.title as planTitle',
  'institution.slug as institutionSlug',
  'institution.host as institutionHost',
  'institution.name as institutionName',
] as const;

export type SummaryRow = {
  institutionId: string;
  id: string;
  reference: string;
  number: number;
  code: string;
  title: Text;
  jurisdictionLevel: CommitmentTable['jurisdiction_level'];
  jurisdictionCode: string;
  jurisdictionName: Text;
  theme: CommitmentTable['theme'];
  startsOn: string | null;
  endsOn: string | null;
  startRaw: string | null;
  endRaw: string | null;
  periodBasis: CommitmentTable['period_basis'];
  datePrecision: CommitmentTable['date_precision'];
  policyAreas: CommitmentTable['policy_areas'];
  sectors: CommitmentTable['sectors'];
  ogpValues: CommitmentTable['ogp_values'];
  status: CommitmentTable['status'];
  statusCounts: CommitmentTable['status_counts'];
  nextOpenEnd: string;
  translation: ActionPlanTable['translation'];
  changedAt: Date;
  latestFirst: number;
  startsKey: string;
  planReference: string;
  planTitle: Text;
  institutionSlug: string;
  institutionHost: string | null;
  institutionName: Text;
};

type Known = { named: Map<string, NamedBody[]>; late: Map<string, number> };

export async function toSummaries(
  db: Db,
  rows: readonly SummaryRow[],
  today: string,
  known?: Known,
): Promise<CommitmentSummary[]> {
  if (rows.length === 0) return [];
  const [named, late] = known
    ? [known.named, known.late]
    : await Promise.all([namedBodies(db, rows, 'responsible'), lateMilestones(db, rows, today)]);
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    number: row.number,
    code: row.code,
    title: row.title,
    institution: ownerOf(row),
    plan: { reference: row.planReference, title: row.planTitle },
    jurisdiction: { level: row.jurisdictionLevel, code: row.jurisdictionCode, name: row.jurisdictionName },
    theme: row.theme,
    period: {
      start: row.startsOn,
      end: row.endsOn,
      startRaw: row.startRaw,
      endRaw: row.endRaw,
      precision: row.datePrecision,
      basis: row.periodBasis,
    },
    responsible: (named.get(row.id) ?? []).filter((body) => body.role === 'responsible'),
    policyAreas: row.policyAreas,
    sectors: row.sectors,
    values: row.ogpValues.map(({ key, label }) => ({ key, label })),
    status: row.status,
    progress: progressOf(row.statusCounts),
    timeliness: commitmentTimeliness(row.nextOpenEnd, today),
    nextEnd: dayOrNull(row.nextOpenEnd),
    lateMilestones: late.get(row.id) ?? 0,
    translation: row.translation,
    changedAt: row.changedAt,
  }));
}

export function ownerOf(row: {
  institutionId: string;
  institutionSlug: string;
  institutionHost: string | null;
  institutionName: Text;
}): BodyRef {
  return {
    id: row.institutionId,
    slug: row.institutionSlug,
    host: row.institutionHost,
    name: row.institutionName,
  };
}

type Place = { institutionId: string; id: string };

/** Pairs `(institution_id, id)` for a condition: every look-up of a body's rows carries the body. */
function pairs(places: readonly Place[]) {
  return sql.join(places.map(({ institutionId, id }) => sql`(${institutionId}::uuid, ${id}::uuid)`));
}

/** The bodies that commitments name, by commitment id. */
export async function namedBodies(
  db: Db,
  commitments: readonly Place[],
  role?: NamedBody['role'],
): Promise<Map<string, NamedBody[]>> {
  if (commitments.length === 0) return new Map();
  let query = across(db)
    .selectFrom('commitment_institution as named')
    .leftJoin('institution', 'institution.id', 'named.body_id')
    .select([
      'named.commitment_id',
      'named.role',
      'named.name',
      'institution.id',
      'institution.slug',
      'institution.host',
    ])
    .select('institution.name as bodyName')
    .where(sql<boolean>`(named.institution_id, named.commitment_id) in (${pairs(commitments)})`)
    .orderBy('named.role', 'desc')
    .orderBy('named.position');
  if (role) query = query.where('named.role', '=', role);
  const found = new Map<string, NamedBody[]>();
  for (const row of await query.execute()) {
    const institution =
      row.id !== null && row.slug !== null && row.bodyName !== null
        ? { id: row.id, slug: row.slug, host: row.host, name: row.bodyName }
        : null;
    const list = found.get(row.commitment_id) ?? [];
    list.push({ name: row.name, role: row.role, institution });
    found.set(row.commitment_id, list);
  }
  return found;
}

/** How many open milestones of each commitment are past their end. */
export async function lateMilestones(
  db: Db,
  commitments: readonly Place[],
  today: string,
): Promise<Map<string, number>> {
  if (commitments.length === 0) return new Map();
  const rows = await across(db)
    .selectFrom('milestone')
    .select((e) => ['milestone.commitment_id', e.fn.countAll<number>().as('late')])
    .where(sql<boolean>`(milestone.institution_id, milestone.commitment_id) in (${pairs(commitments)})`)
    .where('milestone.gone_at', 'is', null)
    .where('milestone.last_day', '<', today)
    .where('milestone.status', 'not in', ['finished', 'incomplete'])
    .groupBy('milestone.commitment_id')
    .execute();
  return new Map(rows.map((row) => [row.commitment_id, row.late]));
}
