import { type AccessRule, rule, withPower } from '#platform/access.ts';
import { type Actor, holdsPower } from '#platform/tenant.ts';
import type { CaseFile } from './queries.ts';

export {
  anyone as readFigures,
  anyone as track,
  signedIn as ownCases,
  systemOnly as remind,
} from '#platform/access.ts';

/** A case with the power that works on it; `bySecret`: whoever asks has shown its secret. */
export type CaseTarget = CaseFile & { casePower: string; bySecret: boolean };

/** Several cases of a body, or its queue, with the powers of their kinds. */
export type CasesTarget = { institutionId: string; casePowers: readonly string[] };

const isParty = (actor: Actor, { personId, bySecret }: CaseTarget) =>
  bySecret || (actor.kind === 'person' && actor.level >= 1 && actor.id === personId);

/** Officials who hold the power of its kind in the body where it lies. To all others it does not exist. */
export const workOnCase: AccessRule<CaseTarget> = rule(
  'the power of its kind of case, in its body',
  (actor, { casePower, institutionId }) => holdsPower(actor, casePower, institutionId),
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

/** The queue for programs: everybody who works in the body; it holds the kinds whose power they have there. */
export const seeCases: AccessRule<unknown> = withPower('desk.see', { hides: true });

/** The queue of a body: whoever holds the power of one kind of case at least. */
export const seeQueue: AccessRule<CasesTarget> = rule(
  'the power of a kind of case, in that body',
  (actor, { institutionId, casePowers }) => casePowers.some((power) => holdsPower(actor, power, institutionId)),
  { hides: true, need: { level: 1, secondFactor: true } },
);

/** Several cases at once: the power of every one of them. */
export const workOnCases: AccessRule<CasesTarget> = rule(
  'the power of each kind of case, in its body',
  (actor, { institutionId, casePowers }) => casePowers.every((power) => holdsPower(actor, power, institutionId)),
  { hides: true, need: { level: 1, secondFactor: true } },
);
