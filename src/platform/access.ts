import { type Need, NotAllowed, NotFound, NotSignedIn } from './errors.ts';
import { type Actor, holdsPower, type PersonActor, type Tenant } from './tenant.ts';

/** The circumstances a rule may look at besides the actor and the thing. */
export type AccessScene = { tenant: Tenant | null; today: string };

/**
 * Who may do a thing. Rules are named objects so that the committed access table (`docs/access-table.md`) can list them.
 * `hides`: to those it refuses, the thing does not exist (404); otherwise they learn that they may not (401 or 403). `signInFirst`: whoever
 * is not signed in is asked to, before anybody looks whether there is such a thing: links of letters lead to what is somebody's own.
 */
export type AccessRule<T = unknown> = {
  name: string;
  hides: boolean;
  signInFirst: boolean;
  /** What whoever is refused could bring: a refusal then leads to signing in, to a higher level or to the second factor. */
  need?: Need;
  allows(actor: Actor, target: T, scene: AccessScene): boolean;
};

/** Names a rule: `name` as the access table prints it, `allows` decides; `hides` answers 404 to those it refuses. */
export function rule<T>(
  name: string,
  allows: AccessRule<T>['allows'],
  { hides = false, signInFirst = false, need }: { hides?: boolean; signInFirst?: boolean; need?: Need } = {},
): AccessRule<T> {
  return { name, allows, hides, signInFirst, need };
}

/** Everyone, signed in or not. */
export const anyone: AccessRule = rule('anyone', () => true);

/** Whoever has confirmed a contact (level 1). The program itself is nobody's contact: what it does for people has rules of its own. */
export const signedIn: AccessRule = rule('signed-in', (actor) => actor.kind === 'person' && actor.level >= 1, {
  need: { level: 1 },
});

/** Whoever's identity was verified (level 2). */
export const verified: AccessRule = rule('verified', (actor) => actor.kind === 'person' && actor.level >= 2, {
  need: { level: 2 },
});

/**
 * Whoever holds a power in the institution that the target belongs to (`institutionId` of the target, else the site's). To everyone
 * else the thing does not exist when `hides`.
 */
export function withPower<T>(name: string, options: { hides?: boolean } = {}): AccessRule<T> {
  const allows: AccessRule<T>['allows'] = (actor, target, scene) =>
    holdsPower(actor, name, ownerOf(target) ?? scene.tenant?.id ?? null);
  return rule(`power:${name}`, allows, { ...options, need: { level: 1, secondFactor: true } });
}

/** The body that a thing belongs to, in either spelling: of a row or of a thing that was read. */
function ownerOf(target: unknown): string | undefined {
  const { institutionId, institution_id } = (target ?? {}) as { institutionId?: string; institution_id?: string };
  return institutionId ?? institution_id;
}

/** Jobs and the command line only; to everyone else the thing does not exist. */
export const systemOnly: AccessRule = rule('system', (actor) => actor.kind === 'system', { hides: true });

/** Refuses as the rule says: hidden things do not exist, the rest asks to sign in or says that it is not allowed. */
export function checkAccess<T>(access: AccessRule<T>, actor: Actor, target: T, scene: AccessScene): void {
  askToSignIn(access, actor);
  if (access.allows(actor, target, scene)) return;
  if (access.hides) throw new NotFound();
  if (actor.kind === 'nobody') throw new NotSignedIn(access.need);
  if (actor.kind === 'person' && lacks(actor, access.need)) throw new NotSignedIn(access.need);
  throw new NotAllowed();
}

/** Asks nobody to sign in where the rule wants that known before the thing is looked for; everybody else goes on. */
export function askToSignIn(access: Pick<AccessRule<never>, 'signInFirst' | 'need'>, actor: Actor): void {
  if (access.signInFirst && actor.kind === 'nobody') throw new NotSignedIn(access.need);
}

/** Whether a person could get there by more proof of who they are, rather than by other rights. */
function lacks(actor: PersonActor, need: Need | undefined): boolean {
  if (!need || actor.sessionId === null) return false;
  return actor.level < need.level || (need.secondFactor === true && actor.powers.length > 0 && !actor.secondFactor);
}
