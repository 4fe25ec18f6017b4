import { sql } from 'kysely';
import { across, type Db, within } from '#platform/db/database.ts';
import type { FollowUpBody, Member } from '../follow-up-body.ts';
import { type Listing, listed } from './listed.ts';
import '../tables.ts';

const BODY = [
  'follow_up_body.institution_id as institutionId',
  'follow_up_body.id',
  'follow_up_body.plan',
  'follow_up_body.kind',
  'follow_up_body.name',
  'follow_up_body.mandate',
  'follow_up_body.decision_number as decisionNumber',
  'follow_up_body.decided_on as decidedOn',
  'follow_up_body.closed_on as closedOn',
] as const;

const MEMBER = [
  'follow_up_member.institution_id as institutionId',
  'follow_up_member.id',
  'follow_up_member.body_id as bodyId',
  'follow_up_member.person_id as personId',
  'follow_up_member.name',
  'follow_up_member.side',
  'follow_up_member.organisation',
  'follow_up_member.organisation_kind as organisationKind',
  'follow_up_member.function',
  'follow_up_member.gender',
  'follow_up_member.province',
  'follow_up_member.starts_on as startsOn',
  'follow_up_member.ends_on as endsOn',
  'follow_up_member.end_reason as endReason',
  'follow_up_member.replaces',
  'follow_up_member.consented_on as consentedOn',
] as const;

/** A body by its id; `whose` the site that is visited, null for any. */
export async function bodyById(db: Db, id: string, whose: { id: string } | null): Promise<FollowUpBody | undefined> {
  const query = across(db).selectFrom('follow_up_body').select(BODY).where('follow_up_body.id', '=', id);
  return (whose ? query.where('follow_up_body.institution_id', '=', whose.id) : query).executeTakeFirst();
}

/** The bodies of a plan, the oldest first, those that exist no more included. */
export async function bodiesOf(db: Db, plan: { institutionId: string; reference: string }): Promise<FollowUpBody[]> {
  return within(db, plan.institutionId)
    .selectFrom('follow_up_body')
    .select(BODY)
    .where('follow_up_body.plan', '=', plan.reference)
    .orderBy('follow_up_body.kind')
    .orderBy('follow_up_body.id')
    .execute();
}

/** Every mandate in these bodies, past ones too, in the order in which they began. */
export async function membersOf(db: Db, institutionId: string, bodyIds: readonly string[]): Promise<Member[]> {
  if (bodyIds.length === 0) return [];
  return within(db, institutionId)
    .selectFrom('follow_up_member')
    .select(MEMBER)
    .where('follow_up_member.body_id', 'in', bodyIds)
    .orderBy('follow_up_member.starts_on')
    .orderBy('follow_up_member.id')
    .execute();
}

/** A mandate by its id, with the plan and the name of its body. */
export type MemberOfPlan = Member & { plan: string; bodyClosedOn: string | null };

export async function memberById(db: Db, id: string, whose: { id: string } | null): Promise<MemberOfPlan | undefined> {
  const query = withBody(db).where('follow_up_member.id', '=', id);
  return (whose ? query.where('follow_up_member.institution_id', '=', whose.id) : query).executeTakeFirst();
}

/** The mandates that a person holds on a day in the committees of a plan. */
export async function mandatesOf(
  db: Db,
  personId: string,
  at: { institutionId: string; plan: string; day: string },
): Promise<MemberOfPlan[]> {
  return withBody(db)
    .where('follow_up_member.person_id', '=', personId)
    .where('follow_up_member.institution_id', '=', at.institutionId)
    .where('follow_up_body.plan', '=', at.plan)
    .where('follow_up_body.closed_on', 'is', null)
    .where('follow_up_member.starts_on', '<=', at.day)
    .where((or) => or.or([or('follow_up_member.ends_on', 'is', null), or('follow_up_member.ends_on', '>=', at.day)]))
    .orderBy('follow_up_member.id')
    .execute();
}

function withBody(db: Db) {
  return across(db)
    .selectFrom('follow_up_member')
    .innerJoin('follow_up_body', (join) =>
      join
        .onRef('follow_up_body.institution_id', '=', 'follow_up_member.institution_id')
        .onRef('follow_up_body.id', '=', 'follow_up_member.body_id'),
    )
    .select(MEMBER)
    .select(['follow_up_body.plan', 'follow_up_body.closed_on as bodyClosedOn']);
}

/** One page of the bodies of all plans, in the order in which they were created. */
export function listBodies(db: Db, { plan, institutionId, paging }: Listing) {
  let query = across(db).selectFrom('follow_up_body').select(BODY);
  if (plan !== undefined) query = query.where('follow_up_body.plan', '=', plan);
  if (institutionId !== undefined) query = query.where('follow_up_body.institution_id', '=', institutionId);
  return listed<FollowUpBody>(db, query, [{ sql: sql.ref('follow_up_body.id'), key: 'id', direction: 'asc' }], paging);
}

/** One page of all mandates, past ones too, with the name of their body. */
export function listMandates(db: Db, { plan, institutionId, paging }: Listing) {
  let query = withBody(db).select('follow_up_body.name as bodyName');
  if (plan !== undefined) query = query.where('follow_up_body.plan', '=', plan);
  if (institutionId !== undefined) query = query.where('follow_up_member.institution_id', '=', institutionId);
  return listed<MemberOfPlan & { bodyName: FollowUpBody['name'] }>(
    db,
    query,
    [{ sql: sql.ref('follow_up_member.id'), key: 'id', direction: 'asc' }],
    paging,
  );
}

/** Every mandate in bodies of several institutions. */
export async function membersOfMany(
  db: Db,
  bodies: readonly Pick<FollowUpBody, 'institutionId' | 'id'>[],
): Promise<Member[]> {
  if (bodies.length === 0) return [];
  const places = sql.join(bodies.map((body) => sql`(${body.institutionId}::uuid, ${body.id}::uuid)`));
  return across(db)
    .selectFrom('follow_up_member')
    .select(MEMBER)
    .where(sql<boolean>`(follow_up_member.institution_id, follow_up_member.body_id) in (${places})`)
    .orderBy('follow_up_member.id')
    .execute();
}
