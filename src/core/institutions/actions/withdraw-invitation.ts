import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { manageStaff } from '../access.ts';
import { refuseUngivable } from '../giving.ts';
import type { Invitation } from '../staff.ts';
import { id } from '../staff-input.ts';
import { invitationById, postById } from '../staff-queries.ts';

export const withdrawInvitationInput = z.object({ invitation: id });

/** Takes back an invitation that was not accepted yet: its link leads nowhere any more. */
export const withdrawInvitation = defineAction<z.infer<typeof withdrawInvitationInput>, Invitation>({
  name: 'institutions.withdraw-invitation',
  input: withdrawInvitationInput,
  target: ({ db, tenant }, { invitation }) => invitationById(db, invitation, tenant),
  access: manageStaff,
  event: 'invitation.withdrawn',
  record: (_input, invitation) => ({
    subject: invitation.postId,
    institutionId: invitation.institutionId,
    detail: { invitation: invitation.id },
  }),
  async run(context, _input, invitation) {
    const { db, now } = context;
    const post = await postById(db, invitation.postId, { id: invitation.institutionId });
    if (post) await refuseUngivable(context, post);
    const { numUpdatedRows } = await within(db, invitation.institutionId)
      .updateTable('post_invitation')
      .set({ withdrawn_at: now })
      .where('id', '=', invitation.id)
      .where('accepted_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Conflict('institutions.staff.over');
  },
});
