import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { manageFollowUp } from '../access.ts';
import { id } from '../input.ts';
import { followUpTags } from '../plan.ts';
import { matrixRowsOf } from '../queries/reviews.ts';
import { freeze, type Review, sealOf } from '../review.ts';
import { refuseStep, reviewRecord, reviewTarget } from '../review-target.ts';

export const holdReviewInput = z.object({ review: id });
type Input = z.infer<typeof holdReviewInput>;

const ROWS_AT_ONCE = 500;

/**
 * Opens the meeting: the matrix is frozen as it is presented, row by row, with a hash over all rows. From then on the review is held and
 * cannot be cancelled. Refused before the day of the review.
 */
export const holdReview = defineAction<Input, Review, { rows: number; hash: string }>({
  name: 'reviews.hold-review',
  input: holdReviewInput,
  target: reviewTarget,
  access: manageFollowUp,
  event: 'review.held',
  record: (input, review, result) => ({ ...reviewRecord(input, review), detail: result as object }),
  async run({ db, now, today, touch }, _input, review) {
    refuseStep(review, 'held');
    if (review.on > today) throw new Conflict('reviews.review.not-before-its-day');
    const rows = (await matrixRowsOf(db, review.plan, today)).map(freeze);
    const hash = sealOf(rows);
    const own = within(db, review.institutionId);
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
      await own
        .insert(
          'review_row',
          rows.slice(from, from + ROWS_AT_ONCE).map((row, index) => ({
            review_id: review.id,
            position: from + index,
            content: json(row),
          })),
        )
        .execute();
    await own
      .updateTable('review')
      .set({ state: 'held', held_at: now, matrix_hash: hash })
      .where('id', '=', review.id)
      .execute();
    touch(...followUpTags(review.plan));
    return { rows: rows.length, hash };
  },
});
