import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotAllowed } from '#platform/errors.ts';
import { assessPlan } from '../access.ts';
import type { Assessment, AssessmentContent } from '../assessment.ts';
import { assessmentRecord, assessmentTarget } from '../assessment-target.ts';
import { id, MOST, optionalWords } from '../input.ts';
import { tellPlanFollowers } from '../notices.ts';
import { followUpTags } from '../plan.ts';
import { codingsOf } from '../queries/assessments.ts';
import { sealOf } from '../review.ts';

export const publishAssessmentInput = z.object({
  assessment: id,
  /** Why what was published before is replaced; asked for from the second version on. */
  why: optionalWords(MOST.paragraph),
});
type Input = z.infer<typeof publishAssessmentInput>;

/**
 * Publishes a version of an assessment. It never changes: a correction is the next version, with its reason, and every version stays
 * readable with its hash.
 */
export const publishAssessment = defineAction<Input, Assessment, { version: number; hash: string }>({
  name: 'reviews.publish-assessment',
  input: publishAssessmentInput,
  target: assessmentTarget,
  access: assessPlan,
  event: 'assessment.published',
  record: (input, assessment, result) => ({ ...assessmentRecord(input, assessment), detail: result as object }),
  async run(context, { why }, assessment) {
    const { db, now, today, actor, touch } = context;
    if (actor.kind !== 'person') throw new NotAllowed();
    const { institutionId, kind, plan, summary, evidence } = assessment;
    if (summary === null) throw new Conflict('reviews.assessment.nothing-written');
    const version = assessment.version + 1;
    if (version > 1 && why === null)
      throw new InvalidInput([{ pointer: '/why/ar', key: 'reviews.assessment.why-missing' }]);
    const codings = await codingsOf(db, assessment);
    if ((kind === 'commitment-end' || kind === 'plan-end') && !codings.some((coding) => coding.levels.completion))
      throw new Conflict('reviews.assessment.not-coded');
    const content: AssessmentContent = { kind, summary, evidence, codings };
    const hash = sealOf({ assessment: assessment.id, version, content });
    const own = within(db, institutionId);
    await own
      .insert('assessment_version', {
        assessment_id: assessment.id,
        version,
        published_at: now,
        published_on: today,
        published_by: actor.id,
        why: version === 1 ? null : json(why),
        content: json(content),
        hash,
      })
      .execute();
    await own.updateTable('assessment').set({ version }).where('id', '=', assessment.id).execute();
    await tellPlanFollowers(context, {
      plan,
      event: 'reviews.notice.assessment-published',
      path: `/action-plans/${plan}/follow-up/assessments/${assessment.id}`,
    });
    touch(...followUpTags(plan));
    return { version, hash };
  },
});
