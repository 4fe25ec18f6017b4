import { z } from 'zod';
import { officesOf } from '#core/institutions/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { manageFollowUp } from '../access.ts';
import { id, MOST, optionalDate, optionalId, optionalReference, optionalWords, words } from '../input.ts';
import { frozenRowsOf } from '../queries/reviews.ts';
import { RESOLUTION_KINDS } from '../resolution.ts';
import type { Review } from '../review.ts';
import { refuseUnless, reviewTarget } from '../review-target.ts';

export const recordResolutionInput = z.object({
  review: id,
  kind: z.enum(RESOLUTION_KINDS, 'reviews.form.choose'),
  text: words(MOST.paragraph),
  /** The office that answers for it. */
  office: optionalId,
  /** By when. */
  dueOn: optionalDate,
  /** The row of the matrix that it is about. */
  milestone: optionalReference,
  /** Why the text is not published; absent: it is. */
  withheld: optionalWords(MOST.paragraph),
});
type Input = z.infer<typeof recordResolutionInput>;

/** Writes down a decision or a recommendation of a review that was held. It stands once the minutes are published. */
export const recordResolution = defineAction<Input, Review, { id: string }>({
  name: 'reviews.record-resolution',
  input: recordResolutionInput,
  target: reviewTarget,
  access: manageFollowUp,
  event: 'resolution.recorded',
  record: ({ kind }, { institutionId, plan, id: review }, result) => ({
    subject: (result as { id: string }).id,
    institutionId,
    detail: { plan, review, kind },
  }),
  async run({ db, now, actor }, input, review) {
    refuseUnless(review, 'held');
    // A decision without an owner and a date is nobody's: the plans ask for both.
    if (input.kind === 'decision' && !input.office)
      throw new InvalidInput([{ pointer: '/office', key: 'reviews.resolution.office-missing' }]);
    if (input.kind === 'decision' && !input.dueOn)
      throw new InvalidInput([{ pointer: '/dueOn', key: 'reviews.resolution.due-missing' }]);
    if (input.office && !(await officesOf(db, review.institutionId)).some((office) => office.id === input.office))
      throw new InvalidInput([{ pointer: '/office', key: 'reviews.resolution.no-such-office' }]);
    if (input.milestone && !(await frozenRowsOf(db, review)).some((row) => row.milestone === input.milestone))
      throw new InvalidInput([{ pointer: '/milestone', key: 'reviews.resolution.no-such-milestone' }]);
    const resolutionId = newId();
    await within(db, review.institutionId)
      .insert('resolution', {
        id: resolutionId,
        plan: review.plan,
        kind: input.kind,
        state: 'proposed',
        review_id: review.id,
        body_id: null,
        milestone: input.milestone ?? null,
        words: json(input.text),
        withheld: input.withheld && json(input.withheld),
        office_id: input.office ?? null,
        due_on: input.dueOn ?? null,
        proposed_by: actor.kind === 'person' ? actor.id : null,
        proposed_at: now,
        adopted_on: null,
        answer_due_on: null,
      })
      .execute();
    return { id: resolutionId };
  },
});
