import { institutionBySlug } from '#core/institutions/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Db } from '#platform/db/database.ts';
import { Conflict, NotAllowed } from '#platform/errors.ts';
import type { Actor } from '#platform/tenant.ts';
import type { Association } from './association.ts';
import { associationById, isInTerritoryOf } from './queries.ts';

/** An association before an official of a body: `institutionId` is that body, `deciderId` the one that decided before. */
export type Verifying = Omit<Association, 'institutionId'> & { institutionId: string };

/**
 * An association as the body of this site, or the one a program names, may verify it. Undefined when its seat lies elsewhere: an official
 * of one body sees nothing of what was sent to another.
 */
export async function verifyingTarget(
  { db, tenant }: Pick<ActionContext, 'tenant'> & { db: Db },
  given: { association: string; institution?: string | undefined },
): Promise<Verifying | undefined> {
  const body = tenant ?? (await institutionBySlug(db, given.institution ?? ''));
  const association = body && (await associationById(db, given.association));
  if (!association) return undefined;
  const seat = association.proposed?.seat ?? association.seat;
  if (!(await isInTerritoryOf(db, seat, body.id))) return undefined;
  return { ...association, institutionId: body.id };
}

/** Whether something about it waits for an official. */
export function waits({ state, proposed }: Pick<Association, 'state' | 'proposed'>): boolean {
  return state === 'declared' || proposed !== null;
}

/** Refuses to decide what nobody asks for, or what another official is reading. */
export function refuseUntaken(actor: Actor, association: Verifying): void {
  if (!waits(association)) throw new Conflict('associations.refusal.over');
  if (actor.kind !== 'person' || association.takenBy !== actor.id)
    throw new NotAllowed('associations.refusal.take-first');
}
