import { NotAllowed, NotFound, NotSignedIn } from './errors.ts';
import type { Actor, Tenant } from './tenant.ts';

/** The circumstances a rule may look at besides the actor and the thing. */
export type AccessScene = { tenant: Tenant | null; today: string };

/**
 * Who may do a thing. Rules are named objects so that the committed access table (`test/access/access-table.md`) can list them.
 * `hides`: to those it refuses, the thing does not exist (404); otherwise they learn that they may not (401 or 403).
 */
export type AccessRule<T = unknown> = {
  name: string;
  hides: boolean;
  allows(actor: Actor, target: T, scene: AccessScene): boolean;
};

/** Names a rule: `name` as the access table prints it, `allows` decides; `hides` answers 404 to those it refuses. */
export function rule<T>(
  name: string,
  allows: AccessRule<T>['allows'],
  options: { hides?: boolean } = {},
): AccessRule<T> {
  return { name, allows, hides: options.hides ?? false };
}

/** Everyone, signed in or not. */
export const anyone: AccessRule = rule('anyone', () => true);

/** Jobs and the command line only; to everyone else the thing does not exist. */
export const systemOnly: AccessRule = rule('system', (actor) => actor.kind === 'system', { hides: true });

/** Refuses as the rule says: hidden things do not exist, the rest asks to sign in or says that it is not allowed. */
export function checkAccess<T>(access: AccessRule<T>, actor: Actor, target: T, scene: AccessScene): void {
  if (access.allows(actor, target, scene)) return;
  if (access.hides) throw new NotFound();
  throw actor.kind === 'nobody' ? new NotSignedIn() : new NotAllowed();
}
