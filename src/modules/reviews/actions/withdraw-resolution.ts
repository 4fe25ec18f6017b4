import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { withdrawResolutionRule } from '../access.ts';
import { id } from '../input.ts';
import { ownMandate } from '../mandate.ts';
import type { Resolution } from '../resolution.ts';
import { resolutionRecord, resolutionTarget } from '../resolution-target.ts';

export const withdrawResolutionInput = z.object({ resolution: id });
type Input = z.infer<typeof withdrawResolutionInput>;

/** Takes back what was not adopted yet: a proposal of a committee by its own members, an entry of a review by whoever prepares the minutes. */
export const withdrawResolution = defineAction<Input, Resolution>({
  name: 'reviews.withdraw-resolution',
  input: withdrawResolutionInput,
  target: resolutionTarget,
  access: withdrawResolutionRule,
  event: 'resolution.withdrawn',
  record: resolutionRecord,
  async run(context, _input, resolution) {
    const { institutionId, plan, bodyId } = resolution;
    if (resolution.state !== 'proposed') throw new Conflict('reviews.resolution.stands');
    if (bodyId !== null) await ownMandate(context, { institutionId, plan, body: bodyId });
    await within(context.db, institutionId)
      .updateTable('resolution')
      .set({ state: 'withdrawn' })
      .where('id', '=', resolution.id)
      .where('state', '=', 'proposed')
      .execute();
  },
});
