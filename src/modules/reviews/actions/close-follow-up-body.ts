import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { manageFollowUp } from '../access.ts';
import type { FollowUpBody } from '../follow-up-body.ts';
import { id } from '../input.ts';
import { followUpTags } from '../plan.ts';
import { bodyById } from '../queries/bodies.ts';

export const closeFollowUpBodyInput = z.object({ body: id });
type Input = z.infer<typeof closeFollowUpBodyInput>;

/** Closes a body: its mandates end today, its history, recommendations and assessments stay. */
export const closeFollowUpBody = defineAction<Input, FollowUpBody>({
  name: 'reviews.close-follow-up-body',
  input: closeFollowUpBodyInput,
  target: ({ db, tenant }, { body }) => bodyById(db, body, tenant),
  access: manageFollowUp,
  event: 'follow-up-body.closed',
  record: ({ body }, { institutionId }) => ({ subject: body, institutionId }),
  async run({ db, today, touch }, _input, body) {
    if (body.closedOn !== null) throw new Conflict('reviews.bodies.already-closed');
    const own = within(db, body.institutionId);
    await own.updateTable('follow_up_body').set({ closed_on: today }).where('id', '=', body.id).execute();
    await own
      .updateTable('follow_up_member')
      .set({ ends_on: today, end_reason: 'term' })
      .where('body_id', '=', body.id)
      .where('starts_on', '<=', today)
      .where((or) => or.or([or('ends_on', 'is', null), or('ends_on', '>', today)]))
      .execute();
    touch(...followUpTags(body.plan));
  },
});
