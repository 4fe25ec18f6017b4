import { sql } from 'kysely';
import { across, type Db } from '#platform/db/database.ts';
import {
  COUNTED_EXACTLY,
  type OrderColumn,
  type Paging,
  type Slice,
  slice,
  type Total,
  totalOf,
} from '#platform/db/paging.ts';
import { bodiesById } from './bodies.ts';
import { type CommitmentFilters, commitmentConditions, entriesOf } from './filters.ts';
import { milestonesOf } from './milestones.ts';
import { lateMilestones, namedBodies, SUMMARY_COLUMNS, type SummaryRow, toSummaries } from './rows.ts';
import type { CommitmentDetail, CommitmentSummary } from './shapes.ts';

/**
 * The orders a list is offered in, each with an index of its own. `latest`: the latest plans first, then by reference. `urgent`: what
 * should have ended first. `starts`: the earliest start first. `changed`: the latest change first. `reference`: by code.
 */
export const COMMITMENT_SORTS = ['latest', 'urgent', 'starts', 'changed', 'reference'] as const;
export type CommitmentSort = (typeof COMMITMENT_SORTS)[number];

const asc = (column: string, key: string): OrderColumn => ({ sql: sql.ref(column), key, direction: 'asc' });
const desc = (column: string, key: string): OrderColumn => ({ sql: sql.ref(column), key, direction: 'desc' });

const ORDERS: Record<CommitmentSort, readonly OrderColumn[]> = {
  latest: [
    asc('commitment.latest_first', 'latestFirst'),
    asc('commitment.reference', 'reference'),
    asc('commitment.id', 'id'),
  ],
  urgent: [
    asc('commitment.next_open_end', 'nextOpenEnd'),
    asc('commitment.reference', 'reference'),
    asc('commitment.id', 'id'),
  ],
  starts: [
    asc('commitment.starts_key', 'startsKey'),
    asc('commitment.reference', 'reference'),
    asc('commitment.id', 'id'),
  ],
  changed: [desc('commitment.changed_at', 'changedAt'), desc('commitment.id', 'id')],
  reference: [asc('commitment.reference', 'reference'), asc('commitment.id', 'id')],
};

/** The default order along a body's or a filter's own table: its index has the same columns, so it is read forwards. */
const ORDER_ALONG = (table: 'commitment_body' | 'commitment_facet'): readonly OrderColumn[] => [
  asc(`${table}.latest_first`, 'latestFirst'),
  asc(`${table}.reference`, 'reference'),
  asc(`${table}.commitment_id`, 'id'),
];

/** The table that the list is read along: a body's own, else that of the first filter, else the commitments themselves. */
function alongWhat(filters: CommitmentFilters): 'commitment_body' | 'commitment_facet' | 'commitment' {
  if (filters.institutionId !== undefined) return 'commitment_body';
  return entriesOf(filters).length > 0 ? 'commitment_facet' : 'commitment';
}

export type CommitmentListing = {
  filters: CommitmentFilters;
  sort?: CommitmentSort | undefined;
  paging: Paging;
  today: string;
};

/** One page of the list of commitments over all bodies, without its total (see `countCommitments`). */
export async function listCommitments(
  db: Db,
  { filters, sort = 'latest', paging, today }: CommitmentListing,
): Promise<Slice<CommitmentSummary>> {
  const query = filtered(db, filters, today)
    .innerJoin('action_plan', (join) =>
      join
        .onRef('action_plan.institution_id', '=', 'commitment.institution_id')
        .onRef('action_plan.id', '=', 'commitment.plan_id'),
    )
    .innerJoin('institution', 'institution.id', 'commitment.institution_id')
    .select(SUMMARY_COLUMNS);
  const along = alongWhat(filters);
  const order = sort === 'latest' && along !== 'commitment' ? ORDER_ALONG(along) : ORDERS[sort];
  const found: Slice<SummaryRow> = await slice(query, order, paging);
  return { items: await toSummaries(db, found.items, today), next: found.next };
}

/** How many commitments the filters leave: exact up to 10,000. */
export async function countCommitments(db: Db, filters: CommitmentFilters, today: string): Promise<Total> {
  return totalOf(db, candidates(db, filters, today));
}

/** The places of the first 10,001 commitments that the filters leave, in no order: enough to count them. */
export function candidates(db: Db, filters: CommitmentFilters, today: string) {
  const entries = entriesOf(filters);
  const { institutionId, plan, timeliness, from, to, q } = filters;
  const others = [plan, timeliness, from, to, q].some((value) => value !== undefined);
  const limit = COUNTED_EXACTLY + 1;
  // A body's or a filter's own table answers alone, without a look at each commitment.
  if (!others && institutionId !== undefined && entries.length === 0)
    return across(db)
      .selectFrom('commitment_body')
      .select(['institution_id', 'commitment_id as id'])
      .where('body_id', '=', institutionId)
      .where('listed', '=', true)
      .limit(limit);
  if (!others && institutionId === undefined && entries.length === 1 && entries[0] !== undefined)
    return across(db)
      .selectFrom('commitment_facet')
      .select(['institution_id', 'commitment_id as id'])
      .where('entry', '=', entries[0])
      .limit(limit);
  return filtered(db, filters, today).select(['commitment.institution_id', 'commitment.id']).limit(limit);
}

