import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { manageFollowUp } from '../access.ts';
import { id } from '../input.ts';
import { followUpTags } from '../plan.ts';
import type { Review } from '../review.ts';
import { refuseStep, reviewRecord, reviewTarget } from '../review-target.ts';

export const cancelReviewInput = z.object({ review: id });
type Input = z.infer<typeof cancelReviewInput>;

/** Cancels a planned review; the public page keeps saying that it was planned. */
export const cancelReview = defineAction<Input, Review>({
  name: 'reviews.cancel-review',
  input: cancelReviewInput,
  target: reviewTarget,
  access: manageFollowUp,
  event: 'review.cancelled',
  record: reviewRecord,
  async run({ db, touch }, _input, review) {
    refuseStep(review, 'cancelled');
    await within(db, review.institutionId)
      .updateTable('review')
      .set({ state: 'cancelled' })
      .where('id', '=', review.id)
      .execute();
    touch(...followUpTags(review.plan));
  },
});
