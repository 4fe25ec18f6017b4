import { sql } from 'kysely';
import { across, type Db } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';
import { ownerOf } from './rows.ts';
import type { TimelineEvent } from './shapes.ts';

export type EventFilters = {
  /** The id of a body that has to do with the commitment or owns the plan. */
  institutionId?: string | undefined;
  /** References. */
  plan?: string | undefined;
  commitment?: string | undefined;
  /** Only what happened at or after this moment. */
  since?: Date | undefined;
  /** Only what happened on these calendar dates. */
  during?: { start: string; end: string } | undefined;
};

/** The latest first. */
const ORDER: readonly OrderColumn[] = [
  { sql: sql.ref('commitment_event.at'), key: 'at', direction: 'desc' },
  { sql: sql.ref('commitment_event.id'), key: 'id', direction: 'desc' },
];

/** What happened, the latest first: for a commitment's timeline, a plan's, a body's feed, or the feed of everything. */
export async function listEvents(
  db: Db,
  { filters, paging }: { filters: EventFilters; paging: Paging },
): Promise<Slice<TimelineEvent>> {
  const query = filtered(db, filters)
    .innerJoin('institution', 'institution.id', 'commitment_event.institution_id')
    .innerJoin('action_plan', (join) =>
      join
        .onRef('action_plan.institution_id', '=', 'commitment_event.institution_id')
        .onRef('action_plan.id', '=', 'commitment_event.plan_id'),
    )
    .leftJoin('commitment', (join) =>
      join
        .onRef('commitment.institution_id', '=', 'commitment_event.institution_id')
        .onRef('commitment.id', '=', 'commitment_event.commitment_id'),
    )
    .leftJoin('milestone', (join) =>
      join
        .onRef('milestone.institution_id', '=', 'commitment_event.institution_id')
        .onRef('milestone.id', '=', 'commitment_event.milestone_id'),
    )
    .select([
      'commitment_event.institution_id as institutionId',
      'commitment_event.id',
      'commitment_event.kind',
      'commitment_event.at',
      'commitment_event.on_date as on',
      'commitment_event.data',
      'action_plan.reference as planReference',
      'action_plan.title as planTitle',
      'commitment.reference as commitmentReference',
      'commitment.title as commitmentTitle',
      'milestone.reference as milestoneReference',
      'milestone.number as milestoneNumber',
      'milestone.title as milestoneTitle',
      'institution.slug as institutionSlug',
      'institution.host as institutionHost',
      'institution.name as institutionName',
    ]);
  const { items, next } = await slice(query, ORDER, paging);
  return {
    items: items.map((row) => ({
      id: row.id,
      kind: row.kind,
      at: row.at,
      on: row.on,
      data: row.data,
      plan: { reference: row.planReference, title: row.planTitle },
      commitment:
        row.commitmentReference !== null && row.commitmentTitle !== null
          ? { reference: row.commitmentReference, title: row.commitmentTitle }
          : null,
      milestone:
        row.milestoneReference !== null && row.milestoneNumber !== null && row.milestoneTitle !== null
          ? { reference: row.milestoneReference, number: row.milestoneNumber, title: row.milestoneTitle }
          : null,
      institution: ownerOf(row),
    })),
    next,
  };
}

/** What happened to one commitment, the earliest first: its timeline. The latest 200 events. */
export async function commitmentTimeline(db: Db, commitment: { reference: string }): Promise<TimelineEvent[]> {
  const { items } = await listEvents(db, { filters: { commitment: commitment.reference }, paging: { limit: 200 } });
  return items.reverse();
}

/** How many events the filters leave: exact up to 10,000. */
export async function countEvents(db: Db, filters: EventFilters): Promise<Total> {
  return totalOf(db, filtered(db, filters).select('commitment_event.id'));
}

/** Whether a reference was ever published: what is withdrawn keeps its timeline. */
export async function publishedHere(db: Db, table: 'commitment' | 'action_plan', reference: string): Promise<boolean> {
  const row = await across(db).selectFrom(table).select('id').where('reference', '=', reference).executeTakeFirst();
  return row !== undefined;
}

function filtered(db: Db, filters: EventFilters) {
  let query = across(db).selectFrom('commitment_event');
  if (filters.commitment !== undefined)
    query = query.where(
      sql<boolean>`(commitment_event.institution_id, commitment_event.commitment_id) in
        (select institution_id, id from commitment where reference = ${filters.commitment})`,
    );
  if (filters.plan !== undefined)
    query = query.where(
      sql<boolean>`(commitment_event.institution_id, commitment_event.plan_id) in
        (select institution_id, id from action_plan where reference = ${filters.plan})`,
    );
  if (filters.institutionId !== undefined)
    query = query.where(
      sql<boolean>`(commitment_event.institution_id = ${filters.institutionId}
        or exists (select 1 from commitment_body b where b.institution_id = commitment_event.institution_id
          and b.commitment_id = commitment_event.commitment_id and b.body_id = ${filters.institutionId})
        or exists (select 1 from action_plan_partner p where p.institution_id = commitment_event.institution_id
          and p.plan_id = commitment_event.plan_id and p.partner_institution_id = ${filters.institutionId}))`,
    );
  if (filters.during !== undefined)
    query = query
      .where('commitment_event.on_date', '>=', filters.during.start)
      .where('commitment_event.on_date', '<=', filters.during.end);
  if (filters.since !== undefined) query = query.where('commitment_event.at', '>=', filters.since);
  return query;
}
