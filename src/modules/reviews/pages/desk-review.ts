import { NotFound } from '#platform/errors.ts';
import type { PageContext } from '#platform/html/context.tsx';
import type { Crumb } from '#platform/html/layout.tsx';
import { isId } from '#platform/ids.ts';
import type { PageRequest } from '#platform/page.ts';
import { reviewById } from '../queries/reviews.ts';
import type { Review } from '../review.ts';
import { type DeskPlan, deskPlan, planCrumbs } from './desk-plan.ts';

export type DeskReview = DeskPlan & { review: Review };

/** The review of a page of the desk, with its plan. */
export async function deskReview(request: PageRequest): Promise<DeskReview> {
  const id = request.params.id ?? '';
  const review = isId(id) ? await reviewById(request.db, id, request.page.tenant) : undefined;
  if (!review) throw new NotFound();
  return { ...(await deskPlan(request, review.plan)), review };
}

/** What a review is called: "Review of 15 December 2026". */
export function reviewTitle({ ts, format }: Pick<PageContext, 'ts' | 'format'>, review: Pick<Review, 'on'>): string {
  return ts('reviews.review.title', { date: format.date(review.on) });
}

/** The pages above a part of a review. */
export function reviewCrumbs(page: PageContext, { plan, review }: DeskReview): Crumb[] {
  return [...planCrumbs(page, plan), { label: reviewTitle(page, review), path: reviewDeskPath(review) }];
}

export function reviewDeskPath({ id }: { id: string }): string {
  return `/desk/follow-up/reviews/${id}`;
}
