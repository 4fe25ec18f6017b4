import type { ActionContext } from '#platform/action.ts';
import { NotAllowed } from '#platform/errors.ts';
import { type MemberOfPlan, mandatesOf } from './queries/bodies.ts';

/** The mandate by which somebody speaks for a committee today. Refused to everybody else: the power alone makes nobody a member. */
export async function ownMandate(
  { db, actor, today }: Pick<ActionContext, 'db' | 'actor' | 'today'>,
  { institutionId, plan, body }: { institutionId: string; plan: string; body: string },
): Promise<MemberOfPlan> {
  const mandates = actor.kind === 'person' ? await mandatesOf(db, actor.id, { institutionId, plan, day: today }) : [];
  const own = mandates.find((mandate) => mandate.bodyId === body);
  if (!own) throw new NotAllowed('reviews.comment.not-a-member');
  return own;
}
