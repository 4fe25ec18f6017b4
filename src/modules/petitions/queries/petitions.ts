import { type RawBuilder, sql } from 'kysely';
import { across, type Db, within } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { PetitionLevel } from '../law.ts';
import {
  ELSEWHERE,
  type Listed,
  type PetitionState,
  type RefusalGround,
  type RemovalGround,
  statesOf,
} from '../petition.ts';
import '../tables.ts';

/** A petition as pages, actions and the API read it. Counts are signatures that count. */
export type Petition = {
  institutionId: string;
  /** The council that has its file now, where it is another one than was addressed. */
  liesWith: string | null;
  id: string;
  reference: string;
  level: PetitionLevel;
  state: PetitionState;
  lang: Lang;
  title: string;
  demand: string;
  reasons: string;
  representativeId: string | null;
  representativeName: string;
  months: number;
  populationYear: number | null;
  population: number | null;
  required: number | null;
  perProvinceMinimum: number | null;
  createdAt: Date;
  submittedAt: Date | null;
  decidedAt: Date | null;
  openedOn: string | null;
  closesOn: string | null;
  closedAt: Date | null;
  refusalGround: RefusalGround | null;
  refusalReasons: Text | null;
  /** When officials last changed what counts. */
  talliedAt: Date | null;
  /** Who opened or refused it. */
  decidedBy: string | null;
  /** Which official looks at it, and since when. */
  takenBy: string | null;
  takenAt: Date | null;
  /** Of the draft. */
  version: number;
  /** How surely a signatory must be known. */
  assurance: 1 | 2;
  /** Why it was taken off the platform; null where it was not. */
  removalGround: RemovalGround | null;
  signatures: number;
};

const COLUMNS = [
  'petition.institution_id as institutionId',
  'petition.id',
  'petition.reference',
  'petition.level',
  'petition.state',
  'petition.lang',
  'petition.title',
  'petition.demand',
  'petition.reasons',
  'petition.representative_id as representativeId',
  'petition.representative_name as representativeName',
  'petition.months',
  'petition.population_year as populationYear',
  'petition.population',
  'petition.required',
  'petition.per_province_minimum as perProvinceMinimum',
  'petition.created_at as createdAt',
  'petition.submitted_at as submittedAt',
  'petition.decided_at as decidedAt',
  'petition.opened_on as openedOn',
  'petition.closes_on as closesOn',
  'petition.closed_at as closedAt',
  'petition.refusal_ground as refusalGround',
  'petition.refusal_reasons as refusalReasons',
  'petition.tallied_at as talliedAt',
  'petition.decided_by as decidedBy',
  'petition.taken_by as takenBy',
  'petition.taken_at as takenAt',
  'petition.version',
  'petition.assurance',
  'petition.removal_ground as removalGround',
] as const;

const SIGNATURES = sql<number>`(
  select coalesce(sum(petition_count.signatures), 0) from petition_count
  where petition_count.institution_id = petition.institution_id and petition_count.petition_id = petition.id)`;

const LIES_WITH = sql<string | null>`(
  select petition_council.lies_with from petition_council
  where petition_council.institution_id = petition.institution_id and petition_council.petition_id = petition.id)`;

function all(db: Db) {
  return across(db)
    .selectFrom('petition')
    .select(COLUMNS)
    .select([SIGNATURES.as('signatures'), LIES_WITH.as('liesWith')]);
}

/** One petition by its reference; undefined when there is none. */
export async function petitionByReference(db: Db, reference: string): Promise<Petition | undefined> {
  return (await petitionsByReference(db, [reference])).get(reference);
}

/** Several petitions by their references. */
export async function petitionsByReference(db: Db, references: readonly string[]): Promise<Map<string, Petition>> {
  if (references.length === 0) return new Map();
  const rows = await all(db).where('petition.reference', 'in', references).execute();
  return new Map(rows.map((row) => [row.reference, row]));
}

/** What a person represents, the latest first. */
export async function petitionsRepresentedBy(db: Db, personId: string): Promise<Petition[]> {
  return all(db)
    .where('petition.representative_id', '=', personId)
    .where('petition.state', '!=', 'removed')
    .orderBy('petition.created_at', 'desc')
    .limit(100)
    .execute();
}

