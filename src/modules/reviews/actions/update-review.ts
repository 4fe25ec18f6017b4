import type { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { manageFollowUp } from '../access.ts';
import { id } from '../input.ts';
import { followUpTags } from '../plan.ts';
import type { Review } from '../review.ts';
import { refuseUnless, reviewTarget } from '../review-target.ts';
import { reviewFields } from './schedule-review.ts';

export const updateReviewInput = reviewFields.extend({ review: id });
type Input = z.infer<typeof updateReviewInput>;

/** Moves a planned review to another day, place or chair. */
export const updateReview = defineAction<Input, Review>({
  name: 'reviews.update-review',
  input: updateReviewInput,
  target: reviewTarget,
  access: manageFollowUp,
  event: 'review.updated',
  record: ({ on, chair }, { id: subject, institutionId, on: before }) => ({
    subject,
    institutionId,
    detail: { before, on, chair },
  }),
  async run({ db, touch }, { on, place, chair }, review) {
    refuseUnless(review, 'planned');
    await within(db, review.institutionId)
      .updateTable('review')
      .set({ on_date: on, place: json(place), chair })
      .where('id', '=', review.id)
      .execute();
    touch(...followUpTags(review.plan));
  },
});
