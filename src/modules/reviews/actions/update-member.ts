import type { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { manageFollowUp } from '../access.ts';
import { id } from '../input.ts';
import { followUpTags } from '../plan.ts';
import { type MemberOfPlan, memberById } from '../queries/bodies.ts';
import { columnsOf, memberFields, refuseUnknown } from './add-member.ts';

export const updateMemberInput = memberFields.extend({ member: id });
type Input = z.infer<typeof updateMemberInput>;

/** Corrects what is said of a member. Who comes after somebody gets a mandate of their own. */
export const updateMember = defineAction<Input, MemberOfPlan>({
  name: 'reviews.update-member',
  input: updateMemberInput,
  target: ({ db, tenant }, { member }) => memberById(db, member, tenant),
  access: manageFollowUp,
  event: 'follow-up-member.updated',
  record: ({ member }, { institutionId, side, function: called }) => ({
    subject: member,
    institutionId,
    detail: { before: { side, function: called } },
  }),
  async run(context, input, member) {
    await refuseUnknown(context, member.institutionId, input);
    await within(context.db, member.institutionId)
      .updateTable('follow_up_member')
      .set(columnsOf(input, member.consentedOn, context.today))
      .where('id', '=', member.id)
      .execute();
    context.touch(...followUpTags(member.plan));
  },
});
