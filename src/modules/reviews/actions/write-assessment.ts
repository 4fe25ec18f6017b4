import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { assessPlan } from '../access.ts';
import type { Assessment } from '../assessment.ts';
import { assessmentRecord, assessmentTarget } from '../assessment-target.ts';
import { id, MOST, optionalWords, words } from '../input.ts';

export const writeAssessmentInput = z.object({
  assessment: id,
  summary: words(MOST.minutes),
  /** What the judgement rests on. */
  evidence: optionalWords(MOST.page),
});
type Input = z.infer<typeof writeAssessmentInput>;

/** Writes the draft of an assessment. What was published stays as it is until the next version is published. */
export const writeAssessment = defineAction<Input, Assessment>({
  name: 'reviews.write-assessment',
  input: writeAssessmentInput,
  target: assessmentTarget,
  access: assessPlan,
  event: 'assessment.written',
  record: assessmentRecord,
  async run({ db }, { summary, evidence }, assessment) {
    await within(db, assessment.institutionId)
      .updateTable('assessment')
      .set({ summary: json(summary), evidence: evidence && json(evidence) })
      .where('id', '=', assessment.id)
      .execute();
  },
});
