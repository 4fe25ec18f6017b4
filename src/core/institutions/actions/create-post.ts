import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { manageStaff } from '../access.ts';
import { POST_FUNCTIONS } from '../functions.ts';
import { bodyOf, refuseUngivable, refuseUnknownPowers } from '../giving.ts';
import { optionalId, optionalText, slug } from '../staff-input.ts';
import { officeById } from '../staff-queries.ts';

export const createPostInput = z.object({
  institution: slug,
  function: z.enum(POST_FUNCTIONS, 'institutions.staff.choose'),
  /** Its own title, where the name of the function is not enough. */
  title: optionalText,
  office: optionalId,
  /** Powers besides those of the function. */
  extraPowers: z.array(z.string().max(80)).max(40).default([]),
});

/** Adds a post. Only powers that the actor could give may be attached to it. */
export const createPost = defineAction({
  name: 'institutions.create-post',
  input: createPostInput,
  target: (context, { institution }) => bodyOf(context, institution),
  access: manageStaff,
  event: 'post.created',
  record: (input, { institutionId }, result) => ({
    subject: (result as { id: string }).id,
    institutionId,
    detail: { function: input.function, extraPowers: input.extraPowers },
  }),
  async run(context, input, { institutionId }): Promise<{ id: string }> {
    const { db, today } = context;
    const extraPowers = [...new Set(input.extraPowers)];
    refuseUnknownPowers(context, extraPowers);
    await refuseUngivable(context, { institutionId, function: input.function, extraPowers });
    if (input.office) {
      const office = await officeById(db, input.office, { id: institutionId });
      if (!office || office.closedOn !== null)
        throw new InvalidInput([{ pointer: '/office', key: 'institutions.staff.no-such-office' }]);
    }
    const id = newId();
    await within(db, institutionId)
      .insert('post', {
        id,
        function: input.function,
        title: input.title ? json(input.title) : null,
        office_id: input.office ?? null,
        extra_powers: extraPowers,
        created_on: today,
        closed_on: null,
      })
      .execute();
    return { id };
  },
});
