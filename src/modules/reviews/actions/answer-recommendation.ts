import { z } from 'zod';
import { officesOf } from '#core/institutions/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { answerFollowUp } from '../access.ts';
import { id, MOST, optionalDate, optionalId, optionalWords, words } from '../input.ts';
import { tellPlanFollowers } from '../notices.ts';
import { followUpTags } from '../plan.ts';
import { ANSWERS, awaitsAnswer, type Resolution } from '../resolution.ts';
import { resolutionRecord, resolutionTarget } from '../resolution-target.ts';
import { indexResolutions } from '../search.ts';

export const answerRecommendationInput = z.object({
  resolution: id,
  outcome: z.enum(ANSWERS, 'reviews.form.choose'),
  reasons: words(MOST.page),
  /** What the body will do; asked for unless it refuses. */
  action: optionalWords(MOST.page),
  plannedOn: optionalDate,
  /** The office that answers for it. */
  office: optionalId,
});
type Input = z.infer<typeof answerRecommendationInput>;

/** Answers a recommendation, once and in public: accepted, partly accepted or refused, with reasons, and what will be done by when. */
export const answerRecommendation = defineAction<Input, Resolution>({
  name: 'reviews.answer-recommendation',
  input: answerRecommendationInput,
  target: resolutionTarget,
  access: answerFollowUp,
  event: 'recommendation.answered',
  record: (input, resolution) => ({
    ...resolutionRecord(input, resolution),
    detail: { plan: resolution.plan, outcome: input.outcome },
  }),
  async run(context, { outcome, reasons, action, plannedOn, office }, resolution) {
    const { db, now, today, actor, touch } = context;
    const { institutionId, plan } = resolution;
    if (!awaitsAnswer(resolution)) throw new Conflict('reviews.resolution.nothing-to-answer');
    if (outcome !== 'refused' && action === null)
      throw new InvalidInput([{ pointer: '/action/ar', key: 'reviews.answer.action-missing' }]);
    if (outcome !== 'refused' && !plannedOn)
      throw new InvalidInput([{ pointer: '/plannedOn', key: 'reviews.answer.date-missing' }]);
    if (office && !(await officesOf(db, institutionId)).some((one) => one.id === office))
      throw new InvalidInput([{ pointer: '/office', key: 'reviews.resolution.no-such-office' }]);
    const { numInsertedOrUpdatedRows } = await within(db, institutionId)
      .insert('resolution_answer', {
        resolution_id: resolution.id,
        outcome,
        reasons: json(reasons),
        action: action && json(action),
        planned_on: plannedOn ?? null,
        office_id: office ?? null,
        answered_on: today,
        answered_at: now,
        answered_by: actor.kind === 'person' ? actor.id : null,
      })
      .onConflict((conflict) => conflict.columns(['institution_id', 'resolution_id']).doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) throw new Conflict('reviews.resolution.nothing-to-answer');
    await tellPlanFollowers(context, {
      plan,
      event: 'reviews.notice.recommendation-answered',
      path: `/action-plans/${plan}/follow-up/recommendations#resolution-${resolution.id}`,
    });
    await indexResolutions(db, [resolution.id]);
    touch(...followUpTags(plan));
  },
});
