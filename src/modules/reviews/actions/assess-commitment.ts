import { z } from 'zod';
import { planByReference } from '#modules/commitments/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { assessPlan } from '../access.ts';
import type { Assessment, Coding } from '../assessment.ts';
import { assessmentRecord, assessmentTarget } from '../assessment-target.ts';
import { blank, id, MOST, reference, words } from '../input.ts';
import { commitmentsOf } from '../queries/assessments.ts';
import { FACETS, scaleOf } from '../vocabulary.ts';

const level = z.preprocess(blank, z.string().max(60).nullish());

export const assessCommitmentInput = z.object({
  assessment: id,
  commitment: reference,
  completion: level,
  verifiability: level,
  openGovernmentLens: level,
  potentialForResults: level,
  earlyResults: level,
  reasons: words(MOST.page),
});
type Input = z.infer<typeof assessCommitmentInput>;

/** Codes one commitment in a draft: a level on each scale that is judged, and the reasons. The scales are those of the day the plan began. */
export const assessCommitment = defineAction<Input, Assessment>({
  name: 'reviews.assess-commitment',
  input: assessCommitmentInput,
  target: assessmentTarget,
  access: assessPlan,
  event: 'assessment.commitment-coded',
  record: assessmentRecord,
  async run({ db, today }, input, assessment) {
    const { commitment, reasons } = input;
    const plan = await planByReference(db, assessment.plan, today);
    const known = await commitmentsOf(db, assessment.plan, today);
    if (!plan || !known.some((one) => one.reference === commitment)) throw new NotFound();
    if (assessment.commitment !== null && assessment.commitment !== commitment)
      throw new InvalidInput([{ pointer: '/commitment', key: 'reviews.assessment.choose-commitment' }]);
    const levels: Coding['levels'] = {};
    for (const facet of FACETS) {
      const chosen = input[facet];
      if (!chosen) continue;
      const scale = scaleOf(facet, plan.period.start);
      if (!scale?.levels.some((one) => one.id === chosen))
        throw new InvalidInput([{ pointer: `/${facet}`, key: 'reviews.form.choose' }]);
      levels[facet] = { level: chosen, scale: scale.version };
    }
    if (Object.keys(levels).length === 0)
      throw new InvalidInput([{ pointer: '/completion', key: 'reviews.assessment.no-level' }]);
    await within(db, assessment.institutionId)
      .insert('assessment_coding', {
        assessment_id: assessment.id,
        commitment,
        levels: json(levels),
        reasons: json(reasons),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['institution_id', 'assessment_id', 'commitment'])
          .doUpdateSet({ levels: json(levels), reasons: json(reasons) }),
      )
      .execute();
  },
});
