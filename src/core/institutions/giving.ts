import type { ActionContext } from '#platform/action.ts';
import { Conflict, InvalidInput, NotAllowed } from '#platform/errors.ts';
import { holdsPower, type Tenant } from '#platform/tenant.ts';
import { PLATFORM_ONLY, powersOfPost } from './functions.ts';
import { institutionBySlug } from './queries.ts';
import type { Post } from './staff.ts';
import { powersNotGivenBy } from './staff-powers.ts';
import { hasStaffManager } from './staff-queries.ts';

/** The body of an action that makes something new: the one whose site is visited, or the one that a program names. */
export async function bodyOf(
  { db, tenant }: Pick<ActionContext, 'db' | 'tenant'>,
  slug: string | undefined,
): Promise<{ institutionId: string; slug: string; tenant: Tenant | null } | undefined> {
  if (tenant) return { institutionId: tenant.id, slug: tenant.slug, tenant };
  const institution = slug === undefined ? undefined : await institutionBySlug(db, slug);
  return institution && { institutionId: institution.id, slug: institution.slug, tenant: null };
}

/**
 * Refuses to give (or take) what a post lets its holder do, unless the actor could give all of it: nobody gives powers to themselves, a
 * holder of `staff.manage` gives what their function lets them give, and the operator of the platform only founds: the first person who
 * manages the staff of a body that has none. The program itself may do everything.
 */
export async function refuseUngivable(
  context: Pick<ActionContext, 'db' | 'actor' | 'now' | 'today'>,
  post: Pick<Post, 'institutionId' | 'function' | 'extraPowers'>,
  receiver?: string,
): Promise<void> {
  const { db, actor, now, today } = context;
  if (actor.kind === 'system') return;
  if (actor.kind !== 'person') throw new NotAllowed();
  if (receiver === actor.id) throw new NotAllowed('institutions.staff.not-to-oneself');
  const powers = powersOfPost(post);
  const { institutionId } = post;
  if (holdsPower(actor, 'staff.manage', institutionId)) {
    const missing = await powersNotGivenBy(db, { personId: actor.id, institutionId, now }, powers);
    if (missing.length > 0) throw new NotAllowed('institutions.staff.not-yours-to-give');
    return;
  }
  if (await hasStaffManager(db, institutionId, today)) throw new NotAllowed('institutions.staff.founded');
  if (!powers.includes('staff.manage')) throw new NotAllowed('institutions.staff.only-founding');
}

/** Refuses powers that nobody offers, or that no post of a body can have. */
export function refuseUnknownPowers({ offers }: Pick<ActionContext, 'offers'>, powers: readonly string[]): void {
  const known = new Set(offers.powers.map((power) => power.name));
  if (powers.some((power) => !known.has(power) || PLATFORM_ONLY.has(power)))
    throw new InvalidInput([{ pointer: '/extraPowers', key: 'institutions.staff.unknown-power' }]);
}

/** Refuses to change what is closed. */
export function refuseClosed(thing: { closedOn: string | null }): void {
  if (thing.closedOn !== null) throw new Conflict('institutions.staff.closed');
}
