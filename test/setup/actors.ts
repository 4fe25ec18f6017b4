import type { PersonActor } from '#platform/tenant.ts';

/** A signed-in citizen with a confirmed contact and no powers, unless told otherwise. */
export function aPerson(given: Partial<PersonActor> = {}): PersonActor {
  return { kind: 'person', id: 'p', level: 1, powers: [], secondFactor: false, sessionId: 's', scopes: null, ...given };
}
