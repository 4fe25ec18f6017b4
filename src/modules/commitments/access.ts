import { type AccessRule, withPower } from '#platform/access.ts';

/** Plans, commitments, milestones and their timeline are public; only jobs and commands load files. */
export { anyone as readCommitment, systemOnly as importActionPlans } from '#platform/access.ts';

/**
 * Officials who hold `commitments.report` in the body that owns the plan report on its milestones. Everybody sees the milestone, so
 * those who may not report are told so instead of being told that it does not exist.
 */
export const reportMilestone: AccessRule<{ institution_id: string }> = withPower('commitments.report');
