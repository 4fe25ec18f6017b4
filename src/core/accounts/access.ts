import { type AccessRule, rule, withPower } from '#platform/access.ts';
import { NotSignedIn } from '#platform/errors.ts';
import type { Actor, PersonActor } from '#platform/tenant.ts';

/** A person in a browser, for what concerns their own account: an API token manages no sign-in, no device and no other token. */
export const ownAccount: AccessRule<unknown> = rule(
  'own-account',
  (actor) => actor.kind === 'person' && actor.sessionId !== null,
  { need: { level: 1 } },
);

/** The person themselves, in a browser or by a token. */
export const oneself: AccessRule<unknown> = rule('oneself', (actor) => actor.kind === 'person', { need: { level: 1 } });

/** Officials who verify identities at a counter and print the letters with codes. */
export const verifyIdentity: AccessRule<unknown> = withPower('accounts.verify-identity');

/** The person who asks, where a rule has let only persons through. */
export function personOf(actor: Actor): PersonActor {
  if (actor.kind !== 'person') throw new NotSignedIn();
  return actor;
}
