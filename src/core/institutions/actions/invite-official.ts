import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { newId } from '#platform/ids.ts';
import { manageStaff } from '../access.ts';
import { refuseClosed, refuseUngivable } from '../giving.ts';
import { INVITATION_DAYS, newInvitationToken } from '../invitation.ts';
import { writeInvitation } from '../letters.ts';
import { type Post, stateOf } from '../staff.ts';
import { date, id, officialName, optionalDate, optionalId } from '../staff-input.ts';
import { holderById, openInvitations, postById } from '../staff-queries.ts';

const DAY = 86_400_000;

export const inviteOfficialInput = z.object({
  post: id,
  email: z.string().trim().toLowerCase().max(254).pipe(z.email('institutions.staff.not-an-address')),
  /** As it will stand in the organisation chart. */
  name: officialName,
  /** The language of the letter. */
  lang: z.enum(LANGUAGES).default('ar'),
  startsOn: date.optional(),
  endsOn: optionalDate,
  /** The holder for whom this person stands in; empty: the post itself. */
  deputyOf: optionalId,
});

type Input = z.infer<typeof inviteOfficialInput>;

/**
 * Offers a post by a letter. Its link opens a page with a button, and only the button accepts. The answer is the same whether the address
 * belongs to an account or not.
 */
export const inviteOfficial = defineAction<Input, Post, { id: string }>({
  name: 'institutions.invite-official',
  input: inviteOfficialInput,
  target: ({ db, tenant }, { post }) => postById(db, post, tenant),
  access: manageStaff,
  event: 'official.invited',
  record: ({ startsOn, endsOn }, post, result) => ({
    subject: post.id,
    institutionId: post.institutionId,
    detail: {
      invitation: (result as { id: string }).id,
      function: post.function,
      extraPowers: post.extraPowers,
      startsOn,
      endsOn: endsOn ?? null,
    },
  }),
  async run(context, input, post) {
    const { db, actor, now, today } = context;
    const { institutionId } = post;
    refuseClosed(post);
    await refuseUngivable(context, post);
    const startsOn = input.startsOn ?? today;
    if (input.endsOn && input.endsOn < startsOn)
      throw new InvalidInput([{ pointer: '/endsOn', key: 'institutions.staff.ends-before' }]);
    const principal = input.deputyOf ? await holderById(db, input.deputyOf, { id: institutionId }) : undefined;
    if (input.deputyOf && (principal?.postId !== post.id || stateOf(principal, today) === 'over'))
      throw new InvalidInput([{ pointer: '/deputyOf', key: 'institutions.staff.choose' }]);
    const open = await openInvitations(db, institutionId, now, post.id);
    if (open.some((each) => each.email === input.email)) throw new Conflict('institutions.staff.invited-already');
    const invitation = newId();
    const { token, hash } = newInvitationToken(invitation);
    await within(db, institutionId)
      .insert('post_invitation', {
        id: invitation,
        post_id: post.id,
        deputy_of: principal?.id ?? null,
        name: input.name,
        email: input.email,
        lang: input.lang,
        token_hash: hash,
        starts_on: startsOn,
        ends_on: input.endsOn ?? null,
        sent_at: now,
        expires_at: new Date(now.getTime() + INVITATION_DAYS * DAY),
        accepted_at: null,
        withdrawn_at: null,
        holder_id: null,
        invited_by: actor.kind === 'person' ? actor.id : null,
      })
      .execute();
    await writeInvitation(context, post, { ...input, token });
    return { id: invitation };
  },
});
