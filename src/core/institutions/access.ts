import { type AccessRule, anyone, rule, signedIn, systemOnly, withPower } from '#platform/access.ts';
import { type Actor, holdsPower } from '#platform/tenant.ts';

/** Which public bodies there are is public. */
export const readInstitution = anyone;

/** Only the program itself and its operator load the list. */
export const loadInstitution = systemOnly;

/** A row of a body, or the body itself. */
export type Owned = { institutionId: string };

const official = { need: { level: 1, secondFactor: true } } as const;

/** Whether somebody has work on the desk of a body, or (null) of any. */
function hasDesk(actor: Actor, institutionId: string | null): boolean {
  if (institutionId !== null) return holdsPower(actor, 'desk.see', institutionId);
  if (actor.kind !== 'person') return actor.kind === 'system';
  return actor.powers.some((power) => holdsPower(actor, 'desk.see', power.institutionId));
}

/** Officials see their desk: on a body's site those of that body, on the portal all of them. */
export const seeDesk: AccessRule = rule(
  'power:desk.see',
  (actor, _target, scene) => hasDesk(actor, scene.tenant?.id ?? null),
  official,
);

export const seeStaff: AccessRule<Owned> = withPower('staff.see');
export const editInstitution: AccessRule<Owned> = withPower('institution.edit');

/** The log of a body for its own officials, that of the platform itself for its operator. */
export const readAudit: AccessRule<Owned> = withPower('audit.read');

/**
 * Whoever manages the staff of the body, or founds it: what they may give, and to whom, `giving.ts` decides thing by thing.
 */
export const manageStaff: AccessRule<Owned> = rule(
  'power:staff.manage or staff.found',
  (actor, target, scene) => {
    const institutionId = target?.institutionId ?? scene.tenant?.id ?? null;
    return holdsPower(actor, 'staff.manage', institutionId) || holdsPower(actor, 'staff.found', institutionId);
  },
  official,
);

/** Whoever manages the staff, and the person who holds the post: to say that they are away, or that they leave. */
export const manageHolding: AccessRule<Owned & { personId: string }> = rule(
  'the holder, or power:staff.manage',
  (actor, target, scene) =>
    (actor.kind === 'person' && actor.id === target?.personId && actor.secondFactor) ||
    manageStaff.allows(actor, target, scene),
  official,
);

/** Whoever has the letter and says who they are by signing in. */
export const acceptInvitationRule = signedIn;

/** Only the command line appoints operators of the platform. */
export const appointOperatorRule = systemOnly;
