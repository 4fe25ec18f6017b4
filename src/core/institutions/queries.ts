import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import { asTotal, type Paging, type Slice, slice, type Total } from '#platform/db/paging.ts';
import { normalise } from '#platform/search/normalise.ts';
import { aliasKey, hostKey, type Institution, isOwnCouncil, KINDS, type Kind } from './institution.ts';

const COLUMNS = [
  'institution.id',
  'institution.slug',
  'institution.kind',
  'institution.name',
  'institution.short_name as shortName',
  'institution.territory_code as territory',
  'institution.parent_id as parentId',
  'institution.host',
  'institution.accent',
  'institution.emblem',
  'institution.contact',
  'institution.languages',
  'institution.state',
] as const;

const kindOrder = sql<number>`array_position(${sql.val([...KINDS])}::text[], institution.kind)`;

function all(db: Db) {
  return db.selectFrom('institution').select(COLUMNS);
}

/** Every body, by kind and slug: a few dozen to a few thousand rows, for what keeps them in memory. */
export async function allInstitutions(db: Db): Promise<Institution[]> {
  return all(db).orderBy(kindOrder).orderBy('slug').execute();
}

/** The body with this slug; undefined when there is none. */
export async function institutionBySlug(db: Db, slug: string): Promise<Institution | undefined> {
  return all(db).where('slug', '=', slug).executeTakeFirst();
}

/** The body that has this host name for itself. */
export async function institutionByHost(db: Db, host: string): Promise<Institution | undefined> {
  return all(db).where('host', '=', hostKey(host)).executeTakeFirst();
}

/** Several bodies by id, for lists that show whose each row is. */
export async function institutionsById(db: Db, ids: readonly string[]): Promise<Map<string, Institution>> {
  if (ids.length === 0) return new Map();
  const rows = await all(db).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The council of a region by the region's code (`11`). */
export async function regionalCouncil(db: Db, territory: string): Promise<Institution | undefined> {
  return all(db)
    .where('territory_code', '=', territory)
    .where('kind', '=', 'region')
    .where('state', '=', 'active')
    .executeTakeFirst();
}

/** The portal's own body: what the nation as a whole has promised belongs to it. */
export async function nationalPortal(db: Db): Promise<Institution> {
  return all(db).where('kind', '=', 'national-portal').orderBy('slug').executeTakeFirstOrThrow();
}

/**
 * The bodies that a source names, by the name as written: matched without case, spaces or kind of dash (`aliasKey`).
 * "The regional council" is the council of `jurisdiction`, a region's code. Names that nobody has are absent from the map.
 */
export async function institutionsNamed(
  db: Db,
  names: readonly string[],
  jurisdiction?: string,
): Promise<Map<string, Institution>> {
  const found = new Map<string, Institution>();
  const wanted = [...new Set(names)];
  if (wanted.length === 0) return found;
  const rows = await all(db)
    .innerJoin('institution_alias', 'institution_alias.institution_id', 'institution.id')
    .select('institution_alias.alias_key as key')
    .where('institution_alias.alias_key', 'in', wanted.map(aliasKey))
    .execute();
  const byKey = new Map(rows.map(({ key, ...institution }) => [key, institution]));
  const own = jurisdiction && wanted.some(isOwnCouncil) ? await regionalCouncil(db, jurisdiction) : undefined;
  for (const name of wanted) {
    const institution = isOwnCouncil(name) ? own : byKey.get(aliasKey(name));
    if (institution) found.set(name, institution);
  }
  return found;
}

/** The members of a consortium, in the order of its founding text. */
export async function membersOf(db: Db, consortiumId: string): Promise<Institution[]> {
  return all(db)
    .innerJoin('institution_member', 'institution_member.member_id', 'institution.id')
    .where('institution_member.consortium_id', '=', consortiumId)
    .orderBy('institution_member.position')
    .orderBy('institution.slug')
    .execute();
}

/** The consortia a body belongs to. */
export async function consortiaOf(db: Db, memberId: string): Promise<Institution[]> {
  return all(db)
    .innerJoin('institution_member', 'institution_member.consortium_id', 'institution.id')
    .where('institution_member.member_id', '=', memberId)
    .orderBy('institution.slug')
    .execute();
}

/** The departments of a ministry. */
export async function childrenOf(db: Db, parentId: string): Promise<Institution[]> {
  return all(db).where('parent_id', '=', parentId).orderBy('slug').execute();
}

/** The kinds of which there is at least one body, in the order of `KINDS`. */
export async function kindsPresent(db: Db): Promise<Kind[]> {
  const rows = await db.selectFrom('institution').select('kind').distinct().execute();
  const present = new Set(rows.map((row) => row.kind));
  return KINDS.filter((kind) => present.has(kind));
}

export type InstitutionFilter = {
  kind?: Kind | undefined;
  /** A region's code: its council, and the councils of what lies in it. */
  region?: string | undefined;
  /** A part of a name in any language. */
  q?: string | undefined;
  /** One body and what stands under it. */
  under?: string | undefined;
};

export type InstitutionRow = Institution & { parent: string | null };

/** Bodies by kind and slug, page by page, with their total. `parent` is the slug of the ministry. */
export async function listInstitutions(
  db: Db,
  filter: InstitutionFilter,
  paging: Paging,
): Promise<Slice<InstitutionRow> & Total> {
  const { total } = await filtered(db, filter).select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow();
  const page = await slice(
    filtered(db, filter).select(COLUMNS).select('above.slug as parent').select(kindOrder.as('kindOrder')),
    [
      { sql: kindOrder, key: 'kindOrder', direction: 'asc' },
      { sql: sql`institution.slug`, key: 'slug', direction: 'asc' },
    ],
    paging,
  );
  const items = page.items.map(({ kindOrder: _order, ...institution }) => institution);
  return { items, next: page.next, ...asTotal(total) };
}

function filtered(db: Db, { kind, region, q, under }: InstitutionFilter) {
  let query = db
    .selectFrom('institution')
    .leftJoin('institution as above', 'above.id', 'institution.parent_id')
    .leftJoin('territory', 'territory.code', 'institution.territory_code');
  if (kind) query = query.where('institution.kind', '=', kind);
  if (region) query = query.where('territory.region', '=', region);
  if (under) {
    query = query.where((or) => or.or([or('institution.id', '=', under), or('institution.parent_id', '=', under)]));
  }
  // Signs alone find nothing rather than everything.
  if (q)
    query = query.where(sql<boolean>`${normalise(q) !== ''} and institution.name_keys like ${`%${normalise(q)}%`}`);
  return query;
}
