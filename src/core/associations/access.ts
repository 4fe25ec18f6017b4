import { type AccessRule, rule, withPower } from '#platform/access.ts';
import { NotSignedIn } from '#platform/errors.ts';
import type { Actor, PersonActor } from '#platform/tenant.ts';
import type { AssociationState } from './association.ts';

/** The directory is public; declaring asks for a confirmed contact (level 1). */
export { anyone as readDirectory, signedIn as declareAssociation } from '#platform/access.ts';

/** The power of officials who compare a declaration with its receipt. */
export const VERIFY = 'associations.verify';

/** A person who is signed in, for the associations they represent. */
export const oneself: AccessRule<unknown> = rule('oneself', (actor) => actor.kind === 'person', { need: { level: 1 } });

/** What was verified once is public, and stays so when the association is closed: what it said is still there. */
export const readAssociation: AccessRule<{ state: AssociationState; verifiedAt: Date | null }> = rule(
  'anyone, once verified',
  (_actor, association) => association?.verifiedAt instanceof Date,
  { hides: true },
);

/** Whoever has confirmed that they represent the association. To everybody else its declaration does not exist. */
export const representAssociation: AccessRule<{ personId: string | null }> = rule(
  'a representative of the association',
  (actor, association) => actor.kind === 'person' && actor.level >= 1 && association?.personId === actor.id,
  { hides: true, signInFirst: true, need: { level: 1 } },
);

/** The person who is asked to represent, or does. */
export const ownRepresentation: AccessRule<{ personId: string }> = rule(
  'the representative',
  (actor, one) => actor.kind === 'person' && actor.level >= 1 && one?.personId === actor.id,
  { hides: true, signInFirst: true, need: { level: 1 } },
);

/** The representative, or somebody who represents the same association. */
export const endRepresentation: AccessRule<{ personId: string; colleague: boolean }> = rule(
  'the representative, or another of the association',
  (actor, one) =>
    actor.kind === 'person' && actor.level >= 1 && (one?.personId === actor.id || one?.colleague === true),
  { hides: true, signInFirst: true, need: { level: 1 } },
);

/** Officials of a body whose territory holds the seat: commune, province or region. */
export const verifyAssociation: AccessRule<{ institutionId: string }> = withPower(VERIFY);

/** The person who asks, where a rule has let only persons through. */
export function personOf(actor: Actor): PersonActor {
  if (actor.kind !== 'person') throw new NotSignedIn();
  return actor;
}
