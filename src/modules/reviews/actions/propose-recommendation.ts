import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { adoptRecommendationRule, manageFollowUp } from '../access.ts';
import { id, MOST, optionalDate, optionalReference, reference, words } from '../input.ts';
import { ownMandate } from '../mandate.ts';
import { type PlanTarget, planTarget } from '../plan.ts';
import { bodiesOf } from '../queries/bodies.ts';
import { isMilestoneOf } from '../queries/reviews.ts';

export const proposeRecommendationInput = z.object({
  plan: reference,
  body: id,
  text: words(MOST.paragraph),
  milestone: optionalReference,
  /** By when the committee wants it done. */
  dueOn: optionalDate,
});
type Input = z.infer<typeof proposeRecommendationInput>;

/** A member of a committee proposes a recommendation to it, or the secretariat writes down a proposal. Not public before it is adopted. */
export const proposeRecommendation = defineAction<Input, PlanTarget, { id: string }>({
  name: 'reviews.propose-recommendation',
  input: proposeRecommendationInput,
  target: planTarget,
  access: adoptRecommendationRule,
  event: 'recommendation.proposed',
  record: ({ plan, body }, { institutionId }, result) => ({
    subject: (result as { id: string }).id,
    institutionId,
    detail: { plan, body },
  }),
  async run(context, { plan, body, text, milestone, dueOn }, { institutionId }) {
    const { db, actor, tenant, now, today } = context;
    if (!manageFollowUp.allows(actor, { institutionId }, { tenant, today }))
      await ownMandate(context, { institutionId, plan, body });
    const bodies = await bodiesOf(db, { institutionId, reference: plan });
    if (!bodies.some((one) => one.id === body && one.closedOn === null))
      throw new InvalidInput([{ pointer: '/body', key: 'reviews.form.choose' }]);
    if (milestone && !(await isMilestoneOf(db, plan, milestone, today)))
      throw new InvalidInput([{ pointer: '/milestone', key: 'reviews.resolution.no-such-milestone' }]);
    const resolutionId = newId();
    await within(db, institutionId)
      .insert('resolution', {
        id: resolutionId,
        plan,
        kind: 'recommendation',
        state: 'proposed',
        review_id: null,
        body_id: body,
        milestone: milestone ?? null,
        words: json(text),
        withheld: null,
        office_id: null,
        due_on: dueOn ?? null,
        proposed_by: actor.kind === 'person' ? actor.id : null,
        proposed_at: now,
        adopted_on: null,
        answer_due_on: null,
      })
      .execute();
    return { id: resolutionId };
  },
});
