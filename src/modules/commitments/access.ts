import { type AccessRule, rule, withPower } from '#platform/access.ts';
import { type Actor, holdsPower } from '#platform/tenant.ts';

/** Plans, commitments, milestones and their timeline are public; only jobs and commands load files. */
export {
  anyone as readCommitment,
  systemOnly as importActionPlans,
  systemOnly as remindOfficials,
} from '#platform/access.ts';

/** The powers of this room, by what they let an official do in the body that owns the plan. */
export const REPORT = 'commitments.report';
export const MANAGE = 'commitments.manage';

/**
 * Officials who hold `commitments.report` in the body that owns the plan report on its milestones. Everybody sees the milestone, so
 * those who may not report are told so instead of being told that it does not exist.
 */
export const reportMilestone: AccessRule<{ institution_id: string }> = withPower(REPORT);

/** Who sees the matrix of a body as it stands on the desk, with drafts and names: whoever reports there. */
export const seeMatrix: AccessRule<{ institutionId: string }> = withPower(REPORT);

/** Whoever manages a body's plans: assigns rows, imports the matrix, publishes for others. */
export const manageMatrix: AccessRule<{ institutionId: string }> = withPower(MANAGE);

/** Whoever manages a body's plans writes them: drafts, versions, phases, indicators. */
export const writePlan: AccessRule<{ institutionId: string }> = withPower(MANAGE);

/** Whether somebody may publish a row: they manage the plan, or report and act for the official it is assigned to. */
export function mayPublish(actor: Actor, row: { institution_id: string; standsFor: boolean }): boolean {
  return (
    holdsPower(actor, MANAGE, row.institution_id) || (row.standsFor && holdsPower(actor, REPORT, row.institution_id))
  );
}

/** A row is published by the official it is assigned to or who stands in for them, by whoever reports when nobody is named, or by a manager. */
export const publishRow: AccessRule<{ institution_id: string; standsFor: boolean }> = rule(
  'power:commitments.report as its official, or power:commitments.manage',
  (actor, target) => mayPublish(actor, target),
  { need: { level: 1, secondFactor: true } },
);
