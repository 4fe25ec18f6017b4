import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { answerFollowUp } from '../access.ts';
import type { Assessment } from '../assessment.ts';
import { assessmentRecord, assessmentTarget } from '../assessment-target.ts';
import { id, MOST, words } from '../input.ts';
import { followUpTags } from '../plan.ts';

export const replyToAssessmentInput = z.object({ assessment: id, text: words(MOST.page) });
type Input = z.infer<typeof replyToAssessmentInput>;

/** The assessed body replies to what was published, once for each version; it changes nothing of the assessment. */
export const replyToAssessment = defineAction<Input, Assessment>({
  name: 'reviews.reply-to-assessment',
  input: replyToAssessmentInput,
  target: assessmentTarget,
  access: answerFollowUp,
  event: 'assessment.replied',
  record: assessmentRecord,
  async run({ db, now, today, actor, touch }, { text }, assessment) {
    if (assessment.version === 0) throw new Conflict('reviews.assessment.nothing-published');
    const { numInsertedOrUpdatedRows } = await within(db, assessment.institutionId)
      .insert('assessment_reply', {
        assessment_id: assessment.id,
        version: assessment.version,
        words: json(text),
        replied_on: today,
        replied_at: now,
        replied_by: actor.kind === 'person' ? actor.id : null,
      })
      .onConflict((conflict) => conflict.columns(['institution_id', 'assessment_id', 'version']).doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) throw new Conflict('reviews.assessment.already-replied');
    touch(...followUpTags(assessment.plan));
  },
});
