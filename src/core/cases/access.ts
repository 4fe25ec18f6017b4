import { type AccessRule, rule } from '#platform/access.ts';
import { type Actor, holdsPower } from '#platform/tenant.ts';
import type { CaseFile } from './queries.ts';

export {
  anyone as readFigures,
  anyone as track,
  signedIn as ownCases,
  systemOnly as remind,
} from '#platform/access.ts';

/** A case with the power that works on it; `bySecret`: whoever asks has shown its secret. */
export type CaseTarget = CaseFile & { power: string; bySecret: boolean };

const isParty = (actor: Actor, { personId, bySecret }: CaseTarget) =>
  bySecret || (actor.kind === 'person' && actor.level >= 1 && actor.id === personId);

/** Officials who hold the power of its kind in the body where it lies. To all others it does not exist. */
export const workOnCase: AccessRule<CaseTarget> = rule(
  'the power of its kind of case, in its body',
  (actor, { power, institutionId }) => holdsPower(actor, power, institutionId),
  { hides: true, need: { level: 1, secondFactor: true } },
);

/** Whoever brought it: by their account, or by the secret of the receipt. */
export const followCase: AccessRule<CaseTarget> = rule('its party, by account or by its secret', isParty, {
  hides: true,
  need: { level: 1 },
});

/** The party and those who work on it. */
export const readCase: AccessRule<CaseTarget> = rule(
  'its party, by account or by its secret; the power of its kind of case, in its body',
  (actor, target, scene) => isParty(actor, target) || workOnCase.allows(actor, target, scene),
  { hides: true, need: { level: 1 } },
);

/** The queue of a body: whoever holds the power of one kind of case at least. `powers`: of the kinds that exist. */
export const seeQueue: AccessRule<{ institutionId: string; powers: readonly string[] }> = rule(
  'the power of a kind of case, in that body',
  (actor, { institutionId, powers }) => powers.some((power) => holdsPower(actor, power, institutionId)),
  { hides: true, need: { level: 1, secondFactor: true } },
);

/** Several cases at once: the power of every one of them. */
export const workOnCases: AccessRule<readonly CaseTarget[]> = rule(
  'the power of each kind of case, in its body',
  (actor, cases, scene) => cases.every((one) => workOnCase.allows(actor, one, scene)),
  { hides: true, need: { level: 1, secondFactor: true } },
);
