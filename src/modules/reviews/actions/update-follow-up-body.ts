import type { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { manageFollowUp } from '../access.ts';
import type { FollowUpBody } from '../follow-up-body.ts';
import { id } from '../input.ts';
import { followUpTags } from '../plan.ts';
import { bodyById } from '../queries/bodies.ts';
import { bodyFields } from './create-follow-up-body.ts';

export const updateFollowUpBodyInput = bodyFields.extend({ body: id });
type Input = z.infer<typeof updateFollowUpBodyInput>;

/** Changes what a body is called, what it is for, and which decision created it. */
export const updateFollowUpBody = defineAction<Input, FollowUpBody>({
  name: 'reviews.update-follow-up-body',
  input: updateFollowUpBodyInput,
  target: ({ db, tenant }, { body }) => bodyById(db, body, tenant),
  access: manageFollowUp,
  event: 'follow-up-body.updated',
  record: (_input, { id: subject, institutionId, name, mandate }) => ({
    subject,
    institutionId,
    detail: { before: { name, mandate } },
  }),
  async run({ db, touch }, { name, mandate, decisionNumber, decidedOn }, body) {
    if (body.closedOn !== null) throw new Conflict('reviews.bodies.already-closed');
    await within(db, body.institutionId)
      .updateTable('follow_up_body')
      .set({
        name: json(name),
        mandate: json(mandate),
        decision_number: decisionNumber ?? null,
        decided_on: decidedOn ?? null,
      })
      .where('id', '=', body.id)
      .execute();
    touch(...followUpTags(body.plan));
  },
});
