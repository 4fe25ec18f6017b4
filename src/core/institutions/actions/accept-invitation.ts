import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, Gone, NotAllowed } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { acceptInvitationRule } from '../access.ts';
import { type FoundInvitation, invitationByToken, invitationState } from '../invitation.ts';
import { officialName } from '../staff-input.ts';
import { postById } from '../staff-queries.ts';

export const acceptInvitationInput = z.object({ token: z.string().max(200), name: officialName });

type Input = z.infer<typeof acceptInvitationInput>;

/**
 * Accepts a post with the account that is signed in. A second press is harmless for whoever accepted it; the person who sent the
 * invitation cannot accept it, because nobody gives powers to themselves.
 */
export const acceptInvitation = defineAction<Input, FoundInvitation, { holder: string }>({
  name: 'institutions.accept-invitation',
  input: acceptInvitationInput,
  target: ({ db, tenant }, { token }) => invitationByToken(db, token, tenant),
  access: acceptInvitationRule,
  event: 'invitation.accepted',
  record: (_input, invitation, result) => ({
    subject: invitation.postId,
    institutionId: invitation.institutionId,
    detail: { invitation: invitation.id, holder: (result as { holder: string }).holder },
  }),
  async run({ db, actor, now, today }, { name }, given) {
    if (actor.kind !== 'person') throw new NotAllowed();
    const own = within(db, given.institutionId);
    // Two presses at the same time: the second waits here and finds what the first did.
    const invitation = await own
      .selectFrom('post_invitation')
      .select(['accepted_at as acceptedAt', 'withdrawn_at as withdrawnAt', 'expires_at as expiresAt', 'holder_id'])
      .where('id', '=', given.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (invitation.acceptedAt) {
      const holder = await own
        .selectFrom('post_holder')
        .select('id')
        .where('id', '=', invitation.holder_id)
        .where('person_id', '=', actor.id)
        .executeTakeFirst();
      if (!holder) throw new Gone('institutions.invitation.accepted-text');
      return { holder: holder.id };
    }
    if (invitationState(invitation, now) !== 'open') throw new Gone('institutions.invitation.over-text');
    if (given.invitedBy === actor.id) throw new NotAllowed('institutions.staff.not-to-oneself');
    const post = await postById(db, given.postId, { id: given.institutionId });
    if (!post || post.closedOn !== null) throw new Conflict('institutions.staff.closed');
    const holder = newId();
    await own
      .insert('post_holder', {
        id: holder,
        post_id: post.id,
        person_id: actor.id,
        name,
        starts_on: laterOf(given.startsOn, today),
        ends_on: given.endsOn,
        ended_at: null,
        deputy_of: given.deputyOf,
        absent_from: null,
        absent_until: null,
        appointed_at: now,
      })
      .execute();
    await own
      .updateTable('post_invitation')
      .set({ accepted_at: now, holder_id: holder })
      .where('id', '=', given.id)
      .execute();
    return { holder };
  },
});

function laterOf(one: string, other: string): string {
  return [one, other].sort()[1] ?? one;
}
