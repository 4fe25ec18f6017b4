import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { manageStaff } from '../access.ts';
import { refuseClosed, refuseUngivable } from '../giving.ts';
import type { Post } from '../staff.ts';
import { id } from '../staff-input.ts';
import { holdersOf, openInvitations, postById } from '../staff-queries.ts';

export const closePostInput = z.object({ post: id });

/** Closes a post that nobody holds any more and to which nobody is invited. */
export const closePost = defineAction<z.infer<typeof closePostInput>, Post>({
  name: 'institutions.close-post',
  input: closePostInput,
  target: ({ db, tenant }, { post }) => postById(db, post, tenant),
  access: manageStaff,
  event: 'post.closed',
  record: (_input, post) => ({ subject: post.id, institutionId: post.institutionId }),
  async run(context, _input, post) {
    const { db, today, now } = context;
    refuseClosed(post);
    await refuseUngivable(context, post);
    const holders = await holdersOf(db, post.institutionId, today, post.id);
    const invitations = await openInvitations(db, post.institutionId, now, post.id);
    if (holders.length > 0 || invitations.length > 0) throw new Conflict('institutions.staff.post-in-use');
    await within(db, post.institutionId)
      .updateTable('post')
      .set({ closed_on: today })
      .where('id', '=', post.id)
      .execute();
  },
});
