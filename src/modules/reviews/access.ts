import { type AccessRule, rule, withPower } from '#platform/access.ts';
import { holdsPower } from '#platform/tenant.ts';

/** How a plan is followed up is public: bodies and their members, reviews and minutes, recommendations and answers, assessments. */
export { anyone as readFollowUp } from '#platform/access.ts';

/** The powers of this room, each held in one body. */
export const POWERS = {
  see: 'reviews.see',
  manage: 'reviews.manage',
  publish: 'reviews.publish',
  answer: 'reviews.answer',
  comment: 'reviews.comment',
  assess: 'reviews.assess',
} as const;

/** Whose a thing is. */
export type Owned = { institutionId: string };

/** The pages of the desk: for whoever prepares, comments, answers or assesses. */
export const seeFollowUp: AccessRule<Owned> = withPower(POWERS.see);

/** Whoever prepares the follow-up: committees and their members, reviews, agendas, minutes. */
export const manageFollowUp: AccessRule<Owned> = withPower(POWERS.manage);

/** Whoever answers for what is published: minutes. */
export const publishMinutesRule: AccessRule<Owned> = withPower(POWERS.publish);

/** Whoever answers recommendations and assessments in the name of the body. */
export const answerFollowUp: AccessRule<Owned> = withPower(POWERS.answer);

const official = { need: { level: 1, secondFactor: true } } as const;

/** Members of a committee; that they sit in a committee of this very plan, the action asks. */
export const commentMatrix: AccessRule<Owned> = withPower(POWERS.comment);

/** A committee adopts by its chair or rapporteur (the action asks), or the secretariat records that it did. */
export const adoptRecommendationRule: AccessRule<Owned> = rule(
  'power:reviews.comment or reviews.manage',
  (actor, target, scene) => commentMatrix.allows(actor, target, scene) || manageFollowUp.allows(actor, target, scene),
  official,
);

/** What was not adopted yet is taken back by whoever wrote it: a committee's own members, or (of a review) whoever prepares the minutes. */
export const withdrawResolutionRule: AccessRule<Owned & { bodyId?: string | null }> = rule(
  'power:reviews.manage, or reviews.comment for a committee',
  (actor, target, scene) => (target?.bodyId ? commentMatrix : manageFollowUp).allows(actor, target, scene),
  official,
);

/**
 * The independent monitoring body: a person, never the program, who holds none of the powers by which the assessed body follows up its own
 * plan.
 */
export const assessPlan: AccessRule<Owned> = rule(
  'power:reviews.assess',
  (actor, target, scene) => {
    const institutionId = target?.institutionId ?? scene.tenant?.id ?? null;
    const own = [POWERS.manage, POWERS.publish, POWERS.answer];
    return (
      actor.kind === 'person' &&
      holdsPower(actor, POWERS.assess, institutionId) &&
      !own.some((power) => holdsPower(actor, power, institutionId))
    );
  },
  official,
);
