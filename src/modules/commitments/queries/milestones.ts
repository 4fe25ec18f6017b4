import { sql } from 'kysely';
import { across, type Db } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { MilestoneStatus } from '../commitment.ts';
import { FAR, type MilestoneTable } from '../tables.ts';
import { addDays, DUE_SOON_DAYS, daysLate, type Timeliness, timelinessOf } from '../timeline.ts';
import { ownerOf } from './rows.ts';
import type { MilestoneInList, MilestoneView } from './shapes.ts';

const COLUMNS = [
  'milestone.institution_id as institutionId',
  'milestone.id',
  'milestone.reference',
  'milestone.number',
  'milestone.title',
  'milestone.title_raw as titleRaw',
  'milestone.starts_on as start',
  'milestone.ends_on as end',
  'milestone.start_raw as startRaw',
  'milestone.end_raw as endRaw',
  'milestone.date_precision as precision',
  'milestone.date_assignment as dateAssignment',
  'milestone.status',
  'milestone.status_on as statusOn',
  'milestone.status_note as statusNote',
  'milestone.percent',
  'milestone.done',
  'milestone.evidence',
  'milestone.changed_at as changedAt',
  'milestone.last_day as lastDay',
] as const;

type Row = Omit<MilestoneView, 'timeliness' | 'daysLate'> & { institutionId: string; lastDay: string };

function toView({ institutionId: _, lastDay: __, ...row }: Row, today: string): MilestoneView {
  return { ...row, timeliness: timelinessOf(row, today), daysLate: daysLate(row, today) };
}

/** The milestones of one commitment, in the printed order. */
export async function milestonesOf(
  db: Db,
  institutionId: string,
  commitmentId: string,
  today: string,
): Promise<MilestoneView[]> {
  const rows = await across(db)
    .selectFrom('milestone')
    .select(COLUMNS)
    .where('milestone.institution_id', '=', institutionId)
    .where('milestone.commitment_id', '=', commitmentId)
    .where('milestone.gone_at', 'is', null)
    .orderBy('milestone.number')
    .orderBy('milestone.reference')
    .execute();
  return rows.map((row) => toView(row, today));
}

export type MilestoneFilters = {
  /** The id of a body that has to do with the commitment. */
  institutionId?: string | undefined;
  commitment?: string | undefined;
  plan?: string | undefined;
  status?: MilestoneStatus | undefined;
  timeliness?: Timeliness | undefined;
  /** Milestones whose end lies between these dates. */
  from?: string | undefined;
  to?: string | undefined;
};

/** `end`: what ends first comes first, the undated last. `reference`: by code. */
export const MILESTONE_SORTS = ['reference', 'end'] as const;
export type MilestoneSort = (typeof MILESTONE_SORTS)[number];

const ORDERS: Record<MilestoneSort, readonly OrderColumn[]> = {
  reference: [
    { sql: sql.ref('milestone.reference'), key: 'reference', direction: 'asc' },
    { sql: sql.ref('milestone.id'), key: 'id', direction: 'asc' },
  ],
  end: [
    { sql: sql.ref('milestone.last_day'), key: 'lastDay', direction: 'asc' },
    { sql: sql.ref('milestone.reference'), key: 'reference', direction: 'asc' },
    { sql: sql.ref('milestone.id'), key: 'id', direction: 'asc' },
  ],
};

/** One page of the milestones of all commitments, without the total (see `countMilestones`). */
export async function listMilestones(
  db: Db,
  listing: { filters: MilestoneFilters; sort?: MilestoneSort | undefined; paging: Paging; today: string },
): Promise<Slice<MilestoneInList>> {
  const query = filtered(db, listing.filters, listing.today)
    .innerJoin('commitment', (join) =>
      join
        .onRef('commitment.institution_id', '=', 'milestone.institution_id')
        .onRef('commitment.id', '=', 'milestone.commitment_id'),
    )
    .innerJoin('action_plan', (join) =>
      join
        .onRef('action_plan.institution_id', '=', 'milestone.institution_id')
        .onRef('action_plan.id', '=', 'milestone.plan_id'),
    )
    .innerJoin('institution', 'institution.id', 'milestone.institution_id')
    .select(COLUMNS)
    .select([
      'commitment.reference as commitmentReference',
      'commitment.title as commitmentTitle',
      'action_plan.reference as planReference',
      'action_plan.title as planTitle',
      'institution.slug as institutionSlug',
      'institution.host as institutionHost',
      'institution.name as institutionName',
    ]);
  const found: Slice<
    Row & {
      commitmentReference: string;
      commitmentTitle: Text;
      planReference: string;
      planTitle: Text;
      institutionSlug: string;
      institutionHost: string | null;
      institutionName: Text;
    }
  > = await slice(query, ORDERS[listing.sort ?? 'reference'], listing.paging);
  return {
    items: found.items.map(
      ({
        commitmentReference,
        commitmentTitle,
        planReference,
        planTitle,
        institutionSlug,
        institutionHost,
        institutionName,
        ...row
      }) => ({
        ...toView(row, listing.today),
        commitment: { reference: commitmentReference, title: commitmentTitle },
        plan: { reference: planReference, title: planTitle },
        institution: ownerOf({ institutionId: row.institutionId, institutionSlug, institutionHost, institutionName }),
      }),
    ),
    next: found.next,
  };
}

