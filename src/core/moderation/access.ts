import { type AccessRule, rule, withPower } from '#platform/access.ts';
import { holdsPower } from '#platform/tenant.ts';
import type { Appeal } from './moderation.ts';

/** Everybody may read the rules and the figures, and report what breaks the rules: without signing in too, within limits. */
export { anyone as readCharter, anyone as reportContribution } from '#platform/access.ts';

/** The power of moderators, held in one body. */
export const MODERATE = 'moderation.moderate';

/** Moderators of the body that the thing belongs to. */
export const moderate: AccessRule<{ institutionId: string }> = withPower(MODERATE);

/** The same, about a text that is not their own: nobody judges in their own cause. */
export const decideContribution: AccessRule<{ institutionId: string; authorId: string | null }> = rule(
  `power:${MODERATE}`,
  (actor, thing, scene) =>
    moderate.allows(actor, thing, scene) && !(actor.kind === 'person' && actor.id === thing?.authorId),
  { need: { level: 1, secondFactor: true } },
);

/** What waits for moderators is nobody else's business: to others it does not exist. */
export const readQueue: AccessRule<{ institutionId: string }> = withPower(MODERATE, { hides: true });

/** Whoever wrote what was hidden; to everybody else there is nothing to appeal against. */
export const appealDecision: AccessRule<{ authorId: string | null }> = rule(
  'author',
  (actor, target) =>
    actor.kind === 'person' && actor.level >= 1 && target !== undefined && actor.id === target.authorId,
  { hides: true, signInFirst: true, need: { level: 1 } },
);

/**
 * A moderator of the body, and never the one whose decision is appealed against, nor the one who appeals: not even the system, which took
 * none and judges none.
 */
export const decideAppeal: AccessRule<Appeal> = rule(
  'another-moderator',
  (actor, appeal, scene) =>
    actor.kind === 'person' &&
    holdsPower(actor, MODERATE, appeal?.institutionId ?? scene.tenant?.id ?? null) &&
    actor.id !== appeal?.hiddenBy &&
    actor.id !== appeal?.appellantId,
  { need: { level: 1, secondFactor: true } },
);
