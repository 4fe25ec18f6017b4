import { type RawBuilder, sql } from 'kysely';
import type { MilestoneStatus } from '../commitment.ts';
import { FACET_FILTERS, facetEntry } from '../facets.ts';
import { searchQuery } from '../search-text.ts';
import { FAR, OVER } from '../tables.ts';
import { addDays, DUE_SOON_DAYS, type Timeliness } from '../timeline.ts';

/** What a list of commitments can be asked for. Absent is "all". */
export type CommitmentFilters = {
  /** The id of a body: commitments it owns, leads with others, answers for or takes part in. */
  institutionId?: string | undefined;
  /** Two-digit code of a region. */
  region?: string | undefined;
  /** Reference of a plan. */
  plan?: string | undefined;
  /** Keys of the vocabularies, see vocabulary.ts. */
  policyArea?: string | undefined;
  sector?: string | undefined;
  value?: string | undefined;
  theme?: string | undefined;
  /** Commitments that have a milestone of this status; those without milestones count as not reported. */
  status?: MilestoneStatus | undefined;
  timeliness?: Timeliness | undefined;
  /** Commitments that run at some time between these dates; those without dates run with their plan. */
  from?: string | undefined;
  to?: string | undefined;
  /** Words in any language. */
  q?: string | undefined;
};

/** The entries of `commitment_facet` that the filters ask for. */
export function entriesOf(filters: CommitmentFilters): string[] {
  return FACET_FILTERS.flatMap((filter) => {
    const key = filters[filter];
    return key === undefined ? [] : [facetEntry(filter, key)];
  });
}

/** The conditions on `commitment` that the filters mean, without those that have a table of their own to be listed by. */
export function commitmentConditions(filters: CommitmentFilters, today: string): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [sql<boolean>`commitment.gone_at is null`];
  if (filters.plan !== undefined)
    conditions.push(sql<boolean>`(commitment.institution_id, commitment.plan_id) in
      (select institution_id, id from action_plan where reference = ${filters.plan})`);
  if (filters.timeliness !== undefined) conditions.push(timelinessCondition(filters.timeliness, today));
  if (filters.from !== undefined) conditions.push(sql<boolean>`commitment.ends_key >= ${filters.from}::date`);
  if (filters.to !== undefined) conditions.push(sql<boolean>`commitment.starts_key <= ${filters.to}::date`);
  const words = filters.q === undefined ? undefined : searchQuery(filters.q);
  if (words !== undefined) conditions.push(sql<boolean>`commitment.search_text @@ to_tsquery('simple', ${words})`);
  return conditions;
}

/** The same rule as `commitmentTimeliness`, as ranges of the index on `next_open_end`. */
function timelinessCondition(timeliness: Timeliness, today: string): RawBuilder<boolean> {
  const soon = addDays(today, DUE_SOON_DAYS);
  switch (timeliness) {
    case 'late':
      return sql<boolean>`commitment.next_open_end < ${today}::date`;
    case 'due-soon':
      return sql<boolean>`commitment.next_open_end between ${today}::date and ${soon}::date`;
    case 'on-time':
      return sql<boolean>`commitment.next_open_end > ${soon}::date and commitment.next_open_end < ${OVER}::date`;
    case 'ended':
      return sql<boolean>`commitment.next_open_end = ${OVER}::date`;
    case 'undated':
      return sql<boolean>`commitment.next_open_end = ${FAR}::date`;
  }
}
