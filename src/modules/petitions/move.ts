import type { UpdateObject } from 'kysely';
import type { ActionContext } from '#platform/action.ts';
import { type AllTables, within } from '#platform/db/database.ts';
import { Conflict, Overtaken } from '#platform/errors.ts';
import { after, isPublic, type PetitionState } from './petition.ts';
import type { Petition } from './queries/petitions.ts';

/**
 * Takes a petition to the state that a deed leads to, with what else changes. Refuses a deed that cannot be done in its state (409), also
 * when somebody else moved or changed it at the same moment.
 */
export async function movePetition(
  { db, touch }: Pick<ActionContext, 'db' | 'touch'>,
  petition: Petition,
  deed: { verb: string; who: 'representative' | 'council' | 'clock' },
  changes: UpdateObject<AllTables, 'petition'> = {},
): Promise<PetitionState> {
  const to = after(petition.state, deed.verb, deed.who);
  if (!to) throw new Conflict(`petitions.refusal.cannot-${deed.verb}`);
  const moved = await within(db, petition.institutionId)
    .updateTable('petition')
    .set({ ...changes, state: to })
    .where('id', '=', petition.id)
    .where('state', '=', petition.state)
    .where('version', '=', petition.version)
    .executeTakeFirst();
  if (Number(moved.numUpdatedRows) === 0) throw new Overtaken(`petitions.refusal.cannot-${deed.verb}`);
  if (isPublic(petition.state) || isPublic(to)) touch(`petition:${petition.reference}`, 'petitions');
  return to;
}
