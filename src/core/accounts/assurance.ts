import type { AgeBand } from '#core/personal-data/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Db, Tx } from '#platform/db/database.ts';
import { type Need, NotSignedIn } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Actor } from '#platform/tenant.ts';
import { tellOwner } from './notices.ts';
import type { IdentityClaims } from './oidc.ts';
import type { AssuranceMethod } from './tables.ts';

/** How long a verified identity stands before it is verified anew, in years, by the way it was verified. */
export const LEVEL_TWO_YEARS: Record<Exclude<AssuranceMethod, 'contact'>, number> = {
  oidc: 2,
  counter: 5,
  letter: 2,
};

/** The documents that may be shown at a counter. Kept is which kind it was, never its number. */
export const DOCUMENTS = ['cnie', 'passport', 'residence-card', 'driving-licence'] as const;
export type IdentityDocument = (typeof DOCUMENTS)[number];

/** What may be known of a person besides the level. `full-name` is only ever verified; the others may be declared too. */
export const ATTRIBUTES = ['full-name', 'residence', 'age-band', 'gender', 'voter'] as const;
export type AttributeKind = (typeof ATTRIBUTES)[number];

/** The age band on a day of somebody born on another, both `YYYY-MM-DD`. */
export function ageBandOf(birthDate: string, today: string): AgeBand {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  const age = today.slice(5) < birthDate.slice(5) ? years - 1 : years;
  if (age < 18) return 'under-18';
  if (age < 25) return '18-24';
  if (age < 35) return '25-34';
  if (age < 50) return '35-49';
  return age < 65 ? '50-64' : '65-and-over';
}

function yearsLater(now: Date, years: number): Date {
  const later = new Date(now);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}

type Context = Pick<ActionContext, 'db' | 'around' | 'tenant' | 'now'>;

/** Raises a person to level 2, and takes back what stood for it before. The owner is told by letter. */
export async function giveLevelTwo(
  context: Context,
  given: {
    personId: string;
    method: Exclude<AssuranceMethod, 'contact'>;
    /** Who says so: an issuer's address, or `person:id` of an official. */
    source: string;
    institutionId?: string | null;
    document?: IdentityDocument | null;
  },
): Promise<void> {
  const { db, now } = context;
  await db
    .updateTable('assurance')
    .set({ revoked_at: now })
    .where('person_id', '=', given.personId)
    .where('level', '=', 2)
    .where('revoked_at', 'is', null)
    .execute();
  await db
    .insertInto('assurance')
    .values({
      id: newId(),
      person_id: given.personId,
      level: 2,
      method: given.method,
      document: given.document ?? null,
      source: given.source,
      institution_id: given.institutionId ?? null,
      at: now,
      expires_at: yearsLater(now, LEVEL_TWO_YEARS[given.method]),
      revoked_at: null,
    })
    .execute();
  await tellOwner(context, given.personId, 'identity-verified');
}

/**
 * Level 2 by the digital identity, and what its provider says besides. Signing in with it again prolongs it; a letter tells of the first
 * time only.
 */
export async function confirmedByProvider(
  context: Context & Pick<ActionContext, 'today'>,
  personId: string,
  claims: IdentityClaims,
): Promise<void> {
  const { db, now, today } = context;
  const prolonged = await db
    .updateTable('assurance')
    .set({ at: now, expires_at: yearsLater(now, LEVEL_TWO_YEARS.oidc) })
    .where('person_id', '=', personId)
    .where('level', '=', 2)
    .where('method', '=', 'oidc')
    .where('source', '=', claims.issuer)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  if (Number(prolonged.numUpdatedRows) === 0)
    await giveLevelTwo(context, { personId, method: 'oidc', source: claims.issuer });
  if (claims.name)
    await db
      .updateTable('person')
      .set({ name: claims.name })
      .where('id', '=', personId)
      .where('name', 'is', null)
      .execute();
  const said: [AttributeKind, string | undefined][] = [
    ['full-name', claims.name],
    ['age-band', claims.birthdate && ageBandOf(claims.birthdate, today)],
    ['gender', claims.gender],
    ['residence', claims.residence],
  ];
  for (const [kind, value] of said)
    if (value) await setAttributeOf(db, { personId, kind, value, verified: true, source: claims.issuer, now });
}

export type Attribute = {
  kind: AttributeKind;
  value: string;
  verified: boolean;
  at: Date;
  expiresAt: Date | null;
};

/** What stands of a person's attributes now. */
export async function attributesOf(db: Db, personId: string, now: Date): Promise<Attribute[]> {
  return (await attributesOfMany(db, [personId], now)).map(({ personId: _, ...attribute }) => attribute);
}

/** What stands of several people's attributes now. */
export async function attributesOfMany(
  db: Db,
  people: readonly string[],
  now: Date,
): Promise<(Attribute & { personId: string })[]> {
  if (people.length === 0) return [];
  const rows = await db
    .selectFrom('attribute')
    .select(['person_id', 'kind', 'value', 'verified', 'at', 'expires_at'])
    .where('person_id', 'in', people)
    .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', now)]))
    .orderBy('kind')
    .execute();
  return rows.map(({ person_id, kind, value, verified, at, expires_at }) => ({
    personId: person_id,
    kind: kind as AttributeKind,
    value,
    verified,
    at,
    expiresAt: expires_at,
  }));
}

/** Writes an attribute; a verified one stands for as long as a level 2 does, an age band until the next birthday may change it. */
export async function setAttributeOf(
  tx: Tx,
  given: {
    personId: string;
    kind: AttributeKind;
    value: string;
    verified: boolean;
    source: string;
    institutionId?: string | null;
    now: Date;
  },
): Promise<void> {
  const { now, verified } = given;
  const years = given.kind === 'age-band' || given.kind === 'voter' ? 1 : LEVEL_TWO_YEARS.letter;
  const row = {
    value: given.value,
    verified,
    source: given.source,
    institution_id: given.institutionId ?? null,
    at: now,
    expires_at: verified ? yearsLater(now, years) : null,
  };
  await tx
    .insertInto('attribute')
    .values({ person_id: given.personId, kind: given.kind, ...row })
    .onConflict((conflict) => conflict.columns(['person_id', 'kind']).doUpdateSet(row))
    .execute();
}

/**
 * Refuses (401, leading to where it can be mended) whoever lacks the level, the second factor or the verified attributes that a deed
 * needs. Answers the attributes that were asked for. `need.attributes` are kinds; a capability checks their values itself.
 */
export async function requireAssurance(
  db: Db,
  actor: Actor,
  need: Need,
  now: Date,
): Promise<ReadonlyMap<AttributeKind, string>> {
  if (actor.kind !== 'person') throw new NotSignedIn(need);
  if (actor.level < need.level || (need.secondFactor && !actor.secondFactor))
    throw new NotSignedIn(need, 'accounts.refusal.level');
  const wanted = new Set(need.attributes ?? []);
  if (wanted.size === 0) return new Map();
  const verified = (await attributesOf(db, actor.id, now)).filter((one) => one.verified && wanted.has(one.kind));
  if (verified.length < wanted.size) throw new NotSignedIn(need, 'accounts.refusal.attributes');
  return new Map(verified.map((one) => [one.kind, one.value]));
}
