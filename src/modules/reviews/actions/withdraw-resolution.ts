import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, NotAllowed } from '#platform/errors.ts';
import { adoptRecommendationRule, manageFollowUp } from '../access.ts';
import { id } from '../input.ts';
import { mandatesOf } from '../queries/bodies.ts';
import type { Resolution } from '../resolution.ts';
import { resolutionRecord, resolutionTarget } from '../resolution-target.ts';

export const withdrawResolutionInput = z.object({ resolution: id });
type Input = z.infer<typeof withdrawResolutionInput>;

/** Takes back what was not adopted yet: a proposal of a committee by its own members, an entry of a review by whoever prepares the minutes. */
export const withdrawResolution = defineAction<Input, Resolution>({
  name: 'reviews.withdraw-resolution',
  input: withdrawResolutionInput,
  target: resolutionTarget,
  access: adoptRecommendationRule,
  event: 'resolution.withdrawn',
  record: resolutionRecord,
  async run({ db, actor, tenant, today }, _input, resolution) {
    if (resolution.state !== 'proposed') throw new Conflict('reviews.resolution.stands');
    const { institutionId, plan, bodyId } = resolution;
    const isOfReview = bodyId === null && manageFollowUp.allows(actor, resolution, { tenant, today });
    const isOwn =
      actor.kind === 'person' &&
      (await mandatesOf(db, actor.id, { institutionId, plan, day: today })).some((one) => one.bodyId === bodyId);
    if (!isOfReview && !isOwn) throw new NotAllowed('reviews.comment.not-a-member');
    await within(db, institutionId)
      .updateTable('resolution')
      .set({ state: 'withdrawn' })
      .where('id', '=', resolution.id)
      .where('state', '=', 'proposed')
      .execute();
  },
});
