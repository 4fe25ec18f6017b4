import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { manageFollowUp } from '../access.ts';
import { END_REASONS } from '../follow-up-body.ts';
import { date, id } from '../input.ts';
import { followUpTags } from '../plan.ts';
import { type MemberOfPlan, memberById } from '../queries/bodies.ts';

export const endMandateInput = z.object({
  member: id,
  /** The last day. */
  on: date,
  because: z.enum(END_REASONS, 'reviews.form.choose'),
});
type Input = z.infer<typeof endMandateInput>;

/** Ends a mandate; it stays in the history of its body. */
export const endMandate = defineAction<Input, MemberOfPlan>({
  name: 'reviews.end-mandate',
  input: endMandateInput,
  target: ({ db, tenant }, { member }) => memberById(db, member, tenant),
  access: manageFollowUp,
  event: 'follow-up-member.ended',
  record: ({ member, on, because }, { institutionId }) => ({
    subject: member,
    institutionId,
    detail: { on, because },
  }),
  async run({ db, today, touch }, { on, because }, member) {
    if (member.endReason !== null && member.endsOn !== null && member.endsOn < today)
      throw new Conflict('reviews.members.already-ended');
    if (on < member.startsOn) throw new InvalidInput([{ pointer: '/on', key: 'reviews.members.ends-before' }]);
    await within(db, member.institutionId)
      .updateTable('follow_up_member')
      .set({ ends_on: on, end_reason: because })
      .where('id', '=', member.id)
      .execute();
    touch(...followUpTags(member.plan));
  },
});
