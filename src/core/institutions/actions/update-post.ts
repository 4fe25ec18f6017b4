import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { InvalidInput, NotAllowed } from '#platform/errors.ts';
import { manageStaff } from '../access.ts';
import { refuseClosed, refuseUngivable, refuseUnknownPowers } from '../giving.ts';
import type { Post } from '../staff.ts';
import { id, optionalId, optionalText } from '../staff-input.ts';
import { holdersOf, officeById, postById } from '../staff-queries.ts';

export const updatePostInput = z.object({
  post: id,
  title: optionalText,
  office: optionalId,
  extraPowers: z.array(z.string().max(80)).max(40).default([]),
});

type Input = z.infer<typeof updatePostInput>;

/**
 * Changes the title, the office or the added powers of a post. Whoever holds it gains or loses them at once, so the actor must be able to
 * give both what the post had and what it gets.
 */
export const updatePost = defineAction<Input, Post>({
  name: 'institutions.update-post',
  input: updatePostInput,
  target: ({ db, tenant }, { post }) => postById(db, post, tenant),
  access: manageStaff,
  event: 'post.updated',
  record: ({ extraPowers, office }, post) => ({
    subject: post.id,
    institutionId: post.institutionId,
    detail: { before: { extraPowers: post.extraPowers, office: post.officeId }, extraPowers, office: office ?? null },
  }),
  async run(context, input, post) {
    const { db, actor, today } = context;
    refuseClosed(post);
    // Whoever holds the post, or stands in for its holder, would give to themselves.
    const holders = await holdersOf(db, post.institutionId, today, post.id);
    if (holders.some((holder) => actor.kind === 'person' && holder.personId === actor.id))
      throw new NotAllowed('institutions.staff.not-to-oneself');
    const extraPowers = [...new Set(input.extraPowers)];
    refuseUnknownPowers(context, extraPowers);
    await refuseUngivable(context, post);
    await refuseUngivable(context, { ...post, extraPowers });
    if (input.office) {
      const office = await officeById(db, input.office, { id: post.institutionId });
      if (!office || office.closedOn !== null)
        throw new InvalidInput([{ pointer: '/office', key: 'institutions.staff.no-such-office' }]);
    }
    await within(db, post.institutionId)
      .updateTable('post')
      .set({
        title: input.title ? json(input.title) : null,
        office_id: input.office ?? null,
        extra_powers: extraPowers,
      })
      .where('id', '=', post.id)
      .execute();
  },
});