/** What waits to be checked in a body, the oldest first. */
export async function submittedPetitions(
  db: Db,
  institutionIds: readonly string[],
  limit: number,
): Promise<Petition[]> {
  if (institutionIds.length === 0) return [];
  return all(db)
    .where('petition.institution_id', 'in', institutionIds)
    .where('petition.state', '=', 'submitted')
    .orderBy('petition.submitted_at')
    .limit(limit)
    .execute();
}

export type PetitionFilter = {
  institutionId?: string | undefined;
  state?: Listed | undefined;
  level?: PetitionLevel | undefined;
};

const NEWEST: readonly OrderColumn[] = [
  { sql: sql`coalesce(petition.opened_on, petition.created_at::date)::text`, key: 'since', direction: 'desc' },
  { sql: sql`petition.id`, key: 'id', direction: 'desc' },
];

/** Public petitions, the latest first, page by page. */
export async function listPetitions(db: Db, filter: PetitionFilter, paging: Paging): Promise<Slice<Petition> & Total> {
  const { institutionId } = filter;
  const concerned = institutionId === undefined ? undefined : await concernsCouncil(db, institutionId);
  const total = await totalOf(db, filtered(db, filter, concerned).select('petition.id'));
  const query = filtered(db, filter, concerned)
    .select(COLUMNS)
    .select([SIGNATURES.as('signatures'), LIES_WITH.as('liesWith')])
    .select(sql<string>`coalesce(petition.opened_on, petition.created_at::date)::text`.as('since'));
  const page = await slice(query, NEWEST, paging);
  return { items: page.items.map(({ since: _since, ...petition }) => petition), next: page.next, ...total };
}

/**
 * That a petition concerns a council: it was addressed, or has the file of it now. The latter are few and read first, so that an index
 * serves both.
 */
export async function concernsCouncil(db: Db, institutionId: string): Promise<RawBuilder<boolean>> {
  const lying = await across(db)
    .selectFrom('petition_council')
    .select(['institution_id', 'petition_id'])
    .where('lies_with', '=', institutionId)
    .execute();
  const each = [
    sql`petition.institution_id = ${institutionId}`,
    ...lying.map((one) => sql`petition.institution_id = ${one.institution_id} and petition.id = ${one.petition_id}`),
  ];
  return sql<boolean>`(${sql.join(each, sql` or `)})`;
}

function filtered(db: Db, { state, level }: PetitionFilter, concerned: RawBuilder<boolean> | undefined) {
  let query = across(db).selectFrom('petition').where('petition.state', 'in', statesOf(state));
  if (concerned) query = query.where(concerned);
  if (level) query = query.where('petition.level', '=', level);
  return query;
}

/** How many signatures count, by residence and channel. The sum of all is the petition's total. */
export type Counts = { total: number; byProvince: Map<string, number>; byChannel: Map<string, number> };

/** Reads the counters of a petition. Whoever lives outside the territory is in the total alone. */
export async function countsOf(db: Db, { institutionId, id }: Pick<Petition, 'institutionId' | 'id'>): Promise<Counts> {
  const rows = await within(db, institutionId)
    .selectFrom('petition_count')
    .select(['territory', 'channel', 'signatures'])
    .where('petition_id', '=', id)
    .execute();
  const counts: Counts = { total: 0, byProvince: new Map(), byChannel: new Map() };
  for (const { territory, channel, signatures } of rows) {
    counts.total += signatures;
    if (territory !== ELSEWHERE) counts.byProvince.set(territory, (counts.byProvince.get(territory) ?? 0) + signatures);
    counts.byChannel.set(channel, (counts.byChannel.get(channel) ?? 0) + signatures);
  }
  return counts;
}

/** Petitions that are signed, or were until now, with enough signatures in all, which nobody was told of yet. */
export async function nearlyReached(db: Db): Promise<string[]> {
  const rows = await across(db)
    .selectFrom('petition')
    .innerJoin('petition_count', (join) =>
      join
        .onRef('petition_count.institution_id', '=', 'petition.institution_id')
        .onRef('petition_count.petition_id', '=', 'petition.id'),
    )
    .select('petition.reference')
    .where('petition.state', 'in', ['open', 'closed'])
    .where('petition.reached_at', 'is', null)
    .groupBy(['petition.institution_id', 'petition.id', 'petition.reference', 'petition.required'])
    .having((row) => row(row.fn.sum<number>('petition_count.signatures'), '>=', row.ref('petition.required')))
    .execute();
  return rows.map(({ reference }) => reference);
}