/** `commitment` with the filters applied, joined to the table it is read along (see `alongWhat`). */
export function filtered(db: Db, filters: CommitmentFilters, today: string) {
  let query = across(db).selectFrom('commitment');
  const entries = entriesOf(filters);
  const { institutionId } = filters;
  if (institutionId !== undefined) {
    query = query.innerJoin('commitment_body', (join) =>
      join
        .onRef('commitment_body.institution_id', '=', 'commitment.institution_id')
        .onRef('commitment_body.commitment_id', '=', 'commitment.id')
        .on('commitment_body.body_id', '=', institutionId)
        .on(sql<boolean>`commitment_body.listed`),
    ) as unknown as typeof query;
  } else {
    const first = entries.shift();
    if (first !== undefined)
      query = query.innerJoin('commitment_facet', (join) =>
        join
          .onRef('commitment_facet.institution_id', '=', 'commitment.institution_id')
          .onRef('commitment_facet.commitment_id', '=', 'commitment.id')
          .on('commitment_facet.entry', '=', first),
      ) as unknown as typeof query;
  }
  for (const entry of entries)
    query = query.where(
      sql<boolean>`exists (select 1 from commitment_facet f where f.institution_id = commitment.institution_id
        and f.commitment_id = commitment.id and f.entry = ${entry})`,
    );
  for (const condition of commitmentConditions(filters, today)) query = query.where(condition);
  return query;
}

/** Several commitments by reference, in the order asked for: what a feed or a search result shows. */
export async function commitmentsByReference(
  db: Db,
  references: readonly string[],
  today: string,
): Promise<CommitmentSummary[]> {
  if (references.length === 0) return [];
  const rows = await across(db)
    .selectFrom('commitment')
    .innerJoin('action_plan', (join) =>
      join
        .onRef('action_plan.institution_id', '=', 'commitment.institution_id')
        .onRef('action_plan.id', '=', 'commitment.plan_id'),
    )
    .innerJoin('institution', 'institution.id', 'commitment.institution_id')
    .select(SUMMARY_COLUMNS)
    .where('commitment.reference', 'in', references)
    .where('commitment.gone_at', 'is', null)
    .execute();
  const place = new Map(references.map((reference, index) => [reference, index]));
  rows.sort((a, b) => (place.get(a.reference) ?? 0) - (place.get(b.reference) ?? 0));
  return toSummaries(db, rows, today);
}

/**
 * A commitment with everything. `bodyId` asks for it on the site of one body: undefined when that body has nothing to do with it.
 * A commitment that a newer file no longer has is still found here (`goneAt`): its address was published.
 */
export async function commitmentByReference(
  db: Db,
  reference: string,
  today: string,
  bodyId?: string,
): Promise<CommitmentDetail | undefined> {
  let query = across(db)
    .selectFrom('commitment')
    .innerJoin('action_plan', (join) =>
      join
        .onRef('action_plan.institution_id', '=', 'commitment.institution_id')
        .onRef('action_plan.id', '=', 'commitment.plan_id'),
    )
    .innerJoin('institution', 'institution.id', 'commitment.institution_id')
    .select(SUMMARY_COLUMNS)
    .select([
      'commitment.inception_report as inceptionReport',
      'commitment.problem',
      'commitment.status_quo as statusQuo',
      'commitment.actions',
      'commitment.activities_narrative as activitiesNarrative',
      'commitment.contribution',
      'commitment.long_term_goals as longTermGoals',
      'commitment.expected_results as expectedResults',
      'commitment.performance_indicators as performanceIndicators',
      'commitment.impact_indicators as impactIndicators',
      'commitment.gaps',
      'commitment.source',
      'commitment.gone_at as goneAt',
    ])
    .where('commitment.reference', '=', reference)
    .orderBy('commitment.id')
    .limit(1);
  if (bodyId !== undefined) {
    query = query.where(
      sql<boolean>`exists (select 1 from commitment_body b where b.institution_id = commitment.institution_id
        and b.commitment_id = commitment.id and b.body_id = ${bodyId})`,
    );
  }
  const row = await query.executeTakeFirst();
  if (!row) return undefined;
  const [named, late, milestones, roles] = await Promise.all([
    namedBodies(db, [row]),
    lateMilestones(db, [row], today),
    milestonesOf(db, row.institutionId, row.id, today),
    across(db)
      .selectFrom('commitment_body')
      .select(['body_id', 'roles'])
      .where('institution_id', '=', row.institutionId)
      .where('commitment_id', '=', row.id)
      .execute(),
  ]);
  const bodies = await bodiesById(
    db,
    roles.map((one) => one.body_id),
  );
  const [summary] = await toSummaries(db, [row], today, { named, late });
  if (!summary) return undefined;
  return {
    ...summary,
    involved: (named.get(row.id) ?? []).filter((body) => body.role === 'involved'),
    inceptionReport: row.inceptionReport,
    problem: row.problem,
    statusQuo: row.statusQuo,
    actions: row.actions,
    activitiesNarrative: row.activitiesNarrative,
    contribution: row.contribution,
    longTermGoals: row.longTermGoals,
    expectedResults: row.expectedResults,
    performanceIndicators: row.performanceIndicators,
    impactIndicators: row.impactIndicators,
    ogpValues: row.ogpValues,
    milestones,
    gaps: row.gaps,
    source: row.source,
    roles: roles.flatMap((one) => {
      const institution = bodies.get(one.body_id);
      return institution ? [{ institution, roles: one.roles }] : [];
    }),
    goneAt: row.goneAt,
  };
}
