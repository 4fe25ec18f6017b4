import type { ActionContext } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { reviewById } from './queries/reviews.ts';
import { mayBecome, type Review, type ReviewState } from './review.ts';

/** The review that an action names. Its row is locked: whoever changes it at the same time waits and sees what became of it. */
export function reviewTarget(
  { db, tenant }: Pick<ActionContext, 'db' | 'tenant'>,
  { review }: { review: string },
): Promise<Review | undefined> {
  return reviewById(db, review, tenant, { lock: true });
}

/** What the audit log keeps of an action on a review. */
export function reviewRecord(_input: unknown, { id: subject, institutionId, plan }: Review) {
  return { subject, institutionId, detail: { plan } };
}

/** Refuses what is no longer possible in the state of a review. */
export function refuseUnless(review: Review, ...states: readonly ReviewState[]): void {
  if (!states.includes(review.state)) throw new Conflict(`reviews.review.not-when-${review.state}`);
}

/** Refuses a change of state that the transition table does not have. */
export function refuseStep(review: Review, to: ReviewState): void {
  if (!mayBecome(review.state, to)) throw new Conflict(`reviews.review.not-when-${review.state}`);
}
