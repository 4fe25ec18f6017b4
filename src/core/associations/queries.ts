import { sql } from 'kysely';
import type { Institution } from '#core/institutions/index.ts';
import { type Db, json } from '#platform/db/database.ts';
import { type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';
import type { Text } from '#platform/i18n/text.ts';
import { normalise } from '#platform/search/normalise.ts';
import {
  type Association,
  type Declaration,
  type Particulars,
  type Representative,
  receiptKey,
  represents,
  searchLine,
} from './association.ts';
import './tables.ts';

const COLUMNS = [
  'association.id',
  'association.state',
  'association.name',
  'association.purpose',
  'association.seat',
  'association.address',
  'association.created_on as createdOn',
  'association.receipt_kind as receiptKind',
  'association.receipt_number as receiptNumber',
  'association.receipt_on as receiptOn',
  'association.receipt_authority as receiptAuthority',
  'association.public_utility as publicUtility',
  'association.members',
  'association.website',
  'association.email',
  'association.phone',
  'association.declared_at as declaredAt',
  'association.proposed',
  'association.taken_by as takenBy',
  'association.institution_id as institutionId',
  'association.decided_at as decidedAt',
  'association.verified_at as verifiedAt',
  'association.refusal',
  'association.closed_on as closedOn',
  'association.closed_why as closedWhy',
] as const;

const REPRESENTATIVE = [
  'association_representative.id',
  'association_representative.association_id as associationId',
  'association_representative.person_id as personId',
  'association_representative.name',
  'association_representative.function',
  'association_representative.public_name as publicName',
  'association_representative.from_on as fromOn',
  'association_representative.until_on as untilOn',
  'association_representative.state',
] as const;

/** The columns of what is verified, for writing. */
export function declarationColumns(given: Declaration) {
  return {
    name: json(given.name),
    name_keys: searchLine(given.name),
    purpose: json(given.purpose),
    seat: given.seat,
    address: given.address,
    created_on: given.createdOn,
    receipt_kind: given.receiptKind,
    receipt_number: given.receiptNumber,
    receipt_on: given.receiptOn,
    receipt_authority: given.receiptAuthority,
    receipt_key: receiptKey(given),
    public_utility: given.publicUtility,
  };
}

/** The columns of what the association says of itself, for writing. */
export function particularsColumns({ members, website, email, phone }: Particulars): Particulars {
  return { members, website, email, phone };
}

/** An association by its id, whatever its state; `access.ts` says who may see it. */
export async function associationById(db: Db, id: string): Promise<Association | undefined> {
  return db.selectFrom('association').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

/** Who represents an association, did, or is asked to; the first to come first. */
export async function representativesOf(db: Db, associationId: string): Promise<Representative[]> {
  return db
    .selectFrom('association_representative')
    .select(REPRESENTATIVE)
    .where('association_id', '=', associationId)
    .orderBy('id')
    .execute();
}

/** One representation by its id. */
export async function representativeById(db: Db, id: string): Promise<Representative | undefined> {
  return db.selectFrom('association_representative').select(REPRESENTATIVE).where('id', '=', id).executeTakeFirst();
}

/** An association with what somebody is in it; `personId` is theirs once they have confirmed that they represent it. */
export type Own = Association & { mine: Representative | undefined; personId: string | null };

/** An association as somebody who may represent it sees it. */
export async function ownAssociation(db: Db, id: string, personId: string | undefined): Promise<Own | undefined> {
  const association = await associationById(db, id);
  if (!association) return undefined;
  const all = personId ? await representativesOf(db, id) : [];
  const mine = all.find((one) => one.personId === personId && (one.state === 'confirmed' || one.state === 'asked'));
  return { ...association, mine, personId: mine?.state === 'confirmed' ? mine.personId : null };
}

/** Every association that somebody represents, has represented or is asked to represent, the newest first. */
export async function associationsOf(db: Db, personId: string): Promise<(Association & { mine: Representative })[]> {
  const mine = await db
    .selectFrom('association_representative')
    .select(REPRESENTATIVE)
    .where('person_id', '=', personId)
    .orderBy('id', 'desc')
    .execute();
  if (mine.length === 0) return [];
  const rows = await db
    .selectFrom('association')
    .select(COLUMNS)
    .where(
      'id',
      'in',
      mine.map((one) => one.associationId),
    )
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return mine.flatMap((one) => {
    const association = byId.get(one.associationId);
    return association ? [{ ...association, mine: one }] : [];
  });
}

/** An association that somebody may speak for: its id and name. */
export type Represented = { id: string; name: Text };

/**
 * The associations that a person represents on a day (`YYYY-MM-DD`): verified and not closed, the person has said yes and their term runs.
 * What offers "for the association" asks this, and so does the action that does it.
 */
export async function associationsRepresentedBy(db: Db, personId: string, today: string): Promise<Represented[]> {
  const rows = await db
    .selectFrom('association_representative')
    .innerJoin('association', 'association.id', 'association_representative.association_id')
    .select(REPRESENTATIVE)
    .select('association.name as called')
    .where('association_representative.person_id', '=', personId)
    .where('association_representative.state', '=', 'confirmed')
    .where('association.state', '=', 'verified')
    .orderBy('association.id')
    .execute();
  return rows
    .filter((one) => represents(one, today))
    .map(({ associationId, called }) => ({ id: associationId, name: called }));
}

/** The verified association that has the same receipt, other than this one. */
export async function verifiedTwin(
  db: Db,
  receipt: Pick<Declaration, 'receiptNumber' | 'receiptAuthority'>,
  except?: string,
): Promise<Represented | undefined> {
  let query = db
    .selectFrom('association')
    .select(['id', 'name'])
    .where('receipt_key', '=', receiptKey(receipt))
    .where('state', '=', 'verified');
  if (except) query = query.where('id', '!=', except);
  return query.executeTakeFirst();
}

/** How many other declarations with the same receipt wait: an official should see them together. */
export async function waitingTwins(db: Db, association: Association): Promise<number> {
  const { n } = await db
    .selectFrom('association')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('receipt_key', '=', receiptKey(association.proposed ?? association))
    .where('state', '=', 'declared')
    .where('id', '!=', association.id)
    .executeTakeFirstOrThrow();
  return n;
}

/** A seat, with what it stands in. */
export type Seat = { code: string; name: Text; within: { code: string; name: Text }[] };

/** The seats of associations by code, each with its province and region. */
export async function seatsOf(db: Db, codes: readonly string[]): Promise<Map<string, Seat>> {
  const wanted = [...new Set(codes)];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('territory as seat')
    .innerJoin('territory', (join) => join.on(sql<boolean>`territory.code = any(seat.path)`))
    .select(['seat.code as seat', 'territory.code', 'territory.name', 'territory.level'])
    .where('seat.code', 'in', wanted)
    .orderBy(sql`array_position(seat.path, territory.code)`, 'desc')
    .execute();
  const seats = new Map<string, Seat>();
  for (const row of rows) {
    const seat = seats.get(row.seat) ?? { code: row.seat, name: {}, within: [] };
    if (row.code === row.seat) seat.name = row.name;
    else if (row.level === 'province' || row.level === 'region') seat.within.push({ code: row.code, name: row.name });
    seats.set(row.seat, seat);
  }
  return seats;
}

/** The bodies whose officials may verify an association with this seat: the councils of what it lies in, the nearest first. */
export async function verifiersOf(db: Db, seat: string): Promise<Pick<Institution, 'id' | 'name' | 'slug' | 'host'>[]> {
  return db
    .selectFrom('institution')
    .innerJoin('territory as seat', (join) =>
      join.on('seat.code', '=', seat).on(sql<boolean>`institution.territory_code = any(seat.path)`),
    )
    .select(['institution.id', 'institution.name', 'institution.slug', 'institution.host'])
    .where('institution.state', '=', 'active')
    .where('institution.kind', 'in', ['region', 'province', 'commune'])
    .orderBy(sql`array_position(seat.path, institution.territory_code)`, 'desc')
    .execute();
}

/** Whether a seat lies in the territory of a body. */
export async function isInTerritoryOf(db: Db, seat: string, institutionId: string): Promise<boolean> {
  return (await verifiersOf(db, seat)).some((body) => body.id === institutionId);
}

/** The declarations and changes that wait for officials of these bodies, the oldest first. */
export async function waitingFor(
  db: Db,
  institutionIds: readonly string[],
  limit: number,
): Promise<(Association & { verifierId: string })[]> {
  if (institutionIds.length === 0) return [];
  const seatOfWork = sql`coalesce(association.proposed ->> 'seat', association.seat)`;
  return db
    .selectFrom('association')
    .innerJoin('territory as seat', (join) => join.on(sql<boolean>`seat.code = ${seatOfWork}`))
    .innerJoin('institution', (join) => join.on(sql<boolean>`institution.territory_code = any(seat.path)`))
    .select(COLUMNS)
    .select('institution.id as verifierId')
    .where('institution.id', 'in', institutionIds)
    .where('institution.kind', 'in', ['region', 'province', 'commune'])
    .where((row) => row.or([row('association.state', '=', 'declared'), row('association.proposed', 'is not', null)]))
    .orderBy('association.declared_at')
    .orderBy('association.id')
    .limit(limit)
    .execute();
}

/** What a body has decided, the last first. */
export async function decidedBy(db: Db, institutionId: string, limit: number): Promise<Association[]> {
  return db
    .selectFrom('association')
    .select(COLUMNS)
    .where('institution_id', '=', institutionId)
    .orderBy('decided_at', 'desc')
    .limit(limit)
    .execute();
}

export type DirectoryFilter = {
  /** A part of a name in any language. */
  q?: string | undefined;
  /** Code of a territory that holds the seat. */
  territory?: string | undefined;
};

/** The directory: verified associations by name, page by page, with their total. */
export async function listAssociations(
  db: Db,
  filter: DirectoryFilter,
  paging: Paging,
): Promise<Slice<Association> & Total> {
  const total = await totalOf(db, inDirectory(db, filter).select('association.id'));
  const page = await slice(
    inDirectory(db, filter).select(COLUMNS).select('association.name_keys as nameKeys'),
    [
      { sql: sql`association.name_keys`, key: 'nameKeys', direction: 'asc' },
      { sql: sql`association.id`, key: 'id', direction: 'asc' },
    ],
    paging,
  );
  return { items: page.items.map(({ nameKeys: _keys, ...one }) => one), next: page.next, ...total };
}

function inDirectory(db: Db, { q, territory }: DirectoryFilter) {
  let query = db
    .selectFrom('association')
    .innerJoin('territory as seat', 'seat.code', 'association.seat')
    .where('association.state', '=', 'verified');
  if (territory) query = query.where(sql<boolean>`${territory} = any(seat.path)`);
  // Signs alone find nothing rather than everything.
  if (q)
    query = query.where(sql<boolean>`${normalise(q) !== ''} and association.name_keys like ${`%${normalise(q)}%`}`);
  return query;
}

/** The code of the territory that a council governs; null for a body without one. */
export async function territoryOfBody(db: Db, institutionId: string): Promise<string | null> {
  const row = await db
    .selectFrom('institution')
    .select('territory_code')
    .where('id', '=', institutionId)
    .where('kind', 'in', ['region', 'province', 'commune'])
    .executeTakeFirst();
  return row?.territory_code ?? null;
}

/** Somebody who represents an association, for the official who has taken it: whether their identity is verified (level 2) too. */
export type RepresentativeShown = Pick<Representative, 'name' | 'function'> & { verified: boolean };

/** Who represents an association now, for the official who has taken it. `take-association` has written the access down. */
export async function representativesShown(db: Db, associationId: string, now: Date): Promise<RepresentativeShown[]> {
  const rows = await db
    .selectFrom('association_representative')
    .select(['association_representative.name', 'association_representative.function'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('assurance')
          .select('assurance.id')
          .whereRef('assurance.person_id', '=', 'association_representative.person_id')
          .where('assurance.level', '=', 2)
          .where('assurance.revoked_at', 'is', null)
          .where((or) => or.or([or('assurance.expires_at', 'is', null), or('assurance.expires_at', '>', now)])),
      ).as('verified'),
    )
    .where('association_representative.association_id', '=', associationId)
    .where('association_representative.state', '=', 'confirmed')
    .orderBy('association_representative.id')
    .execute();
  return rows.map((row) => ({ ...row, verified: Boolean(row.verified) }));
}
