import { type AccessRule, anyone, rule, systemOnly, withPower } from '#platform/access.ts';
import { NotSignedIn } from '#platform/errors.ts';
import { type Actor, holdsPower, type PersonActor } from '#platform/tenant.ts';

export const MANAGE = 'personal-data.manage';

/** A person who is signed in, for what is known about themselves. */
export const oneself: AccessRule<unknown> = rule('oneself', (actor) => actor.kind === 'person', { need: { level: 1 } });

/** The person a request is about. To everybody else it does not exist. */
export const ownRequest: AccessRule<{ personId: string | null }> = rule(
  'the author of the request',
  (actor, request) => actor.kind === 'person' && request?.personId === actor.id,
  { hides: true, signInFirst: true, need: { level: 1 } },
);

/**
 * In a browser, by the person themselves; officials show their second factor, because closing an account ends their posts. An API token
 * closes nothing.
 */
export const closeOwnAccount: AccessRule<unknown> = rule(
  'oneself, in a browser',
  (actor) => actor.kind === 'person' && actor.sessionId !== null && (actor.powers.length === 0 || actor.secondFactor),
  { need: { level: 1, secondFactor: true } },
);

/**
 * Officials who answer for personal data in a body. A power over all bodies is not enough: what citizens confide to a body is read by its
 * own officials only.
 */
export const managePersonalData: AccessRule<{ institutionId: string }> = withPower(MANAGE);

/** Only jobs and the command line erase what is too old. */
export const eraseOld = systemOnly;

/** That an account is closed, and what closing means, everybody may read. */
export const readAboutClosing = anyone;

/** The person who asks, where a rule has let only persons through. */
export function personOf(actor: Actor): PersonActor {
  if (actor.kind !== 'person') throw new NotSignedIn();
  return actor;
}

/** The bodies for whose personal data an official answers, here and now. */
export function bodiesManagedBy(actor: PersonActor): string[] {
  return actor.powers.flatMap(({ name, institutionId }) =>
    name === MANAGE && institutionId !== null && holdsPower(actor, MANAGE, institutionId) ? [institutionId] : [],
  );
}
