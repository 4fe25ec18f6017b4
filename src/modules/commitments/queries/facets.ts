import { sql } from 'kysely';
import { regions } from '#core/territory/index.ts';
import { across, type Db } from '#platform/db/database.ts';
import { COUNTED_EXACTLY } from '#platform/db/paging.ts';
import type { Text } from '#platform/i18n/text.ts';
import { MILESTONE_STATUSES } from '../commitment.ts';
import type { TermFacet } from '../tables.ts';
import { bodiesById } from './bodies.ts';
import { filtered } from './commitments.ts';
import { type CommitmentFilters, FACET_PREFIX, type FacetFilter, facetEntry } from './filters.ts';

/** One choice of a filter: how many commitments it leaves, given all the other filters. Counts are exact up to 10,000. */
export type FacetOption = {
  key: string;
  /** Null for words of the interface: statuses are named by `commitments.status.${key}`. */
  label: Text | null;
  count: number;
  countIsAtLeast?: true;
};

/** For `institution` the key is the body's slug. */
export type Facets = Record<FacetFilter | 'institution', FacetOption[]>;

type Counts = Map<string, number>;

/** The most bodies that the filter offers; a longer list is what the search is for. */
const BODIES_OFFERED = 200;

/**
 * How many commitments each choice of each filter would leave. Up to 10,000 commitments are read once and counted; beyond that every
 * choice is counted by itself in its index, up to 10,000.
 */
export async function commitmentFacets(db: Db, filters: CommitmentFilters, today: string): Promise<Facets> {
  const [terms, regionNames] = await Promise.all([
    db.selectFrom('commitment_term').select(['facet', 'key', 'label']).execute(),
    regions(db),
  ]);
  const labels = new Map<string, Text>(terms.map((one) => [`${one.facet}:${one.key}`, one.label]));
  for (const region of regionNames) labels.set(`region:${region.code}`, region.name);
  const known = [...labels.keys(), ...MILESTONE_STATUSES.map((status) => `status:${status}`)];

  const shared = await countFacets(db, filters, today, known);
  const own = new Map<FacetFilter, Counts>();
  for (const filter of Object.keys(FACET_PREFIX) as FacetFilter[]) {
    if (filters[filter] === undefined) continue;
    own.set(filter, await countFacets(db, { ...filters, [filter]: undefined }, today, known));
  }
  const facets = {} as Facets;
  for (const filter of Object.keys(FACET_PREFIX) as FacetFilter[]) {
    const prefix = `${FACET_PREFIX[filter]}:`;
    const counts = own.get(filter) ?? shared;
    const keys = new Set([...counts.keys()].filter((entry) => entry.startsWith(prefix)));
    const chosen = filters[filter];
    if (chosen !== undefined) keys.add(facetEntry(filter, chosen));
    facets[filter] = inOrder(
      filter,
      [...keys].map((entry) => option(entry.slice(prefix.length), labels.get(entry) ?? null, counts.get(entry) ?? 0)),
    );
  }
  facets.institution = await bodyOptions(db, filters, today);
  return facets;
}

function option(key: string, label: Text | null, count: number): FacetOption {
  return count > COUNTED_EXACTLY ? { key, label, count: COUNTED_EXACTLY, countIsAtLeast: true } : { key, label, count };
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

async function countFacets(
  db: Db,
  filters: CommitmentFilters,
  today: string,
  known: readonly string[],
): Promise<Counts> {
  const candidates = filtered(db, filters, today)
    .select(['commitment.facets'])
    .limit(COUNTED_EXACTLY + 1)
    .as('candidate');
  const { rows } = await sql<{ entry: string | null; n: number }>`
    with candidate as materialized (select facets from ${candidates})
    select entry, count(*) as n from candidate, unnest(candidate.facets) as entry group by entry
    union all select null, count(*) from candidate`.execute(across(db));
  const total = rows.find((row) => row.entry === null)?.n ?? 0;
  const counts = new Map(rows.flatMap((row) => (row.entry === null ? [] : [[row.entry, row.n] as const])));
  if (total <= COUNTED_EXACTLY) return counts;
  const exact: Counts = new Map();
  for (const entry of new Set([...known, ...counts.keys()])) {
    const limited = filtered(db, filters, today)
      .select('commitment.id')
      .where(sql<boolean>`commitment.facets @> ${[entry]}::text[]`)
      .limit(COUNTED_EXACTLY + 1)
      .as('limited');
    const { n } = await across(db)
      .selectFrom(limited)
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    if (n > 0) exact.set(entry, n);
  }
  return exact;
}

async function bodyOptions(db: Db, filters: CommitmentFilters, today: string): Promise<FacetOption[]> {
  const others = { ...filters, institutionId: undefined };
  const candidates = filtered(db, others, today)
    .select(['commitment.institution_id', 'commitment.id'])
    .limit(COUNTED_EXACTLY + 1)
    .as('candidate');
  const { rows } = await sql<{ body_id: string; n: number; total: number }>`
    with candidate as materialized (select institution_id, id from ${candidates})
    select b.body_id, count(*) as n, (select count(*) from candidate) as total
    from candidate c join commitment_body b on b.institution_id = c.institution_id and b.commitment_id = c.id
    group by b.body_id order by n desc, b.body_id limit ${BODIES_OFFERED}`.execute(across(db));
  const counts = new Map(rows.map((row) => [row.body_id, row.n]));
  if ((rows[0]?.total ?? 0) > COUNTED_EXACTLY) {
    for (const id of await bodiesWithCommitments(db)) {
      const limited = filtered(db, { ...others, institutionId: id }, today)
        .select('commitment.id')
        .limit(COUNTED_EXACTLY + 1)
        .as('limited');
      const { n } = await across(db)
        .selectFrom(limited)
        .select((e) => e.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      counts.set(id, n);
    }
  }
  if (filters.institutionId !== undefined && !counts.has(filters.institutionId)) counts.set(filters.institutionId, 0);
  const bodies = await bodiesById(db, [...counts.keys()]);
  return [...counts]
    .flatMap(([id, n]) => {
      const body = bodies.get(id);
      return body && (n > 0 || id === filters.institutionId) ? [option(body.slug, body.name, n)] : [];
    })
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

/** The bodies that have any commitment, each found by one step in the index. */
async function bodiesWithCommitments(db: Db): Promise<string[]> {
  const { rows } = await sql<{ body_id: string }>`
    with recursive step as (
      (select body_id from commitment_body order by body_id limit 1)
      union all
      select (select b.body_id from commitment_body b where b.body_id > step.body_id order by b.body_id limit 1)
      from step where step.body_id is not null
    )
    select body_id from step where body_id is not null limit ${BODIES_OFFERED}`.execute(across(db));
  return rows.map((row) => row.body_id);
}

/** The words of a vocabulary that any plan uses, for pages that offer them without counts. */
export async function termsOf(db: Db, facet: TermFacet): Promise<{ key: string; label: Text }[]> {
  return db.selectFrom('commitment_term').select(['key', 'label']).where('facet', '=', facet).orderBy('key').execute();
}
