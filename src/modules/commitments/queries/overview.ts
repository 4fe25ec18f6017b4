import { sql } from 'kysely';
import { regions } from '#core/territory/index.ts';
import { across, type Db } from '#platform/db/database.ts';
import type { Total } from '#platform/db/paging.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { BodyRef, BodyRole, Endorsement } from '../commitment.ts';
import { addCounts, type Progress, progressOf, type StatusCounts } from '../progress.ts';
import { FAR } from '../tables.ts';
import { commitmentTimeliness, mosaicTone } from '../timeline.ts';
import { countCommitments, filtered, listCommitments } from './commitments.ts';
import { listPlans, planByReference } from './plans.ts';
import { ownerOf } from './rows.ts';
import type { CommitmentSummary, MosaicStar, PlanDetail, PlanSummary } from './shapes.ts';

export type Overview = {
  planCount: number;
  commitments: Total;
  milestoneCount: number;
  progress: Progress;
  late: Total;
  dueSoon: Total;
};

/** The numbers of the home page and of a body's page. */
export async function overview(db: Db, today: string, institutionId?: string): Promise<Overview> {
  const [commitments, late, dueSoon, sums] = await Promise.all([
    countCommitments(db, { institutionId }, today),
    countCommitments(db, { institutionId, timeliness: 'late' }, today),
    countCommitments(db, { institutionId, timeliness: 'due-soon' }, today),
    institutionId === undefined ? sumOfPlans(db) : sumOfBody(db, institutionId),
  ]);
  const progress = progressOf(sums.counts);
  return { planCount: sums.plans, commitments, milestoneCount: progress.total, progress, late, dueSoon };
}

async function sumOfPlans(db: Db) {
  const rows = await across(db)
    .selectFrom('action_plan')
    .select('status_counts')
    .where('gone_at', 'is', null)
    .execute();
  return { plans: rows.length, counts: addCounts(rows.map((row) => row.status_counts)) };
}

/** Plans that it owns or shares are summed already; only what it answers for in other bodies' plans is looked at one by one. */
async function sumOfBody(db: Db, institutionId: string) {
  const { rows } = await sql<{ counts: StatusCounts }>`
    select p.status_counts as counts from action_plan p
    where p.gone_at is null and (p.institution_id = ${institutionId} or exists (
      select 1 from action_plan_partner a
      where a.institution_id = p.institution_id and a.plan_id = p.id and a.partner_institution_id = ${institutionId}))
    union all
    select c.status_counts from commitment_body b
    join commitment c on c.institution_id = b.institution_id and c.id = b.commitment_id
    where b.body_id = ${institutionId} and b.listed and not b.own`.execute(across(db));
  const { total } = await listPlans(db, { filters: { institutionId }, paging: { limit: 1 }, today: FAR });
  return { plans: total, counts: addCounts(rows.map((row) => row.counts)) };
}

export type InstitutionSummary = Overview & { plans: PlanSummary[]; roles: Partial<Record<BodyRole, number>> };

/** A body's plans and numbers, and in which role it has to do with how many commitments. */
export async function institutionSummary(db: Db, institutionId: string, today: string): Promise<InstitutionSummary> {
  const [numbers, plans, roles] = await Promise.all([
    overview(db, today, institutionId),
    listPlans(db, { filters: { institutionId }, paging: { limit: 100 }, today }),
    sql<{ roles: BodyRole[]; n: number }>`
      select b.roles, count(*) as n from commitment_body b
      where b.body_id = ${institutionId} and b.listed
      group by b.roles`.execute(across(db)),
  ]);
  const counts: InstitutionSummary['roles'] = {};
  for (const row of roles.rows) for (const role of row.roles) counts[role] = (counts[role] ?? 0) + row.n;
  return { ...numbers, plans: plans.items, roles: counts };
}

/** One star for each commitment, by plan and number: the latest plans first. At most `limit`, with the total. */
export async function mosaic(
  db: Db,
  today: string,
  options: { institutionId?: string; limit?: number } = {},
): Promise<{ stars: MosaicStar[] } & Total> {
  const filters = { institutionId: options.institutionId };
  const [rows, total] = await Promise.all([
    filtered(db, filters, today)
      .innerJoin('institution', 'institution.id', 'commitment.institution_id')
      .select([
        'commitment.reference',
        'commitment.title',
        'commitment.status',
        'commitment.next_open_end as nextOpenEnd',
        'commitment.institution_id as institutionId',
        'institution.slug as institutionSlug',
        'institution.host as institutionHost',
        'institution.name as institutionName',
      ])
      .orderBy(options.institutionId === undefined ? 'commitment.latest_first' : sql`commitment_body.latest_first`)
      .orderBy(options.institutionId === undefined ? 'commitment.reference' : sql`commitment_body.reference`)
      .limit(options.limit ?? 200)
      .execute(),
    countCommitments(db, filters, today),
  ]);
  const stars = rows.map((row) => {
    const timeliness = commitmentTimeliness(row.nextOpenEnd, today);
    return {
      reference: row.reference,
      title: row.title,
      institution: ownerOf(row),
      status: row.status,
      timeliness,
      tone: mosaicTone(row.status, timeliness),
    };
  });
  return { stars, ...total };
}

export type RegionProgress = {
  code: string;
  name: Text;
  plans: { reference: string; title: Text; startsOn: string; endsOn: string; shared: boolean }[];
  commitmentCount: number;
  lateCount: number;
  progress: Progress;
};