/** How many milestones the filters leave: exact up to 10,000. */
export async function countMilestones(db: Db, filters: MilestoneFilters, today: string): Promise<Total> {
  return totalOf(db, filtered(db, filters, today).select('milestone.id'));
}

function filtered(db: Db, filters: MilestoneFilters, today: string) {
  let query = across(db).selectFrom('milestone').where('milestone.gone_at', 'is', null);
  if (filters.institutionId !== undefined)
    query = query.where(
      sql<boolean>`exists (select 1 from commitment_body b where b.institution_id = milestone.institution_id
        and b.commitment_id = milestone.commitment_id and b.body_id = ${filters.institutionId})`,
    );
  if (filters.commitment !== undefined)
    query = query.where(
      sql<boolean>`(milestone.institution_id, milestone.commitment_id) in
        (select institution_id, id from commitment where reference = ${filters.commitment})`,
    );
  if (filters.plan !== undefined)
    query = query.where(
      sql<boolean>`(milestone.institution_id, milestone.plan_id) in
        (select institution_id, id from action_plan where reference = ${filters.plan})`,
    );
  if (filters.status !== undefined) query = query.where('milestone.status', '=', filters.status);
  if (filters.from !== undefined) query = query.where('milestone.last_day', '>=', filters.from);
  if (filters.to !== undefined) query = query.where('milestone.last_day', '<=', filters.to);
  if (filters.timeliness !== undefined) {
    const soon = addDays(today, DUE_SOON_DAYS);
    query = query.where('milestone.status', filters.timeliness === 'ended' ? 'in' : 'not in', [
      'finished',
      'incomplete',
    ]);
    if (filters.timeliness === 'late') query = query.where('milestone.last_day', '<', today);
    if (filters.timeliness === 'due-soon')
      query = query.where('milestone.last_day', '>=', today).where('milestone.last_day', '<=', soon);
    if (filters.timeliness === 'on-time')
      query = query.where('milestone.last_day', '>', soon).where('milestone.last_day', '<', FAR);
    if (filters.timeliness === 'undated') query = query.where('milestone.last_day', '=', FAR);
  }
  return query;
}

/** Milestones for a calendar: those with an end, the next to end first. At most `limit`. */
export async function milestoneDates(
  db: Db,
  filters: MilestoneFilters,
  today: string,
  limit = 500,
): Promise<MilestoneInList[]> {
  const dated = { ...filters, to: filters.to ?? addDays(FAR, -1) };
  const { items } = await listMilestones(db, { filters: dated, sort: 'end', paging: { limit }, today });
  return items;
}

/** What the actions that write on a milestone need to know of it. */
export type ReportedMilestone = Pick<
  MilestoneTable,
  'institution_id' | 'id' | 'commitment_id' | 'plan_id' | 'reference' | 'status' | 'status_source' | 'official_id'
> & { commitment_reference: string };

export async function milestoneByReference(db: Db, reference: string): Promise<ReportedMilestone | undefined> {
  return reported(db).where('milestone.reference', '=', reference).orderBy('milestone.id').executeTakeFirst();
}

/** Several of them, in no order; what there is not is left out. */
export async function milestonesByReference(db: Db, references: readonly string[]): Promise<ReportedMilestone[]> {
  if (references.length === 0) return [];
  return reported(db)
    .where('milestone.reference', 'in', [...new Set(references)])
    .execute();
}

function reported(db: Db) {
  return across(db)
    .selectFrom('milestone')
    .innerJoin('commitment', (join) =>
      join
        .onRef('commitment.institution_id', '=', 'milestone.institution_id')
        .onRef('commitment.id', '=', 'milestone.commitment_id'),
    )
    .select(['milestone.institution_id', 'milestone.id', 'milestone.commitment_id', 'milestone.plan_id'])
    .select(['milestone.reference', 'milestone.status', 'milestone.status_source', 'milestone.official_id'])
    .select('commitment.reference as commitment_reference')
    .where('milestone.gone_at', 'is', null);
}
