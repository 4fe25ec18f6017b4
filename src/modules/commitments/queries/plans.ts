import { sql } from 'kysely';
import { across, type Db } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { BodyRef, Level, PlanType, Translation } from '../commitment.ts';
import { progressOf, type StatusCounts } from '../progress.ts';
import type { ActionPlanTable } from '../tables.ts';
import { bodiesById } from './bodies.ts';
import { ownerOf } from './rows.ts';
import type { PlanDetail, PlanSummary } from './shapes.ts';

export type PlanFilters = {
  /** The id of a body: plans it owns, leads with others, or answers for a commitment of. */
  institutionId?: string | undefined;
  /** Two-digit code of a region: its council's plans and those it shares. */
  region?: string | undefined;
  type?: PlanType | undefined;
};

const COLUMNS = [
  'action_plan.institution_id as institutionId',
  'action_plan.id',
  'action_plan.reference',
  'action_plan.type',
  'action_plan.title',
  'action_plan.jurisdiction_level as jurisdictionLevel',
  'action_plan.jurisdiction_code as jurisdictionCode',
  'action_plan.jurisdiction_name as jurisdictionName',
  'action_plan.starts_on as startsOn',
  'action_plan.ends_on as endsOn',
  'action_plan.start_raw as startRaw',
  'action_plan.end_raw as endRaw',
  'action_plan.date_precision as datePrecision',
  'action_plan.completeness',
  'action_plan.translation',
  'action_plan.commitment_count as commitmentCount',
  'action_plan.status_counts as statusCounts',
  'action_plan.latest_first as latestFirst',
  'action_plan.changed_at as changedAt',
  'institution.slug as institutionSlug',
  'institution.host as institutionHost',
  'institution.name as institutionName',
] as const;

type Row = {
  institutionId: string;
  id: string;
  reference: string;
  type: PlanType;
  title: Text;
  jurisdictionLevel: Level;
  jurisdictionCode: string;
  jurisdictionName: Text;
  startsOn: string;
  endsOn: string;
  startRaw: string;
  endRaw: string;
  datePrecision: ActionPlanTable['date_precision'];
  completeness: ActionPlanTable['completeness'];
  translation: Translation;
  commitmentCount: number;
  statusCounts: StatusCounts;
  latestFirst: number;
  changedAt: Date;
  institutionSlug: string;
  institutionHost: string | null;
  institutionName: Text;
};

/** The latest plans first, then by reference. */
const ORDER: readonly OrderColumn[] = [
  { sql: sql.ref('action_plan.latest_first'), key: 'latestFirst', direction: 'asc' },
  { sql: sql.ref('action_plan.reference'), key: 'reference', direction: 'asc' },
  { sql: sql.ref('action_plan.id'), key: 'id', direction: 'asc' },
];

function filtered(db: Db, filters: PlanFilters) {
  let query = across(db)
    .selectFrom('action_plan')
    .innerJoin('institution', 'institution.id', 'action_plan.institution_id')
    .where('action_plan.gone_at', 'is', null);
  if (filters.type !== undefined) query = query.where('action_plan.type', '=', filters.type);
  if (filters.institutionId !== undefined) {
    const id = filters.institutionId;
    query = query.where(
      sql<boolean>`(action_plan.institution_id = ${id}
        or exists (select 1 from action_plan_partner p where p.institution_id = action_plan.institution_id
          and p.plan_id = action_plan.id and p.partner_institution_id = ${id})
        or exists (select 1 from commitment_body b where b.body_id = ${id}
          and b.institution_id = action_plan.institution_id and b.plan_id = action_plan.id))`,
    );
  }
  if (filters.region !== undefined) {
    const council = sql`select r.id from institution r where r.territory_code = ${filters.region} and r.kind = 'region'`;
    query = query.where(
      sql<boolean>`(institution.territory_code = ${filters.region}
        or exists (select 1 from action_plan_partner p where p.institution_id = action_plan.institution_id
          and p.plan_id = action_plan.id and p.partner_institution_id in (${council})))`,
    );
  }
  return query;
}