/** Every region with the plans of its council, those it shares with others included: for the map and the list beside it. */
export async function regionProgress(db: Db, today: string): Promise<RegionProgress[]> {
  const [all, { rows }] = await Promise.all([
    regions(db),
    sql<{
      region: string;
      reference: string;
      title: Text;
      starts_on: string;
      ends_on: string;
      shared: boolean;
      commitment_count: number;
      status_counts: StatusCounts;
      late: number;
    }>`
      with place as (
        select p.institution_id, p.id, i.territory_code as region, false as shared
        from action_plan p join institution i on i.id = p.institution_id
        where i.kind = 'region' and p.gone_at is null
        union all
        select p.institution_id, p.id, i.territory_code, true
        from action_plan p
        join action_plan_partner a on a.institution_id = p.institution_id and a.plan_id = p.id
        join institution i on i.id = a.partner_institution_id
        where i.kind = 'region' and p.gone_at is null
      ), late as (
        select c.institution_id, c.plan_id, count(*) as n from commitment c
        where c.gone_at is null and c.next_open_end < ${today}::date
          and (c.institution_id, c.plan_id) in (select institution_id, id from place)
        group by c.institution_id, c.plan_id
      )
      select place.region, place.shared, p.reference, p.title, p.starts_on, p.ends_on, p.commitment_count, p.status_counts,
        coalesce(late.n, 0) as late
      from place
      join action_plan p on p.institution_id = place.institution_id and p.id = place.id
      left join late on late.institution_id = p.institution_id and late.plan_id = p.id
      order by place.region, p.latest_first, p.reference`.execute(across(db)),
  ]);
  return all.map((region) => {
    const own = rows.filter((row) => row.region === region.code);
    return {
      code: region.code,
      name: region.name,
      plans: own.map((row) => ({
        reference: row.reference,
        title: row.title,
        startsOn: row.starts_on,
        endsOn: row.ends_on,
        shared: row.shared,
      })),
      commitmentCount: own.reduce((sum, row) => sum + row.commitment_count, 0),
      lateCount: own.reduce((sum, row) => sum + row.late, 0),
      progress: progressOf(addCounts(own.map((row) => row.status_counts))),
    };
  });
}

export type RegionOfConsortium = {
  body: BodyRef;
  /** Code of its region. */
  code: string | null;
  joinedOgp: string | null;
  /** The part of the lead institutions' list that names it, as printed. */
  leads: Text[];
  endorsements: Endorsement[];
  /** Its own plans, which belong to the joint one. */
  plans: PlanSummary[];
  commitments: CommitmentSummary[];
  progress: Progress;
  lateCount: number;
};

/** A consortium's plan and its members side by side; undefined when there is no such plan or nobody shares it. */
export async function regionComparison(
  db: Db,
  reference: string,
  today: string,
  bodyId?: string,
): Promise<{ plan: PlanDetail; regions: RegionOfConsortium[] } | undefined> {
  const plan = await planByReference(db, reference, today, bodyId);
  if (!plan || plan.partners.length === 0) return undefined;
  const codes = new Map(
    (
      await db
        .selectFrom('institution')
        .select(['id', 'territory_code'])
        .where(
          'id',
          'in',
          plan.partners.map((partner) => partner.id),
        )
        .execute()
    ).map((row) => [row.id, row.territory_code]),
  );
  const compared = plan.partners.map(async (body): Promise<RegionOfConsortium> => {
    const code = codes.get(body.id) ?? null;
    const plans = (await listPlans(db, { filters: { institutionId: body.id }, paging: { limit: 50 }, today })).items
      .filter((own) => own.institution.id === body.id)
      .filter((own) => own.period.start <= plan.period.end && own.period.end >= plan.period.start);
    const commitments = (
      await Promise.all(
        plans.map((own) => listCommitments(db, { filters: { plan: own.reference }, paging: { limit: 100 }, today })),
      )
    ).flatMap((page) => page.items);
    const name = plan.members.find((member) => member.territory === code);
    return {
      body,
      code,
      joinedOgp: name?.joinedOgp ?? null,
      leads: plan.leadInstitutions.map((lead) => lead.name).filter((lead) => namesRegion(lead, name?.name)),
      endorsements: plan.endorsements.filter((one) => one.region === code),
      plans,
      commitments,
      progress: progressOf(addCounts(plans.map((own) => own.progress.counts))),
      lateCount: plans.reduce((sum, own) => sum + own.lateCount, 0),
    };
  });
  return { plan, regions: await Promise.all(compared) };
}

/** "Oriental: Divisions of: …" is the line of the "Oriental Region". */
function namesRegion(lead: Text, region: Text | undefined): boolean {
  return Object.entries(lead).some(([lang, value]) => {
    const [name = ''] = value.split(':');
    return name.trim() !== '' && name !== value && region?.[lang as keyof Text]?.includes(name.trim()) === true;
  });
}

/** What ends soon, the nearest first: for "before it is too late". */
export async function dueSoon(
  db: Db,
  today: string,
  options: { institutionId?: string; limit?: number } = {},
): Promise<CommitmentSummary[]> {
  const { items } = await listCommitments(db, {
    filters: { institutionId: options.institutionId, timeliness: 'due-soon' },
    sort: 'urgent',
    paging: { limit: options.limit ?? 5 },
    today,
  });
  return items;
}
