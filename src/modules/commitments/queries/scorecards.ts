import { sql } from 'kysely';
import { across, type Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { BodyRef } from '../commitment.ts';
import { noStatuses, type StatusCounts } from '../progress.ts';
import { FAR } from '../tables.ts';
import { ownerOf } from './rows.ts';

/** What is counted of a plan on a day: numbers that can be added to those of other plans. */
export type PlanCounts = {
  commitments: number;
  /** Milestones by status. */
  statuses: StatusCounts;
  /** Milestones finished by the last day of their end; those finished after it. Of whose finish no day is known: neither. */
  finishedOnTime: number;
  finishedLate: number;
  /** Open milestones whose end has passed; closed as incomplete, whatever their end. */
  late: number;
  incomplete: number;
  /** Milestones somebody has reported on with at least one piece of evidence: a link, or a file that everybody may read. */
  evidenced: number;
  /** What people said, replies left out, and how many whole days each answer took: days → how many answers. */
  comments: number;
  answerDays: Record<string, number>;
  /** The last day on which the office published something about a milestone. */
  lastReport: string | null;
};

export type CountedPlan = {
  reference: string;
  planId: string;
  title: Text;
  startsOn: string;
  endsOn: string;
  institution: BodyRef;
  /** Codes of the regions whose council owns the plan or shares it. */
  regions: string[];
  /** References of the plan that this one is a part of, where the source says so. */
  partOf: string[];
  counts: PlanCounts;
};

type PlanRow = {
  institutionId: string;
  institutionSlug: string;
  institutionHost: string | null;
  institutionName: Text;
  planId: string;
  reference: string;
  title: Text;
  startsOn: string;
  endsOn: string;
  regions: string[];
  partOf: string[];
  commitments: number;
};
type MilestoneRow = Omit<PlanCounts, 'commitments' | 'comments' | 'answerDays' | 'statuses'> & {
  planId: string;
  statuses: Partial<StatusCounts>;
};
type SaidRow = { planId: string; days: number | null; n: number };

/**
 * The plans that are not withdrawn, all or one, each with its counts on the Moroccan date `today`: the latest first. They are published:
 * what waits unpublished or was taken out of sight does not count.
 */
export async function countedPlans(
  db: Db,
  asked: { today: string; reference?: string | undefined },
): Promise<CountedPlan[]> {
  const only = asked.reference === undefined ? sql`` : sql`and p.reference = ${asked.reference}`;
  const [plans, milestones, said] = await Promise.all([
    planRows(db, only),
    milestoneRows(db, only, asked.today),
    saidRows(db, only),
  ]);
  const byPlan = new Map(milestones.map((row) => [row.planId, row]));
  const answers = new Map<string, { comments: number; answerDays: Record<string, number> }>();
  for (const { planId, days, n } of said) {
    const own = answers.get(planId) ?? { comments: 0, answerDays: {} };
    own.comments += n;
    if (days !== null) own.answerDays[days] = n;
    answers.set(planId, own);
  }
  return plans.map((plan) => {
    const { planId: _, statuses, ...counted } = byPlan.get(plan.planId) ?? { ...NOTHING, planId: plan.planId };
    return {
      reference: plan.reference,
      planId: plan.planId,
      title: plan.title,
      startsOn: plan.startsOn,
      endsOn: plan.endsOn,
      institution: ownerOf(plan),
      regions: plan.regions,
      partOf: plan.partOf,
      counts: {
        commitments: plan.commitments,
        ...counted,
        statuses: { ...noStatuses(), ...statuses },
        ...(answers.get(plan.planId) ?? { comments: 0, answerDays: {} }),
      },
    };
  });
}

const NOTHING = {
  statuses: {},
  finishedOnTime: 0,
  finishedLate: 0,
  late: 0,
  incomplete: 0,
  evidenced: 0,
  lastReport: null,
};

async function planRows(db: Db, only: ReturnType<typeof sql>): Promise<PlanRow[]> {
  const { rows } = await sql<PlanRow>`
    select p.institution_id as "institutionId", i.slug as "institutionSlug", i.host as "institutionHost",
      i.name as "institutionName", p.id as "planId", p.reference, p.title, p.starts_on as "startsOn", p.ends_on as "endsOn",
      p.commitment_count as commitments,
      array(
        select r.territory_code from institution r
        where r.kind = 'region' and (r.id = p.institution_id or r.id in (
          select a.partner_institution_id from action_plan_partner a
          where a.institution_id = p.institution_id and a.plan_id = p.id))
        order by 1) as regions,
      array(
        select whole ->> 'planId' from jsonb_array_elements(p.related_plans) whole
        where whole ->> 'relation' = 'part-of-consortium' and whole ->> 'planId' is not null) as "partOf"
    from action_plan p join institution i on i.id = p.institution_id
    where p.gone_at is null ${only}
    order by p.latest_first, p.reference`.execute(across(db));
  return rows;
}

async function milestoneRows(db: Db, only: ReturnType<typeof sql>, today: string): Promise<MilestoneRow[]> {
  const finishedOn = sql`coalesce(m.status_on, m.reported_on)`;
  const finished = sql`m.status = 'finished' and m.last_day < ${FAR}::date`;
  const { rows } = await sql<MilestoneRow>`
    select m.plan_id as "planId",
      (select jsonb_object_agg(s.status, s.n) from (
        select o.status, count(*) as n from milestone o
        where o.institution_id = m.institution_id and o.plan_id = m.plan_id and o.gone_at is null group by o.status) s) as statuses,
      count(*) filter (where ${finished} and ${finishedOn} <= m.last_day) as "finishedOnTime",
      count(*) filter (where ${finished} and ${finishedOn} > m.last_day) as "finishedLate",
      count(*) filter (where m.last_day < ${today}::date and m.status not in ('finished', 'incomplete')) as late,
      count(*) filter (where m.status = 'incomplete') as incomplete,
      count(*) filter (where m.status <> 'not-reported' and (jsonb_array_length(m.evidence) > 0 or exists (
        select 1 from attachment a
        where a.institution_id = m.institution_id and a.subject_kind = 'milestone' and a.subject_id = m.reference
          and a.state = 'shown' and a.visibility = 'public'))) as evidenced,
      max(m.reported_on) as "lastReport"
    from milestone m join action_plan p on p.institution_id = m.institution_id and p.id = m.plan_id
    where m.gone_at is null and p.gone_at is null ${only}
    group by m.institution_id, m.plan_id`.execute(across(db));
  return rows;
}

async function saidRows(db: Db, only: ReturnType<typeof sql>): Promise<SaidRow[]> {
  const { rows } = await sql<SaidRow>`
    with plan as (select p.institution_id, p.id, p.reference from action_plan p where p.gone_at is null ${only}),
    about as (
      select institution_id, id as plan_id, 'action-plan' as kind, reference from plan
      union all
      select c.institution_id, c.plan_id, 'commitment', c.reference
      from commitment c join plan on plan.institution_id = c.institution_id and plan.id = c.plan_id where c.gone_at is null
      union all
      select m.institution_id, m.plan_id, 'milestone', m.reference
      from milestone m join plan on plan.institution_id = m.institution_id and plan.id = m.plan_id where m.gone_at is null
    ), said as (
      select a.plan_id, floor(extract(epoch from (
        select min(o.created_at) from comment o
        where o.institution_id = c.institution_id and o.parent_id = c.id and o.official and o.state = 'shown'
      ) - c.created_at) / 86400)::int as days
      from about a
      join comment c on c.institution_id = a.institution_id and c.subject_kind = a.kind and c.subject_id = a.reference
      where c.parent_id is null and not c.official and c.state = 'shown'
    )
    select plan_id as "planId", days, count(*) as n from said group by plan_id, days`.execute(across(db));
  return rows;
}
