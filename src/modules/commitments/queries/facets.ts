import { sql } from 'kysely';
import { regions } from '#core/territory/index.ts';
import { across, type Db } from '#platform/db/database.ts';
import { COUNTED_EXACTLY } from '#platform/db/paging.ts';
import type { Text } from '#platform/i18n/text.ts';
import { MILESTONE_STATUSES } from '../commitment.ts';
import { FACET_FILTERS, type FacetFilter, facetEntry } from '../facets.ts';
import type { TermFacet } from '../tables.ts';
import { bodiesById } from './bodies.ts';
import { candidates, countCommitments } from './commitments.ts';
import type { CommitmentFilters } from './filters.ts';

/**
 * One choice of a filter: how many commitments it leaves, given all the other filters. Exact up to 10,000; where the other filters
 * leave more than 10,000 already, a choice may say only how many there are at least.
 */
export type FacetOption = {
  key: string;
  /** Null for words of the interface: statuses are named by `commitments.status.${key}`. */
  label: Text | null;
  count: number;
  countIsAtLeast?: true;
};

/** For `institution` the key is the body's slug. */
export type Facets = Record<FacetFilter | 'institution', FacetOption[]>;

/** Counts by entry or id. `atLeast`: they were taken from the first 10,000 only. */
type Counts = { of: Map<string, number>; atLeast: boolean };

/** The most bodies that the filter offers; a longer list is what the search is for. */
const BODIES_OFFERED = 200;

/** How many commitments each choice of each filter would leave. Remember it: it reads up to 10,000 commitments for each chosen filter. */
export async function commitmentFacets(db: Db, filters: CommitmentFilters, today: string): Promise<Facets> {
  const [terms, regionNames] = await Promise.all([
    db.selectFrom('commitment_term').select(['facet', 'key', 'label']).execute(),
    regions(db),
  ]);
  const labels = new Map<string, Text>(terms.map((one) => [`${one.facet}:${one.key}`, one.label]));
  for (const region of regionNames) labels.set(facetEntry('region', region.code), region.name);
  const known = [...labels.keys(), ...MILESTONE_STATUSES.map((status) => facetEntry('status', status))];

  const shared = await countEntries(db, filters, today, known);
  const facets = {} as Facets;
  for (const filter of FACET_FILTERS) {
    const chosen = filters[filter];
    const counts =
      chosen === undefined ? shared : await countEntries(db, { ...filters, [filter]: undefined }, today, known);
    const prefix = facetEntry(filter, '');
    const keys = new Set([...counts.of.keys()].filter((entry) => entry.startsWith(prefix)));
    if (chosen !== undefined) keys.add(facetEntry(filter, chosen));
    const options = [...keys].map((entry) =>
      option(entry.slice(prefix.length), labels.get(entry) ?? null, counts.of.get(entry) ?? 0, counts.atLeast),
    );
    facets[filter] = inOrder(filter, options);
  }
  facets.institution = await bodyOptions(db, filters, today);
  return facets;
}

function option(key: string, label: Text | null, count: number, atLeast: boolean): FacetOption {
  if (count > COUNTED_EXACTLY) return { key, label, count: COUNTED_EXACTLY, countIsAtLeast: true };
  return atLeast ? { key, label, count, countIsAtLeast: true } : { key, label, count };
}

/** Regions by code, statuses in their own order, words by how often they are used. */
function inOrder(filter: FacetFilter, options: FacetOption[]): FacetOption[] {
  if (filter === 'region') return options.sort((a, b) => (a.key < b.key ? -1 : 1));
  if (filter === 'status') {
    const place = (key: string) => (MILESTONE_STATUSES as readonly string[]).indexOf(key);
    return options.sort((a, b) => place(a.key) - place(b.key));
  }
  return options.sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

function unfiltered(filters: CommitmentFilters): boolean {
  return Object.values(filters).every((value) => value === undefined);
}

async function countEntries(
  db: Db,
  filters: CommitmentFilters,
  today: string,
  known: readonly string[],
): Promise<Counts> {
  const many = (await countCommitments(db, filters, today)).totalIsAtLeast === true;
  const everywhere = many ? await countEach(db, known) : new Map<string, number>();
  if (many && unfiltered(filters)) return { of: everywhere, atLeast: false };
  const { rows } = await sql<{ entry: string; n: number }>`
    with candidate as materialized (${candidates(db, filters, today)})
    select entry, count(*) as n
    from candidate join commitment c on c.institution_id = candidate.institution_id and c.id = candidate.id,
      unnest(c.facets) as entry
    group by entry`.execute(across(db));
  const counts = new Map(rows.map((row) => [row.entry, row.n]));
  for (const entry of everywhere.keys()) if (!counts.has(entry)) counts.set(entry, 0);
  return { of: counts, atLeast: many };
}

/** Each entry by itself, in its index. */
async function countEach(db: Db, entries: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ entry: string; n: number }>`
    select known.entry, (select count(*) from (select 1 from commitment_facet f where f.entry = known.entry
      limit ${COUNTED_EXACTLY + 1}) as limited) as n
    from unnest(${[...entries]}::text[]) as known (entry)`.execute(across(db));
  return new Map(rows.filter((row) => row.n > 0).map((row) => [row.entry, row.n]));
}

async function bodyOptions(db: Db, filters: CommitmentFilters, today: string): Promise<FacetOption[]> {
  const { institutionId, ...others } = filters;
  const counts = await countBodies(db, others, today);
  if (institutionId !== undefined && !counts.of.has(institutionId)) counts.of.set(institutionId, 0);
  const bodies = await bodiesById(db, [...counts.of.keys()]);
  return [...counts.of]
    .flatMap(([id, n]) => {
      const body = bodies.get(id);
      return body ? [option(body.slug, body.name, n, counts.atLeast)] : [];
    })
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

async function countBodies(db: Db, filters: CommitmentFilters, today: string): Promise<Counts> {
  const many = (await countCommitments(db, filters, today)).totalIsAtLeast === true;
  if (!many || !unfiltered(filters)) {
    const { rows } = await sql<{ body_id: string; n: number }>`
      with candidate as materialized (${candidates(db, filters, today)})
      select b.body_id, count(*) as n
      from candidate c join commitment_body b on b.institution_id = c.institution_id and b.commitment_id = c.id
      group by b.body_id order by n desc, b.body_id limit ${BODIES_OFFERED}`.execute(across(db));
    return { of: new Map(rows.map((row) => [row.body_id, row.n])), atLeast: many };
  }
  // Each body is found by one step in the index and counted by itself.
  const each = await sql<{ body_id: string; n: number }>`
    with recursive step as (
      (select body_id from commitment_body where listed order by body_id limit 1)
      union all
      select (select b.body_id from commitment_body b where b.listed and b.body_id > step.body_id
        order by b.body_id limit 1)
      from step where step.body_id is not null
    )
    select step.body_id, (select count(*) from (select 1 from commitment_body b
      where b.body_id = step.body_id and b.listed limit ${COUNTED_EXACTLY + 1}) as limited) as n
    from step where step.body_id is not null limit ${BODIES_OFFERED}`.execute(across(db));
  return { of: new Map(each.rows.map((row) => [row.body_id, row.n])), atLeast: false };
}

/** The words of a vocabulary that any plan uses, for pages that offer them without counts. */
export async function termsOf(db: Db, facet: TermFacet): Promise<{ key: string; label: Text }[]> {
  return db.selectFrom('commitment_term').select(['key', 'label']).where('facet', '=', facet).orderBy('key').execute();
}
