import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import type { MilestoneStatus } from './commitment.ts';

/** The filters that a commitment has entries for, and how their entries begin. */
export const FACET_PREFIX = {
  theme: 'theme',
  policyArea: 'area',
  sector: 'sector',
  value: 'value',
  region: 'region',
  status: 'status',
} as const;

export type FacetFilter = keyof typeof FACET_PREFIX;

// In this order: what usually fits the fewest commitments first, so that a list with several filters is read along the shortest one.
export const FACET_FILTERS = Object.keys(FACET_PREFIX) as FacetFilter[];

export function facetEntry(filter: FacetFilter, key: string): string {
  return `${FACET_PREFIX[filter]}:${key}`;
}

/** The entries that follow from statuses: one for each status that a milestone has; without milestones nothing is reported. */
export function statusFacets(statuses: readonly MilestoneStatus[]): string[] {
  const present = statuses.length === 0 ? (['not-reported'] as const) : new Set(statuses);
  return [...present].map((status) => facetEntry('status', status));
}

/** `facets` with its statuses replaced. */
export function withStatuses(facets: readonly string[], statuses: readonly MilestoneStatus[]): string[] {
  const status = facetEntry('status', '');
  return [...facets.filter((entry) => !entry.startsWith(status)), ...statusFacets(statuses)];
}

type Listed = { institutionId: string; id: string; latestFirst: number; reference: string };

/** Writes the entries of one commitment as rows: those it has, and no others. None at all takes it out of every filter. */
export async function writeFacets(db: Db, commitment: Listed, entries: readonly string[]): Promise<void> {
  const { institutionId, id, latestFirst, reference } = commitment;
  await sql`
    delete from commitment_facet where institution_id = ${institutionId} and commitment_id = ${id}
      and entry <> all (${[...entries]}::text[])`.execute(db);
  await sql`
    insert into commitment_facet (institution_id, commitment_id, entry, latest_first, reference)
    select ${institutionId}::uuid, ${id}::uuid, entry, ${latestFirst}::integer, ${reference}::text
    from unnest(${[...entries]}::text[]) as entry
    on conflict (institution_id, commitment_id, entry) do update set latest_first = excluded.latest_first
      where commitment_facet.latest_first <> excluded.latest_first`.execute(db);
}
