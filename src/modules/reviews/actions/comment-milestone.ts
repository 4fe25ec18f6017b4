import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { commentMatrix } from '../access.ts';
import { id, MOST, optionalWords, reference, words } from '../input.ts';
import { ownMandate } from '../mandate.ts';
import { followUpTags, type PlanTarget, planTarget } from '../plan.ts';
import { isMilestoneOf } from '../queries/reviews.ts';

export const commentMilestoneInput = z.object({
  plan: reference,
  milestone: reference,
  /** The committee for which the member speaks. */
  body: id,
  text: words(MOST.paragraph),
  /** Why the text is not published; absent: it is. */
  withheld: optionalWords(MOST.paragraph),
});
type Input = z.infer<typeof commentMilestoneInput>;

/** A member of a committee comments on one row of the matrix. It is public at once, signed by the committee. */
export const commentMilestone = defineAction<Input, PlanTarget, { id: string }>({
  name: 'reviews.comment-milestone',
  input: commentMilestoneInput,
  target: planTarget,
  access: commentMatrix,
  event: 'matrix.commented',
  record: ({ plan, milestone, body }, { institutionId }, result) => ({
    subject: (result as { id: string }).id,
    institutionId,
    detail: { plan, milestone, body },
  }),
  async run(context, { plan, milestone, body, text, withheld }, { institutionId }) {
    const { db, now, today, touch } = context;
    const mandate = await ownMandate(context, { institutionId, plan, body });
    if (!(await isMilestoneOf(db, plan, milestone, today))) throw new NotFound();
    const commentId = newId();
    await within(db, institutionId)
      .insert('matrix_comment', {
        id: commentId,
        plan,
        milestone,
        body_id: body,
        member_id: mandate.id,
        words: json(text),
        withheld: withheld && json(withheld),
        written_on: today,
        written_at: now,
      })
      .execute();
    touch(...followUpTags(plan));
    return { id: commentId };
  },
});