/** One page of the action plans of all bodies, the latest first, with the total. */
export async function listPlans(
  db: Db,
  listing: { filters: PlanFilters; paging: Paging; today: string },
): Promise<Slice<PlanSummary> & Total> {
  const [page, total] = await Promise.all([
    slice<Row>(filtered(db, listing.filters).select(COLUMNS), ORDER, listing.paging),
    totalOf(db, filtered(db, listing.filters).select('action_plan.id')),
  ]);
  return { items: await toSummaries(db, page.items, listing.today), next: page.next, ...total };
}

/**
 * A plan with everything. `bodyId` asks for it on the site of one body: undefined when that body neither owns nor shares it nor
 * answers for one of its commitments. A plan that a newer file no longer has is still found (`goneAt`).
 */
export async function planByReference(
  db: Db,
  reference: string,
  today: string,
  bodyId?: string,
): Promise<PlanDetail | undefined> {
  let query = across(db)
    .selectFrom('action_plan')
    .innerJoin('institution', 'institution.id', 'action_plan.institution_id')
    .select(COLUMNS)
    .select([
      'action_plan.submitted_on as submissionDate',
      'action_plan.submission_raw as submissionRaw',
      'action_plan.themes',
      'action_plan.foreword',
      'action_plan.vision',
      'action_plan.achievements',
      'action_plan.challenges',
      'action_plan.goals',
      'action_plan.axes',
      'action_plan.policy_contribution as policyContribution',
      'action_plan.lead_institutions as leadInstitutions',
      'action_plan.lead_institutions_short as leadInstitutionsShort',
      'action_plan.members',
      'action_plan.co_creation as coCreation',
      'action_plan.governance',
      'action_plan.monitoring',
      'action_plan.endorsements',
      'action_plan.related_plans as relatedPlans',
      'action_plan.contacts',
      'action_plan.gaps',
      'action_plan.source',
      'action_plan.source_language as sourceLanguage',
      'action_plan.gone_at as goneAt',
    ])
    .where('action_plan.reference', '=', reference)
    .orderBy('action_plan.id')
    .limit(1);
  if (bodyId !== undefined) {
    query = query.where(
      sql<boolean>`(action_plan.institution_id = ${bodyId}
        or exists (select 1 from action_plan_partner p where p.institution_id = action_plan.institution_id
          and p.plan_id = action_plan.id and p.partner_institution_id = ${bodyId})
        or exists (select 1 from commitment_body b where b.body_id = ${bodyId}
          and b.institution_id = action_plan.institution_id and b.plan_id = action_plan.id))`,
    );
  }
  const row = await query.executeTakeFirst();
  if (!row) return undefined;
  const [summary] = await toSummaries(db, [row], today);
  if (!summary) return undefined;
  const leads = row.leadInstitutions.flatMap((lead) => lead.bodyId ?? []);
  const named = row.relatedPlans.flatMap((related) => related.planId ?? []);
  const [bodies, related] = await Promise.all([bodiesById(db, leads), plansNamed(db, named)]);
  return {
    ...summary,
    submissionDate: row.submissionDate,
    submissionRaw: row.submissionRaw,
    themes: row.themes,
    foreword: row.foreword,
    vision: row.vision,
    achievements: row.achievements,
    challenges: row.challenges,
    goals: row.goals,
    axes: row.axes,
    policyContribution: row.policyContribution,
    leadInstitutions: row.leadInstitutions.map(({ name, bodyId: id }) => ({
      name,
      institution: (id && bodies.get(id)) || null,
    })),
    leadInstitutionsShort: row.leadInstitutionsShort,
    members: row.members,
    coCreation: row.coCreation,
    governance: row.governance,
    monitoring: row.monitoring,
    endorsements: row.endorsements,
    relatedPlans: row.relatedPlans.map((one) => ({ ...one, plan: (one.planId && related.get(one.planId)) || null })),
    contacts: row.contacts,
    gaps: row.gaps,
    source: row.source,
    sourceLanguage: row.sourceLanguage,
    goneAt: row.goneAt,
  };
}

