import type { ActionContext } from '#platform/action.ts';
import { Overtaken } from '#platform/errors.ts';
import { examinedBy } from './petition.ts';
import type { Petition } from './queries/petitions.ts';

/** Refuses (409) to decide about a petition that a colleague is examining. They may be asked, or it may be taken over. */
export function checkTaken({ actor, now }: Pick<ActionContext, 'actor' | 'now'>, petition: Petition): void {
  const by = examinedBy(petition, now);
  if (by !== null && !(actor.kind === 'person' && actor.id === by)) throw new Overtaken('petitions.refusal.taken');
}
