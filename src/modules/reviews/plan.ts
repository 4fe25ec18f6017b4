import { type PlanDetail, planByReference } from '#modules/commitments/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Owned } from './access.ts';

/** A plan as the target of an action: whose it is, and the plan itself. */
export type PlanTarget = Owned & { plan: PlanDetail };

/** The plan that an action names, if it is public; its follow-up belongs to the body that owns it. */
export async function planTarget(
  { db, today }: Pick<ActionContext, 'db' | 'today'>,
  { plan: reference }: { plan: string },
): Promise<PlanTarget | undefined> {
  const plan = await planByReference(db, reference, today);
  return plan && plan.goneAt === null ? { institutionId: plan.institution.id, plan } : undefined;
}

/** The tag of every public page that tells how a plan is followed up. */
export function followUpTag(plan: string): string {
  return `follow-up:${plan}`;
}

/** The tags of all that changes with it: the plan and its commitments show what was said of them too. */
export function followUpTags(plan: string): string[] {
  return [followUpTag(plan), `plan:${plan}`];
}
