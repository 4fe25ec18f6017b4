import { z } from 'zod';
import { addDays } from '#core/deadlines/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotAllowed } from '#platform/errors.ts';
import { adoptRecommendationRule, manageFollowUp } from '../access.ts';
import { ADOPTERS } from '../follow-up-body.ts';
import { date, id, MOST, optionalWords } from '../input.ts';
import { ownMandate } from '../mandate.ts';
import { tellPlanFollowers } from '../notices.ts';
import { followUpTags } from '../plan.ts';
import { ANSWER_DAYS, type Resolution } from '../resolution.ts';
import { resolutionRecord, resolutionTarget } from '../resolution-target.ts';
import { indexResolutions } from '../search.ts';

export const adoptRecommendationInput = z.object({
  resolution: id,
  /** The day the committee adopted it. */
  on: date,
  /** Why the text is not published; absent: it is. */
  withheld: optionalWords(MOST.paragraph),
});
type Input = z.infer<typeof adoptRecommendationInput>;

/**
 * The committee adopts a recommendation, by its chair or rapporteur; or the secretariat records that it did. From then on it is public and
 * waits for the answer of the body.
 */
export const adoptRecommendation = defineAction<Input, Resolution>({
  name: 'reviews.adopt-recommendation',
  input: adoptRecommendationInput,
  target: resolutionTarget,
  access: adoptRecommendationRule,
  event: 'recommendation.adopted',
  record: resolutionRecord,
  async run(context, { on, withheld }, resolution) {
    const { db, actor, tenant, today, touch } = context;
    const { institutionId, plan, bodyId } = resolution;
    if (bodyId === null || resolution.state !== 'proposed') throw new Conflict('reviews.resolution.stands');
    if (!manageFollowUp.allows(actor, resolution, { tenant, today })) {
      const mandate = await ownMandate(context, { institutionId, plan, body: bodyId });
      if (!ADOPTERS.includes(mandate.function)) throw new NotAllowed('reviews.resolution.chair-adopts');
    }
    if (on > today) throw new InvalidInput([{ pointer: '/on', key: 'reviews.form.in-the-future' }]);
    const { numUpdatedRows } = await within(db, institutionId)
      .updateTable('resolution')
      .set({
        state: 'adopted',
        adopted_on: on,
        // The time to answer runs from the day the body can read it here.
        answer_due_on: addDays(today, ANSWER_DAYS),
        withheld: withheld && json(withheld),
      })
      .where('id', '=', resolution.id)
      .where('state', '=', 'proposed')
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw new Conflict('reviews.resolution.stands');
    await tellPlanFollowers(context, {
      plan,
      event: 'reviews.notice.recommendation-adopted',
      path: `/action-plans/${plan}/follow-up/recommendations`,
    });
    await indexResolutions(db, [resolution.id]);
    touch(...followUpTags(plan));
  },
});