/** Plans that name this one as part of something: the consortium's plan learns here which plans of its regions belong to it. */
export async function plansPartOf(db: Db, reference: string, today: string): Promise<PlanSummary[]> {
  const related = JSON.stringify([{ relation: 'part-of-consortium', planId: reference }]);
  const rows = await filtered(db, {})
    .select(COLUMNS)
    .where(sql<boolean>`action_plan.related_plans @> ${related}::jsonb`)
    .orderBy('action_plan.reference')
    .limit(500)
    .execute();
  return toSummaries(db, rows, today);
}

/** The references of a plan's commitments, in the order of its source. */
export async function commitmentReferences(
  db: Db,
  plan: { id: string; institution: { id: string } },
): Promise<string[]> {
  const rows = await across(db)
    .selectFrom('commitment')
    .select('reference')
    .where('institution_id', '=', plan.institution.id)
    .where('plan_id', '=', plan.id)
    .where('gone_at', 'is', null)
    .orderBy('number')
    .orderBy('reference')
    .execute();
  return rows.map((row) => row.reference);
}

async function plansNamed(db: Db, references: readonly string[]) {
  if (references.length === 0) return new Map<string, { reference: string; title: Text }>();
  const rows = await across(db)
    .selectFrom('action_plan')
    .select(['reference', 'title'])
    .where('reference', 'in', references)
    .where('gone_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.reference, row]));
}

async function toSummaries(db: Db, rows: readonly Row[], today: string): Promise<PlanSummary[]> {
  if (rows.length === 0) return [];
  const places = sql.join(rows.map((row) => sql`(${row.institutionId}::uuid, ${row.id}::uuid)`));
  const [partners, late] = await Promise.all([
    across(db)
      .selectFrom('action_plan_partner')
      .innerJoin('institution', 'institution.id', 'action_plan_partner.partner_institution_id')
      .select([
        'action_plan_partner.plan_id',
        'institution.id',
        'institution.slug',
        'institution.host',
        'institution.name',
      ])
      .where(sql<boolean>`(action_plan_partner.institution_id, action_plan_partner.plan_id) in (${places})`)
      .orderBy('institution.territory_code')
      .orderBy('institution.slug')
      .execute(),
    across(db)
      .selectFrom('commitment')
      .select((e) => ['commitment.plan_id', e.fn.countAll<number>().as('late')])
      .where(sql<boolean>`(commitment.institution_id, commitment.plan_id) in (${places})`)
      .where('commitment.gone_at', 'is', null)
      .where('commitment.next_open_end', '<', today)
      .groupBy('commitment.plan_id')
      .execute(),
  ]);
  const partnersOf = new Map<string, BodyRef[]>();
  for (const { plan_id, ...body } of partners) partnersOf.set(plan_id, [...(partnersOf.get(plan_id) ?? []), body]);
  const lateOf = new Map(late.map((one) => [one.plan_id, one.late]));
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    type: row.type,
    title: row.title,
    jurisdiction: { level: row.jurisdictionLevel, code: row.jurisdictionCode, name: row.jurisdictionName },
    institution: ownerOf(row),
    partners: partnersOf.get(row.id) ?? [],
    period: {
      start: row.startsOn,
      end: row.endsOn,
      startRaw: row.startRaw,
      endRaw: row.endRaw,
      precision: row.datePrecision,
    },
    completeness: row.completeness,
    translation: row.translation,
    commitmentCount: row.commitmentCount,
    progress: progressOf(row.statusCounts),
    lateCount: lateOf.get(row.id) ?? 0,
    changedAt: row.changedAt,
  }));
}
