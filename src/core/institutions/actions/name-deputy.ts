import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { manageStaff } from '../access.ts';
import { refuseUngivable } from '../giving.ts';
import { type Holder, stateOf } from '../staff.ts';
import { id } from '../staff-input.ts';
import { holderById, knownOfficial, postById } from '../staff-queries.ts';

export const nameDeputyInput = z.object({ holder: id, person: id });

/** Names an official of the body who stands in for the holder of a post while that one is absent. */
export const nameDeputy = defineAction<z.infer<typeof nameDeputyInput>, Holder, { id: string }>({
  name: 'institutions.name-deputy',
  input: nameDeputyInput,
  target: ({ db, tenant }, { holder }) => holderById(db, holder, tenant),
  access: manageStaff,
  event: 'deputy.named',
  record: ({ person }, holder, result) => ({
    subject: holder.postId,
    institutionId: holder.institutionId,
    detail: { holder: holder.id, deputy: (result as { id: string }).id, person },
  }),
  async run(context, { person }, holder) {
    const { db, now, today } = context;
    const post = await postById(db, holder.postId, { id: holder.institutionId });
    if (!post || holder.deputyOf !== null || stateOf(holder, today) === 'over')
      throw new Conflict('institutions.staff.over');
    await refuseUngivable(context, post, person);
    const known = await knownOfficial(db, holder.institutionId, person);
    if (!known || person === holder.personId)
      throw new InvalidInput([{ pointer: '/person', key: 'institutions.staff.not-an-official' }]);
    const deputy = newId();
    await within(db, holder.institutionId)
      .insert('post_holder', {
        id: deputy,
        post_id: post.id,
        person_id: person,
        name: known.name,
        starts_on: today,
        ends_on: null,
        ended_at: null,
        deputy_of: holder.id,
        absent_from: null,
        absent_until: null,
        appointed_at: now,
      })
      .execute();
    return { id: deputy };
  },
});
