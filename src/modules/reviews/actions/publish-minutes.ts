import { z } from 'zod';
import { addDays } from '#core/deadlines/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { publishMinutesRule } from '../access.ts';
import { id } from '../input.ts';
import { tellPlanFollowers } from '../notices.ts';
import { followUpTags } from '../plan.ts';
import { resolutionsOf } from '../queries/resolutions.ts';
import { ANSWER_DAYS } from '../resolution.ts';
import { type Review, sealOf } from '../review.ts';
import { refuseStep, reviewRecord, reviewTarget } from '../review-target.ts';
import { indexResolutions, indexReview } from '../search.ts';

export const publishMinutesInput = z.object({ review: id });
type Input = z.infer<typeof publishMinutesInput>;

/**
 * Publishes the minutes: from now on nothing of them changes, and a hash over all of it says so. Decisions and recommendations stand with them;
 * recommendations wait for their answer.
 */
export const publishMinutes = defineAction<Input, Review, { hash: string }>({
  name: 'reviews.publish-minutes',
  input: publishMinutesInput,
  target: reviewTarget,
  access: publishMinutesRule,
  event: 'review.minutes-published',
  record: (input, review, result) => ({ ...reviewRecord(input, review), detail: result as object }),
  async run(context, _input, review) {
    const { db, now, today, actor, touch } = context;
    refuseStep(review, 'published');
    if (review.minutes === null) throw new Conflict('reviews.review.no-minutes');
    const plan = { institutionId: review.institutionId, reference: review.plan };
    const resolutions = await resolutionsOf(db, plan, { reviewId: review.id });
    const { id: reviewId, on, place, chair, agenda, attendance, minutes, matrixHash } = review;
    const said = resolutions.map(({ id: resolution, kind, text, officeId, dueOn }) => ({
      resolution,
      kind,
      text,
      officeId,
      dueOn,
    }));
    const hash = sealOf({ reviewId, on, place, chair, agenda, attendance, minutes, matrixHash, resolutions: said });
    const own = within(db, review.institutionId);
    await own
      .updateTable('review')
      .set({
        state: 'published',
        published_at: now,
        published_by: actor.kind === 'person' ? actor.id : null,
        minutes_hash: hash,
      })
      .where('id', '=', review.id)
      .execute();
    const adopted = own.updateTable('resolution').where('review_id', '=', review.id).where('state', '=', 'proposed');
    await adopted
      .set({ state: 'adopted', adopted_on: today, answer_due_on: addDays(today, ANSWER_DAYS) })
      .where('kind', '=', 'recommendation')
      .execute();
    await adopted.set({ state: 'adopted', adopted_on: today }).where('kind', '=', 'decision').execute();
    await tellPlanFollowers(context, {
      plan: review.plan,
      event: 'reviews.notice.minutes-published',
      path: `/action-plans/${review.plan}/follow-up/reviews/${review.id}`,
    });
    await indexReview(db, review.id);
    await indexResolutions(
      db,
      resolutions.map((one) => one.id),
    );
    touch(...followUpTags(review.plan));
    return { hash };
  },
});
