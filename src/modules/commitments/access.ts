import { type AccessRule, rule } from '#platform/access.ts';

/** Plans, commitments, milestones and their timeline are public; only jobs and commands load files. */
export { anyone as readCommitment, systemOnly as importActionPlans } from '#platform/access.ts';

/**
 * Officials who hold `commitments.report` in the body that owns the plan report on its milestones. Everybody sees the milestone, so
 * those who may not report are told so instead of being told that it does not exist.
 */
export const reportMilestone: AccessRule<{ institution_id: string }> = rule(
  'commitments.report',
  (actor, milestone) =>
    actor.kind === 'system' ||
    (actor.kind === 'person' &&
      actor.powers.some(
        (power) =>
          power.name === 'commitments.report' &&
          (power.institutionId === null || power.institutionId === milestone.institution_id),
      )),
);
