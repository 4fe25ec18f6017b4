import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotAllowed } from '#platform/errors.ts';
import { manageHolding } from '../access.ts';
import { refuseUngivable } from '../giving.ts';
import { type Holder, stateOf } from '../staff.ts';
import { id, optionalDate } from '../staff-input.ts';
import { holderById, holdersOf, postById } from '../staff-queries.ts';

export const setAbsenceInput = z.object({
  holder: id,
  /** The first day away; empty: back again. */
  from: optionalDate,
  /** The last day away; empty: until further notice. */
  until: optionalDate,
});

/** Says that the holder of a post is away, so that the deputies act, or is back. A deputy does not say it: it would give them powers. */
export const setAbsence = defineAction<z.infer<typeof setAbsenceInput>, Holder>({
  name: 'institutions.set-absence',
  input: setAbsenceInput,
  target: ({ db, tenant }, { holder }) => holderById(db, holder, tenant),
  access: manageHolding,
  event: 'absence.set',
  record: ({ from, until }, holder) => ({
    subject: holder.postId,
    institutionId: holder.institutionId,
    detail: { holder: holder.id, from: from ?? null, until: until ?? null },
  }),
  async run(context, { from, until }, holder) {
    const { db, actor, today } = context;
    const post = await postById(db, holder.postId, { id: holder.institutionId });
    if (!post || holder.deputyOf !== null || stateOf(holder, today) === 'over')
      throw new Conflict('institutions.staff.over');
    if (!from && until) throw new InvalidInput([{ pointer: '/from', key: 'institutions.staff.not-a-date' }]);
    if (from && until && until < from)
      throw new InvalidInput([{ pointer: '/until', key: 'institutions.staff.ends-before' }]);
    if (actor.kind === 'person' && actor.id !== holder.personId) {
      await refuseUngivable(context, post);
      const holders = await holdersOf(db, holder.institutionId, today, post.id);
      if (holders.some((each) => each.deputyOf === holder.id && each.personId === actor.id))
        throw new NotAllowed('institutions.staff.not-to-oneself');
    }
    await within(db, holder.institutionId)
      .updateTable('post_holder')
      .set({ absent_from: from ?? null, absent_until: from ? (until ?? null) : null })
      .where('id', '=', holder.id)
      .execute();
  },
});
