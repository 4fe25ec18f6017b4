import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { newId } from '#platform/ids.ts';
import { manageFollowUp } from '../access.ts';
import { date, MOST, reference, words } from '../input.ts';
import { tellPlanFollowers } from '../notices.ts';
import { followUpTags, type PlanTarget, planTarget } from '../plan.ts';
import { CHAIRS, NOBODY_CAME } from '../review.ts';

/** When, where and under whose chair: what `update-review` changes too. */
export const reviewFields = z.object({
  on: date,
  place: words(MOST.name),
  chair: z.enum(CHAIRS, 'reviews.form.choose'),
});

export const scheduleReviewInput = reviewFields.extend({ plan: reference });
type Input = z.infer<typeof scheduleReviewInput>;

/** Plans a quarterly review of a plan. A review that was held before it was entered here is entered with its date. */
export const scheduleReview = defineAction<Input, PlanTarget, { id: string }>({
  name: 'reviews.schedule-review',
  input: scheduleReviewInput,
  target: planTarget,
  access: manageFollowUp,
  event: 'review.scheduled',
  record: ({ plan, on, chair }, { institutionId }, result) => ({
    subject: (result as { id: string }).id,
    institutionId,
    detail: { plan, on, chair },
  }),
  async run(context, { plan, on, place, chair }, { institutionId }) {
    const { db, now, today, touch } = context;
    const id = newId();
    await within(db, institutionId)
      .insert('review', {
        id,
        plan,
        state: 'planned',
        on_date: on,
        place: json(place),
        chair,
        agenda: json([]),
        attendance: json(NOBODY_CAME),
        minutes: null,
        held_at: null,
        matrix_hash: null,
        published_at: null,
        published_by: null,
        minutes_hash: null,
        created_at: now,
      })
      .execute();
    if (on >= today)
      await tellPlanFollowers(context, {
        plan,
        event: 'reviews.notice.scheduled',
        path: `/action-plans/${plan}/follow-up/reviews/${id}`,
      });
    touch(...followUpTags(plan));
    return { id };
  },
});
