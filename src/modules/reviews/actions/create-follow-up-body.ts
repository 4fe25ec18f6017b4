import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { newId } from '#platform/ids.ts';
import { manageFollowUp } from '../access.ts';
import { BODY_KINDS } from '../follow-up-body.ts';
import { blank, MOST, optionalDate, reference, words } from '../input.ts';
import { followUpTags, type PlanTarget, planTarget } from '../plan.ts';

/** What a body is: what `update-follow-up-body` changes too. */
export const bodyFields = z.object({
  name: words(MOST.name),
  mandate: words(MOST.page),
  /** The number of the decision that created it, as it is printed. */
  decisionNumber: z.preprocess(blank, z.string().trim().max(80).nullish()),
  decidedOn: optionalDate,
});

export const createFollowUpBodyInput = bodyFields.extend({
  plan: reference,
  kind: z.enum(BODY_KINDS, 'reviews.form.choose'),
});

type Input = z.infer<typeof createFollowUpBodyInput>;

/** Creates a committee, a thematic group or the independent monitoring body of a plan, as a decision says. */
export const createFollowUpBody = defineAction<Input, PlanTarget, { id: string }>({
  name: 'reviews.create-follow-up-body',
  input: createFollowUpBodyInput,
  target: planTarget,
  access: manageFollowUp,
  event: 'follow-up-body.created',
  record: ({ plan, kind }, { institutionId }, result) => ({
    subject: (result as { id: string }).id,
    institutionId,
    detail: { plan, kind },
  }),
  async run({ db, now, touch }, { plan, kind, name, mandate, decisionNumber, decidedOn }, { institutionId }) {
    const id = newId();
    await within(db, institutionId)
      .insert('follow_up_body', {
        id,
        plan,
        kind,
        name: json(name),
        mandate: json(mandate),
        decision_number: decisionNumber ?? null,
        decided_on: decidedOn ?? null,
        created_at: now,
        closed_on: null,
      })
      .execute();
    touch(...followUpTags(plan));
    return { id };
  },
});
