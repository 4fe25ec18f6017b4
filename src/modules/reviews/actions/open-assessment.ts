import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotAllowed } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { assessPlan } from '../access.ts';
import { ASSESSMENT_KINDS } from '../assessment.ts';
import { optionalReference, reference } from '../input.ts';
import { type PlanTarget, planTarget } from '../plan.ts';
import { assessmentsOf, commitmentsOf, dueOf } from '../queries/assessments.ts';

export const openAssessmentInput = z.object({
  plan: reference,
  kind: z.enum(ASSESSMENT_KINDS, 'reviews.form.choose'),
  /** For the end of one commitment. */
  commitment: optionalReference,
});
type Input = z.infer<typeof openAssessmentInput>;

/** Begins an assessment of a plan or of one commitment, with the day by which it is due. Nobody else sees the draft. */
export const openAssessment = defineAction<Input, PlanTarget, { id: string }>({
  name: 'reviews.open-assessment',
  input: openAssessmentInput,
  target: planTarget,
  access: assessPlan,
  event: 'assessment.opened',
  record: ({ plan, kind }, { institutionId }, result) => ({
    subject: (result as { id: string }).id,
    institutionId,
    detail: { plan, kind },
  }),
  async run({ db, now, today, actor }, { plan: planReference, kind, commitment }, { institutionId, plan }) {
    if (actor.kind !== 'person') throw new NotAllowed();
    const about = kind === 'commitment-end' ? (commitment ?? null) : null;
    const known = await commitmentsOf(db, planReference, today);
    if (kind === 'commitment-end' && !known.some((one) => one.reference === about))
      throw new InvalidInput([{ pointer: '/commitment', key: 'reviews.assessment.choose-commitment' }]);
    const all = await assessmentsOf(db, { institutionId, reference: planReference });
    if (kind !== 'update' && all.some((one) => one.kind === kind && one.commitment === about))
      throw new Conflict('reviews.assessment.already-open');
    const due = (await dueOf(db, plan, today)).find((one) => one.kind === kind && one.commitment === about);
    const id = newId();
    await within(db, institutionId)
      .insert('assessment', {
        id,
        plan: planReference,
        kind,
        commitment: about,
        due_on: due?.dueOn ?? null,
        version: 0,
        summary: null,
        evidence: null,
        opened_at: now,
        opened_by: actor.id,
      })
      .execute();
    return { id };
  },
});
