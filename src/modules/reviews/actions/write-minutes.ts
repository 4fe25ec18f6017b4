import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { manageFollowUp } from '../access.ts';
import { id, MOST, words } from '../input.ts';
import type { Review } from '../review.ts';
import { refuseUnless, reviewRecord, reviewTarget } from '../review-target.ts';

export const writeMinutesInput = z.object({ review: id, minutes: words(MOST.minutes) });
type Input = z.infer<typeof writeMinutesInput>;

/** Writes the minutes of a review that was held, in Arabic, in French or both; nobody else sees them before they are published. */
export const writeMinutes = defineAction<Input, Review>({
  name: 'reviews.write-minutes',
  input: writeMinutesInput,
  target: reviewTarget,
  access: manageFollowUp,
  event: 'review.minutes-written',
  record: reviewRecord,
  async run({ db }, { minutes }, review) {
    refuseUnless(review, 'held');
    await within(db, review.institutionId)
      .updateTable('review')
      .set({ minutes: json(minutes) })
      .where('id', '=', review.id)
      .execute();
  },
});
